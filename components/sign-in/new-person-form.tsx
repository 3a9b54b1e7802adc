import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { EnhancedForm } from './enhanced-form';
import type { FieldChecks } from './field-checks';
import type { FormFailure } from './form-failure';
import { FormFailureAlert } from './form-failure';
import { HiddenFields } from './hidden-fields';

export type NewPersonField = 'name' | 'username' | 'email' | 'password';

export interface NewPersonFormProps {
  action: string;
  hidden: Record<string, string | undefined>;
  /** What was typed before; never the password. */
  typed?: Partial<Record<Exclude<NewPersonField, 'password'>, string>> | undefined;
  /** What the server found wrong, by field: the problem codes of `identity`. */
  problems?: Partial<Record<NewPersonField, string>> | undefined;
  failure?: FormFailure | undefined;
  submitId: string;
  submitLabel: string;
  submittingLabel: string;
}

/** Name, user name, e-mail, password: making an account and making the first administrator. */
export function NewPersonForm({ action, hidden, typed = {}, problems = {}, failure, ...submit }: NewPersonFormProps) {
  const t = useTranslations('fields');
  const errorOf = useProblemWords(problems);
  const count = Object.keys(problems).length;
  const shown = failure ?? (count > 0 ? { code: 'fields' as const, count } : undefined);
  const text = { inputSize: 'lg' as const, type: 'text', required: true };
  const plain = { autoCapitalize: 'none', spellCheck: false };
  return (
    <div className="grid grid-cols-1 gap-4">
      {shown && <FormFailureAlert failure={shown} />}
      <EnhancedForm action={action} checks={useNewPersonChecks()} className="grid grid-cols-1 gap-4 short:gap-3">
        <HiddenFields values={hidden} />
        <Pair>
          <Field id="name" label={t('name')} error={errorOf('name')} size="gate" checked>
            {(control) => <Input {...control} {...text} name="name" autoComplete="name" defaultValue={typed.name} />}
          </Field>
          <Field id="username" label={t('username')} error={errorOf('username')} size="gate" checked>
            {(control) => (
              <Input
                {...control}
                {...text}
                {...plain}
                name="username"
                autoComplete="username"
                defaultValue={typed.username}
              />
            )}
          </Field>
        </Pair>
        <Field id="email" label={t('email')} error={errorOf('email')} size="gate" checked>
          {(control) => (
            <Input
              {...control}
              {...text}
              {...plain}
              name="email"
              inputMode="email"
              autoComplete="email"
              defaultValue={typed.email}
            />
          )}
        </Field>
        <Field
          id="password"
          label={t('newPassword')}
          hint={t('passwordHint')}
          error={errorOf('password')}
          size="gate"
          checked
        >
          {(control) => (
            <PasswordInput
              {...control}
              name="password"
              inputSize="lg"
              autoComplete="new-password"
              required
              showLabel={t('showPassword')}
              hideLabel={t('hidePassword')}
            />
          )}
        </Field>
        <Submit {...submit} />
      </EnhancedForm>
    </div>
  );
}

function Pair({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 gap-4 short:gap-3 sm:grid-cols-2 sm:gap-3">{children}</div>;
}

function Submit({
  submitId,
  submitLabel,
  submittingLabel,
}: Pick<NewPersonFormProps, 'submitId' | 'submitLabel' | 'submittingLabel'>) {
  return (
    <Button id={submitId} type="submit" variant="primary" size="lg" shape="block" busyLabel={submittingLabel}>
      {submitLabel}
    </Button>
  );
}

/** Words for the server's problem codes; a code that is new to us still says something. */
function useProblemWords(
  problems: Partial<Record<NewPersonField, string>>,
): (field: NewPersonField) => string | undefined {
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
    'password.required': t('password.required'),
    'password.too-short': t('password.too-short'),
    'password.too-long': t('password.too-long'),
    'password.not-text': t('password.not-text'),
    'password.too-common': t('password.too-common'),
    'password.contains-name': t('password.contains-name'),
  };
  return (field) => {
    const code = problems[field];
    return code === undefined ? undefined : (words[`${field}.${code}`] ?? t('unknown'));
  };
}

function useNewPersonChecks(): FieldChecks {
  const t = useTranslations('problems');
  return {
    name: [
      { rule: 'required', message: t('name.required') },
      { rule: 'at-most', characters: 200, message: t('name.too-long') },
    ],
    username: [
      { rule: 'required', message: t('username.required') },
      { rule: 'no-at', message: t('username.at-sign') },
      { rule: 'no-space', message: t('username.invisible-characters') },
      { rule: 'at-most', characters: 64, message: t('username.too-long') },
    ],
    email: [
      { rule: 'required', message: t('email.required') },
      { rule: 'e-mail', message: t('email.not-an-email') },
      { rule: 'at-most', characters: 254, message: t('email.too-long') },
    ],
    password: [
      { rule: 'required', message: t('password.required') },
      { rule: 'at-least', characters: 8, message: t('password.too-short') },
      { rule: 'at-most', characters: 256, message: t('password.too-long') },
      { rule: 'not-within', field: 'username', message: t('password.contains-name') },
    ],
  };
}
