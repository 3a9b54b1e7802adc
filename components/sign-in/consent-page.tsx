import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { GateHead } from '@/components/ui/gate';
import { AccountPill } from './account-pill';
import type { Account, Application } from './application';
import { ApplicationTerms } from './application-terms';
import { Crown } from './crown';
import { Decision } from './decision';
import { EnhancedForm } from './enhanced-form';
import { HiddenFields } from './hidden-fields';
import { Provenance } from './provenance';
import { RequestedScopes } from './requested-scopes';
import type { ConsentScope } from './scope-list';
import { SwitchAccount } from './switch-account';
import { Unreviewed } from './unreviewed';

export interface ConsentPageProps {
  realm: string;
  application: Application & {
    /** Who registered it, when we know. */
    owner?: string | undefined;
    /** True when an administrator has checked who runs it. */
    verified: boolean | undefined;
    /** True when it registered itself and nobody has looked at it. */
    unreviewed?: boolean | undefined;
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
        <AccountPill
          account={account}
          action={<SwitchAccount request={request} words={t('switch')} label={t('switchLabel')} />}
        />
        {returning && <Alert tone="info">{t('returning', { application: name })}</Alert>}
        <EnhancedForm action="/interaction/consent" className="grid grid-cols-1 gap-6 short:gap-3">
          <HiddenFields values={{ request }} />
          {application.unreviewed && <Unreviewed application={name} realm={realm} />}
          <RequestedScopes name={name} scopes={scopes} account={account} />
          <Decision
            allow={{ id: 'consent-allow', words: t('allow'), busyWords: t('allowing') }}
            deny={{ id: 'consent-deny', words: t('cancel') }}
          />
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
