import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
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
  /** Administrators read how to register an application. */
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
        {administrator && <RegisterApplication />}
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

/** The contract of the command line (PRODUCT section 2), until there is a console. */
function RegisterApplication() {
  const t = useTranslations('home');
  return (
    <section aria-labelledby="register" className="grid grid-cols-1 gap-2">
      <h2 id="register" className="text-gate font-medium tracking-normal">
        {t('register')}
      </h2>
      <p className="text-sm text-ink-muted">{t('registerHint')}</p>
      <CodeBlock
        title={t('terminal')}
        label={t('command')}
        code={[
          'npm run --silent gatehouse -- client create --type web --name ',
          { kind: 'value', text: `"${t('exampleName')}"` },
          ' --redirect-uri ',
          { kind: 'value', text: 'http://localhost:4000/callback' },
        ]}
        copy={{ label: t('copyCommand'), doneLabel: t('copied') }}
      />
    </section>
  );
}
