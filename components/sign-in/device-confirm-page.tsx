import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { GateHead } from '@/components/ui/gate';
import { KeyValues } from '@/components/ui/key-values';
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

export interface DeviceConfirmPageProps {
  realm: string;
  application: Application & {
    /** Of its home page, when it has registered one. */
    domain?: string | undefined;
    verified: boolean | undefined;
    /** True when it registered itself and nobody has looked at it. */
    unreviewed?: boolean | undefined;
  };
  request: string;
  account: Account;
  /** XXXX-XXXX, to be compared with the device. */
  userCode: string;
  /** Whole minutes since the device asked. */
  minutesAgo: number;
  scopes: ConsentScope[];
}

/** Posts `decision` (`allow` or `deny`), the ticked `scope`s and `request` to `/interaction/device/confirm`. */
export function DeviceConfirmPage({ realm, application, request, account, ...asked }: DeviceConfirmPageProps) {
  const t = useTranslations('deviceConfirm');
  const { name, domain } = application;
  const entries = [
    { label: t('application'), value: name },
    ...(domain === undefined ? [] : [{ label: t('domain'), value: domain }]),
    { label: t('asked'), value: t('minutesAgo', { minutes: asked.minutesAgo }) },
  ];
  return (
    <>
      <GateHead crown={<Crown application={application} />} title={t('title')}>
        <p className="wrap-anywhere">{t('lead', { application: name })}</p>
        <Provenance realm={realm} owner={undefined} verified={application.verified} />
      </GateHead>
      <div className="grid grid-cols-1 gap-5">
        <AccountPill account={account} action={<SwitchAccount request={request} words={t('notYou')} />} />
        <EnhancedForm action="/interaction/device/confirm" className="grid grid-cols-1 gap-5">
          <HiddenFields values={{ request }} />
          {/* All in the form, in which the buttons stay in sight while one reads. */}
          <Alert tone="warning" title={t('warningTitle')}>
            <p>{t('warning')}</p>
          </Alert>
          {application.unreviewed && <Unreviewed application={name} realm={realm} />}
          <Card className="overflow-hidden">
            <p className="border-b border-line bg-sunken p-5 text-center">
              <span className="block text-sm text-ink-muted">{t('shouldShow')}</span>
              <span className="block font-mono text-3xl font-medium tracking-code">{asked.userCode}</span>
            </p>
            <div className="px-4 py-3.5">
              <KeyValues layout="narrow" entries={entries} />
            </div>
          </Card>
          <RequestedScopes name={name} scopes={asked.scopes} account={account} />
          <Decision
            allow={{ id: 'device-submit', words: t('allow'), busyWords: t('allowing') }}
            deny={{ id: 'device-deny', words: t('deny') }}
          />
        </EnhancedForm>
      </div>
      <ApplicationTerms application={application} />
    </>
  );
}
