import { useTranslations } from 'next-intl';
import type { Check } from './field-checks';

/** The fields that describe a person, or prove that it is them. */
export type PersonField = 'name' | 'username' | 'email' | 'password';
export type PersonProblems = Partial<Record<PersonField, string | undefined>>;

/** Words for the server's problem codes; a code that is new to us still says something. */
export function useProblemWords(problems: PersonProblems): (field: PersonField) => string | undefined {
  const t = useTranslations('problems');
  const words: Record<string, string> = {
    'name.required': t('name.required'),
    'name.too-long': t('name.too-long'),
    'name.not-text': t('name.not-text'),
    'username.required': t('username.required'),
    'username.too-long': t('username.too-long'),
    'username.at-sign': t('username.at-sign'),
    'username.invisible-characters': t('username.invisible-characters'),
    'username.no-letter-or-digit': t('username.no-letter-or-digit'),
    'username.taken': t('username.taken'),
    'email.required': t('email.required'),
    'email.too-long': t('email.too-long'),
    'email.not-an-email': t('email.not-an-email'),
    'email.taken': t('email.taken'),
    'email.domain-not-allowed': t('email.domain-not-allowed'),
    'password.required': t('password.required'),
    'password.too-short': t('password.too-short'),
    'password.too-long': t('password.too-long'),
    'password.not-text': t('password.not-text'),
    'password.too-common': t('password.too-common'),
    'password.contains-name': t('password.contains-name'),
    'password.wrong': t('currentPassword.wrong'),
  };
  return (field) => {
    const code = problems[field];
    return code === undefined ? undefined : (words[`${field}.${code}`] ?? t('unknown'));
  };
}

/** What an address is checked for while one types. */
export function useEmailChecks(): Check[] {
  const t = useTranslations('problems');
  return [
    { rule: 'required', message: t('email.required') },
    { rule: 'e-mail', message: t('email.not-an-email') },
    { rule: 'at-most', characters: 254, message: t('email.too-long') },
  ];
}

/** The same for a password that is being chosen. */
export function useNewPasswordChecks(): Check[] {
  const t = useTranslations('problems');
  return [
    { rule: 'required', message: t('password.required') },
    { rule: 'at-least', characters: 8, message: t('password.too-short') },
    { rule: 'at-most', characters: 256, message: t('password.too-long') },
  ];
}
