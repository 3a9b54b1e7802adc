import { CircleCheck } from 'lucide';
import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '@/components/ui/button';
import { GateHead, Glyph } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';
import { AccountPill } from './account-pill';
import type { Account, Application } from './application';
import { Crown } from './crown';
import { EnhancedForm } from './enhanced-form';
import { GoOn } from './go-on';
import { HiddenFields } from './hidden-fields';
import { LogoutFrames } from './logout-frames';

export interface SignOutPageProps {
  realm: string;
  /** Who asks for the sign-out; absent when the person does. */
  application?: Application | undefined;
  /** Absent when nobody is signed in any more. */
  account?: Account | undefined;
  /** What the form carries: the pending request's id, and whatever else is needed. */
  hidden: Record<string, string | undefined>;
  /** Where "Stay signed in" leads. */
  stayHref: string;
}

/** Posts the hidden fields to `/interaction/sign-out`. */
export function SignOutPage({ realm, application, account, hidden, stayHref }: SignOutPageProps) {
  const t = useTranslations('signOut');
  return (
    <>
      <GateHead crown={<Crown application={application} />} title={t('title')}>
        <p className="wrap-anywhere">
          {application ? t('asked', { application: application.name, realm }) : t('plain', { realm })}
        </p>
      </GateHead>
      <div className="grid grid-cols-1 gap-6">
        {account && <AccountPill account={account} />}
        <EnhancedForm action="/interaction/sign-out" className="grid grid-cols-1 gap-2">
          <HiddenFields values={hidden} />
          <Button
            id="sign-out-confirm"
            type="submit"
            variant="primary"
            size="lg"
            shape="block"
            busyLabel={t('submitting')}
          >
            {t('submit')}
          </Button>
          <ButtonLink href={stayHref} size="lg" shape="block">
            {t('stay')}
          </ButtonLink>
        </EnhancedForm>
      </div>
    </>
  );
}

export interface SignedOutPageProps {
  realm: string;
  application?: Application | undefined;
  /** The registered address that the page goes on to once the frames are loaded. */
  backHref?: string | undefined;
  /** Addresses of applications that are told in frames (OpenID Connect Front-Channel Logout 1.0). */
  frames?: string[] | undefined;
  signInHref: string;
}

/** Says that one is signed out. */
export function SignedOutPage({ realm, application, backHref, frames = [], signInHref }: SignedOutPageProps) {
  const t = useTranslations('signedOut');
  return (
    <>
      <GateHead
        crown={
          <Glyph tone="success">
            <Icon as={CircleCheck} size="xl" />
          </Glyph>
        }
        title={t('title')}
      >
        <p>{t('detail', { realm })}</p>
      </GateHead>
      <div className="grid grid-cols-1 gap-2">
        {application && backHref && (
          <ButtonLink href={backHref} variant="primary" size="lg" shape="block">
            <span className="truncate">{t('back', { application: application.name })}</span>
          </ButtonLink>
        )}
        <ButtonLink href={signInHref} size="lg" shape="block">
          {t('again')}
        </ButtonLink>
      </div>
      <p className="mt-6 text-center text-sm text-ink-muted">{t('elsewhere')}</p>
      <LogoutFrames frames={frames} />
      {backHref && <GoOn href={backHref} />}
    </>
  );
}
