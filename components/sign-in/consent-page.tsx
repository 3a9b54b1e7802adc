import { clsx } from 'clsx';
import { BadgeCheck, BadgeQuestionMark } from 'lucide';
import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { GateHead } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';
import { AccountPill } from './account-pill';
import type { Account, Application } from './application';
import { ApplicationTerms } from './application-terms';
import { Crown } from './crown';
import { EnhancedForm } from './enhanced-form';
import { HiddenFields } from './hidden-fields';
import type { ConsentScope } from './scope-list';
import { ScopeList } from './scope-list';

export interface ConsentPageProps {
  realm: string;
  application: Application & {
    /** Who registered it, when we know. */
    owner?: string | undefined;
    /** True when an administrator has checked who runs it. */
    verified: boolean;
    /** The host (or scheme) that the answer goes to. */
    returnsTo: string;
  };
  request: string;
  account: Account;
  /** In the order to show. */
  scopes: ConsentScope[];
  /** The person allowed something to this application before. */
  returning: boolean;
}

/**
 * Posts `decision` (`allow` or `deny`), the ticked `scope`s and `request` to `/interaction/consent`. "Switch" posts
 * `account=another` and `request` to `/interaction/choose-account`.
 */
export function ConsentPage({ realm, application, request, account, scopes, returning }: ConsentPageProps) {
  const t = useTranslations('consent');
  const { name } = application;
  return (
    <>
      <GateHead crown={<Crown application={application} />} title={t('title', { application: name })}>
        <Provenance realm={realm} owner={application.owner} verified={application.verified} />
      </GateHead>
      <div className="grid grid-cols-1 gap-6 short:gap-3">
        <AccountPill account={account} action={<SwitchForm request={request} />} />
        {returning && <Alert tone="info">{t('returning', { application: name })}</Alert>}
        <EnhancedForm action="/interaction/consent" className="grid grid-cols-1 gap-6 short:gap-3">
          <HiddenFields values={{ request }} />
          <Scopes name={name} scopes={scopes} account={account} />
          <Decision />
        </EnhancedForm>
      </div>
      <ApplicationTerms application={application}>
        {t.rich('goesBack', {
          host: () => <strong className="font-medium text-ink wrap-anywhere">{application.returnsTo}</strong>,
        })}
      </ApplicationTerms>
    </>
  );
}

function Provenance({ realm, owner, verified }: { realm: string; owner: string | undefined; verified: boolean }) {
  const t = useTranslations('consent');
  return (
    <div className="grid grid-cols-1 gap-1">
      <p className="flex flex-wrap items-center justify-center gap-x-2 gap-y-1">
        {owner && <span className="min-w-0 wrap-anywhere">{t('by', { owner })}</span>}
        {verified ? (
          <Badge tone="success" icon={<Icon as={BadgeCheck} size="xs" />}>
            {t('verified')}
          </Badge>
        ) : (
          <Badge icon={<Icon as={BadgeQuestionMark} size="xs" />}>{t('unverified')}</Badge>
        )}
      </p>
      {!verified && <p className="text-sm">{t('unverifiedHint', { realm })}</p>}
    </div>
  );
}

function SwitchForm({ request }: { request: string }) {
  const t = useTranslations('consent');
  return (
    <form method="post" action="/interaction/choose-account" className="contents">
      <HiddenFields values={{ request }} />
      <button
        type="submit"
        name="account"
        value="another"
        aria-label={t('switchLabel')}
        className="min-h-6 flex-none cursor-pointer rounded-sm text-sm text-accent-text underline decoration-accent-line underline-offset-[0.2em] hover:decoration-current"
      >
        {t('switch')}
      </button>
    </form>
  );
}

function Scopes({ name, scopes, account }: { name: string; scopes: ConsentScope[]; account: Account }) {
  const t = useTranslations('consent');
  const required = scopes.filter((entry) => !entry.optional);
  const optional = scopes.filter((entry) => entry.optional);
  return (
    <>
      {required.length > 0 && (
        <section aria-labelledby="sees">
          <h2 id="sees" className="mb-2 text-gate font-medium tracking-normal wrap-anywhere">
            {t('sees', { application: name })}
          </h2>
          <ScopeList scopes={required} account={account} />
        </section>
      )}
      {optional.length > 0 && (
        <fieldset className="min-w-0">
          <legend className="mb-2 text-gate font-medium">{t('chooses')}</legend>
          <ScopeList scopes={optional} account={account} />
        </fieldset>
      )}
    </>
  );
}

/** Stays in sight while a list longer than the window fades out above it. */
function Decision() {
  const t = useTranslations('consent');
  const button = { type: 'submit' as const, name: 'decision', size: 'lg' as const, shape: 'block' as const };
  return (
    <div
      className={clsx(
        'sticky bottom-0 z-10 -mb-4 grid grid-cols-1 gap-2 bg-surface pb-4 short:grid-cols-2',
        'before:pointer-events-none before:absolute before:inset-x-0 before:bottom-full before:h-6',
        'before:bg-linear-to-t before:from-surface before:to-transparent',
      )}
    >
      <Button {...button} id="consent-allow" value="allow" variant="primary" busyLabel={t('allowing')}>
        {t('allow')}
      </Button>
      <Button {...button} id="consent-deny" value="deny">
        {t('cancel')}
      </Button>
    </div>
  );
}
