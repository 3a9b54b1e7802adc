import { KeyRound } from 'lucide';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { GateFoot, GateHead, Glyph } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';
import { TextLink } from '@/components/ui/text-link';
import type { AskForMailState } from './ask-for-mail-form';
import { AskForMailForm } from './ask-for-mail-form';

export interface ForgotPasswordPageProps extends AskForMailState {
  signInHref: string;
}

const crown = (
  <Glyph>
    <Icon as={KeyRound} size="xl" />
  </Glyph>
);

/** Posts `email` and `request` to `/interaction/forgot-password`. */
export function ForgotPasswordPage({ signInHref, ...form }: ForgotPasswordPageProps) {
  const t = useTranslations('forgotPassword');
  return (
    <>
      <GateHead crown={crown} title={t('title')}>
        <p>{t('lead')}</p>
      </GateHead>
      <AskForMailForm
        {...form}
        action="/interaction/forgot-password"
        submitId="forgot-submit"
        submitLabel={t('submit')}
        submittingLabel={t('submitting')}
      />
      <GateFoot>{t.rich('known', { link: (words) => <TextLink href={signInHref}>{words}</TextLink> })}</GateFoot>
    </>
  );
}

/** What stands there while nobody can be written to. */
export function NoMailPage({ realm, signInHref }: { realm: string; signInHref: string }) {
  const t = useTranslations('forgotPassword');
  return (
    <>
      <GateHead crown={crown} title={t('title')}>
        <p>{t('closed', { realm })}</p>
      </GateHead>
      <ButtonLink href={signInHref} variant="primary" size="lg" shape="block">
        {t('toSignIn')}
      </ButtonLink>
    </>
  );
}
