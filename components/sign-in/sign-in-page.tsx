import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Checkbox, Choice } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { GateFoot, GateHead } from '@/components/ui/gate';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { TextLink } from '@/components/ui/text-link';
import type { Application } from './application';
import { ApplicationTerms } from './application-terms';
import { Crown } from './crown';
import { EnhancedForm } from './enhanced-form';
import type { FormFailure } from './form-failure';
import { FormFailureAlert } from './form-failure';
import { HiddenFields } from './hidden-fields';

export interface SignInPageProps {
  realm: string;
  /** Absent when one signs in to the portal itself. */
  application?: Application | undefined;
  /** The id of the pending request. */
  request?: string | undefined;
  /** What was typed before, or the request's `login_hint`. */
  username?: string | undefined;
  remember?: boolean;
  failure?: FormFailure | undefined;
  /** Where one creates an account; absent while registration is closed. */
  registerHref?: string | undefined;
  /** Where one asks for a new password; absent while nobody can be written to. */
  forgotHref?: string | undefined;
}

/** Posts `username`, `password`, `remember` (`on`) and `request` to `/interaction/sign-in`. */
export function SignInPage({ realm, application, registerHref, failure, ...form }: SignInPageProps) {
  const t = useTranslations('signIn');
  return (
    <>
      <GateHead crown={<Crown application={application} />} title={t('title', { name: application?.name ?? realm })}>
        <p>{application ? t('withAccount', { realm }) : t('toPortal')}</p>
      </GateHead>
      <div className="grid grid-cols-1 gap-4">
        {failure && <FormFailureAlert failure={failure} />}
        <SignInForm {...form} refused={failure?.code === 'wrong-name-or-password'} />
      </div>
      {registerHref && (
        <GateFoot>
          {t.rich('newHere', { realm, link: (words) => <TextLink href={registerHref}>{words}</TextLink> })}
        </GateFoot>
      )}
      <ApplicationTerms application={application} />
    </>
  );
}

type SignInFormProps = Pick<SignInPageProps, 'request' | 'username' | 'remember' | 'forgotHref'> & { refused: boolean };

function SignInForm({ request, username, remember = false, refused, forgotHref }: SignInFormProps) {
  const t = useTranslations('signIn');
  const fields = useTranslations('fields');
  const problems = useTranslations('problems');
  const checks = {
    username: [{ rule: 'required' as const, message: problems('nameOrEmail.required') }],
    password: [{ rule: 'required' as const, message: problems('currentPassword.required') }],
  };
  // The alert says what is wrong with both, and never which one.
  const blame = refused ? { 'aria-invalid': true, 'aria-describedby': 'form-failure' } : {};
  return (
    <EnhancedForm action="/interaction/sign-in" checks={checks} className="grid grid-cols-1 gap-4">
      <HiddenFields values={{ request }} />
      <Field id="username" label={fields('nameOrEmail')} size="gate" checked>
        {(control) => (
          <Input
            {...control}
            {...blame}
            name="username"
            type="text"
            inputSize="lg"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            defaultValue={username}
          />
        )}
      </Field>
      <Field id="password" label={fields('password')} size="gate" checked>
        {(control) => (
          <PasswordInput
            {...control}
            {...blame}
            name="password"
            inputSize="lg"
            autoComplete="current-password"
            required
            showLabel={fields('showPassword')}
            hideLabel={fields('hidePassword')}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Choice control={(id) => <Checkbox id={id} name="remember" defaultChecked={remember} />}>
          {t('remember')}
        </Choice>
        {forgotHref && <TextLink href={forgotHref}>{t('forgot')}</TextLink>}
      </div>
      <Button id="sign-in-submit" type="submit" variant="primary" size="lg" shape="block" busyLabel={t('submitting')}>
        {t('submit')}
      </Button>
    </EnhancedForm>
  );
}
