import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { GateHead } from '@/components/ui/gate';
import { PasswordInput } from '@/components/ui/password-input';
import { PersonAvatar } from '@/components/ui/person-avatar';
import { AddressField } from './address-field';
import type { Account } from './application';
import { nameOf } from './application';
import type { AskForMailState } from './ask-for-mail-form';
import { EnhancedForm } from './enhanced-form';
import { FormFailureAlert } from './form-failure';
import { HiddenFields } from './hidden-fields';
import { useEmailChecks, useProblemWords } from './person-words';

export interface EmailAddressPageProps extends Omit<AskForMailState, 'request' | 'problems'> {
  realm: string;
  account: Account;
  request?: string | undefined;
  problems?: { email?: string | undefined; password?: string | undefined } | undefined;
  /** False while nobody can be written to. */
  sendsMail: boolean;
  homeHref: string;
}

/** Confirms an address or takes another. Posts `email`, `password` and `request` to `/interaction/email-address`. */
export function EmailAddressPage({ realm, account, sendsMail, homeHref, failure, ...form }: EmailAddressPageProps) {
  const t = useTranslations('emailAddress');
  return (
    <>
      <GateHead crown={<PersonAvatar name={nameOf(account)} size="lg" />} title={t('title')}>
        <p>{sendsMail ? t('lead') : t('closed', { realm })}</p>
      </GateHead>
      <div className="grid grid-cols-1 gap-4">
        {failure && <FormFailureAlert failure={failure} />}
        {sendsMail && <AddressForm {...form} />}
        <ButtonLink href={homeHref} size="lg" shape="block">
          {t('home')}
        </ButtonLink>
      </div>
    </>
  );
}

function AddressForm({ request, typed, problems }: Pick<EmailAddressPageProps, 'request' | 'typed' | 'problems'>) {
  const t = useTranslations('emailAddress');
  const fields = useTranslations('fields');
  const words = useTranslations('problems');
  const errorOf = useProblemWords(problems ?? {});
  const checks = {
    email: useEmailChecks(),
    password: [{ rule: 'required' as const, message: words('currentPassword.required') }],
  };
  return (
    <EnhancedForm action="/interaction/email-address" checks={checks} className="grid grid-cols-1 gap-4">
      <HiddenFields values={{ request }} />
      <AddressField typed={typed?.email} problem={problems?.email} />
      <Field id="password" label={t('current')} error={errorOf('password')} size="gate" checked>
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            inputSize="lg"
            autoComplete="current-password"
            required
            showLabel={fields('showPassword')}
            hideLabel={fields('hidePassword')}
          />
        )}
      </Field>
      <Button id="email-submit" type="submit" variant="primary" size="lg" shape="block" busyLabel={t('submitting')}>
        {t('submit')}
      </Button>
    </EnhancedForm>
  );
}
