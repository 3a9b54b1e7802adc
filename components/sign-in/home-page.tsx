import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '@/components/ui/button';
import { GateHead } from '@/components/ui/gate';
import { KeyValues } from '@/components/ui/key-values';
import { PersonAvatar } from '@/components/ui/person-avatar';
import { TextLink } from '@/components/ui/text-link';
import type { Account } from './application';
import { nameOf } from './application';
import { EnhancedForm } from './enhanced-form';
import { HiddenFields } from './hidden-fields';

export interface HomePageProps {
  realm: string;
  account: Account;
  administrator: boolean;
  /** Whether the address is proven. */
  emailVerified?: boolean;
  /** Where the address is confirmed or changed; absent while nobody can be written to. */
  emailHref?: string | undefined;
  /** What the sign-out form carries. */
  hidden?: Record<string, string | undefined>;
}

/** Who one is here, and the way out. The button posts to `/interaction/sign-out`. */
export function HomePage(props: HomePageProps) {
  const { realm, account, administrator, emailVerified = false, emailHref, hidden = {} } = props;
  const t = useTranslations('home');
  const { email } = account;
  const shownEmail = email === undefined || emailVerified ? email : t('unconfirmed', { email });
  const entries = [
    { label: t('username'), value: account.username },
    { label: t('email'), value: shownEmail ?? t('noEmail') },
    ...(administrator ? [{ label: t('role'), value: t('administrator') }] : []),
  ];
  return (
    <>
      <GateHead crown={<PersonAvatar name={nameOf(account)} size="lg" />} title={nameOf(account)}>
        <p>{t('signedIn', { realm })}</p>
      </GateHead>
      <div className="grid grid-cols-1 gap-6">
        <div className="rounded-lg border border-line px-4 py-3.5">
          <KeyValues layout="narrow" entries={entries} />
          {emailHref && (
            <p className="mt-3 text-sm">
              <TextLink href={emailHref}>{t('changeEmail')}</TextLink>
            </p>
          )}
        </div>
        <ButtonLink variant="primary" size="lg" shape="block" href="/console">
          {t('console')}
        </ButtonLink>
        <EnhancedForm action="/interaction/sign-out">
          <HiddenFields values={hidden} />
          <Button id="sign-out" type="submit" size="lg" shape="block" busyLabel={t('signingOut')}>
            {t('signOut')}
          </Button>
        </EnhancedForm>
      </div>
    </>
  );
}
