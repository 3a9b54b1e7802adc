import { CircleCheck, KeyRound } from 'lucide';
import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '@/components/ui/button';
import { GateHead, Glyph } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';
import { ChosenPassword } from './chosen-password';
import { EnhancedForm } from './enhanced-form';
import { HiddenFields } from './hidden-fields';
import { useNewPasswordChecks } from './person-words';

export interface ResetPasswordPageProps {
  username: string;
  /** The one-time token of the mailed link. */
  token: string;
  request?: string | undefined;
  problem?: string | undefined;
}

/** Posts `password`, `token` and `request` to `/interaction/reset-password`. */
export function ResetPasswordPage({ username, token, request, problem }: ResetPasswordPageProps) {
  const t = useTranslations('resetPassword');
  const checks = { password: useNewPasswordChecks() };
  return (
    <>
      <GateHead
        crown={
          <Glyph>
            <Icon as={KeyRound} size="xl" />
          </Glyph>
        }
        title={t('title')}
      >
        <p className="wrap-anywhere">{t('lead', { username })}</p>
      </GateHead>
      <EnhancedForm action="/interaction/reset-password" checks={checks} className="grid grid-cols-1 gap-4">
        <HiddenFields values={{ token, request }} />
        {/* For password managers, which keep a password with a name. */}
        <input hidden type="text" autoComplete="username" defaultValue={username} readOnly />
        <ChosenPassword label={t('password')} problem={problem} />
        <Button id="reset-submit" type="submit" variant="primary" size="lg" shape="block" busyLabel={t('submitting')}>
          {t('submit')}
        </Button>
      </EnhancedForm>
    </>
  );
}

/** Says that it is done; nobody was signed in by it. */
export function PasswordChangedPage({ signInHref }: { signInHref: string }) {
  const t = useTranslations('resetPassword');
  return (
    <>
      <GateHead
        crown={
          <Glyph tone="success">
            <Icon as={CircleCheck} size="xl" />
          </Glyph>
        }
        title={t('doneTitle')}
      >
        <p>{t('done')}</p>
      </GateHead>
      <ButtonLink href={signInHref} variant="primary" size="lg" shape="block">
        {t('toSignIn')}
      </ButtonLink>
    </>
  );
}
