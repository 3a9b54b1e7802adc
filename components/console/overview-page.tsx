import { useTranslations } from 'next-intl';
import { Card, CardBody, CardFoot, CardHead } from '../ui/card';
import { CopyButton } from '../ui/copy-button';
import { KeyValues } from '../ui/key-values';
import { TextLink } from '../ui/text-link';
import type { ApplicationDocument } from './application';
import { applicationPath } from './application';
import { FirstSignIn } from './first-sign-in';
import type { QuickStartDocument } from './quick-start';
import { QuickStart } from './quick-start';

export interface OverviewPageProps {
  application: ApplicationDocument;
  issuer: string;
  quickStarts: QuickStartDocument[];
  /** How requests of this application come in. */
  way: 'browser' | 'device' | 'service';
  /** Whether it got a token already. */
  hasWorked: boolean;
  endpoints: Record<'discovery' | 'authorization' | 'token' | 'userinfo' | 'jwks' | 'deviceAuthorization', string>;
}

/** What one needs to connect it. */
export function OverviewPage({ application, issuer, endpoints, quickStarts, way, hasWorked }: OverviewPageProps) {
  const t = useTranslations('console.overview');
  const newest = application.secrets.at(-1);
  const grants = application.grant_types ?? [];
  const shown = (Object.keys(endpoints) as (keyof typeof endpoints)[]).filter(
    (name) => name !== 'deviceAuthorization' || grants.some((grant) => grant.endsWith(':device_code')),
  );
  return (
    <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="grid min-w-0 content-start gap-6">
        <Card>
          <CardHead
            title={t('identifiers')}
            action={
              <TextLink href={applicationPath(application.client_id, 'credentials')} className="text-sm">
                {t('manage')}
              </TextLink>
            }
          />
          <CardBody>
            <KeyValues
              entries={[
                {
                  label: t('clientId'),
                  value: <Copied value={application.client_id} label={t('copy', { what: t('clientId') })} />,
                },
                {
                  label: t('secret'),
                  value: newest === undefined ? t('noSecret') : <code>{newest.prefix}…</code>,
                },
                { label: t('issuer'), value: <Copied value={issuer} label={t('copy', { what: t('issuer') })} /> },
              ]}
            />
          </CardBody>
        </Card>
        <QuickStart clientId={application.client_id} quickStarts={quickStarts} />
      </div>
      <aside className="grid min-w-0 content-start gap-6">
        <FirstSignIn clientId={application.client_id} way={way} isDone={hasWorked} />
        <Card>
          <CardHead title={t('endpoints')} />
          <CardBody>
            <dl className="grid gap-3">
              {shown.map((name) => (
                <div key={name}>
                  <dt className="text-ink-muted">{t(`endpoint.${name}`)}</dt>
                  <dd>
                    <Copied
                      value={`${issuer}${endpoints[name]}`}
                      shown={endpoints[name]}
                      label={t('copy', { what: t(`endpoint.${name}`) })}
                    />
                  </dd>
                </div>
              ))}
            </dl>
          </CardBody>
          <CardFoot>{t('endpointsHint')}</CardFoot>
        </Card>
      </aside>
    </div>
  );
}

function Copied({ value, shown = value, label }: { value: string; shown?: string; label: string }) {
  const t = useTranslations('console.overview');
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 wrap-anywhere">{shown}</code>
      <CopyButton value={value} label={label} doneLabel={t('copied')} />
    </span>
  );
}
