'use client';

import { useTranslations } from 'next-intl';
import { ButtonLink } from '../ui/button';
import { Card, CardBody } from '../ui/card';
import { CopyButton } from '../ui/copy-button';
import { KeyValues } from '../ui/key-values';
import { PageHead } from '../ui/page-head';
import { Secret } from '../ui/value';
import type { ApplicationDocument } from './application';
import { applicationPath } from './application';

/** The last step: the client ID, and the secret this one time. */
export function Created({
  application,
  issuer,
}: {
  application: ApplicationDocument & { client_secret?: string };
  issuer: string;
}) {
  const t = useTranslations('console.created');
  const { client_id, client_secret, client_name } = application;
  const copied = (value: string, what: string) => (
    <span className="flex items-center gap-1">
      <code className="min-w-0 wrap-anywhere">{value}</code>
      <CopyButton value={value} label={t('copy', { what })} doneLabel={t('copied')} />
    </span>
  );
  return (
    <div className="grid max-w-form gap-5">
      <PageHead title={t('title', { name: client_name ?? client_id })} hint={t('hint')} />
      <Card>
        <CardBody>
          <KeyValues
            entries={[
              { label: t('clientId'), value: copied(client_id, t('clientId')) },
              { label: t('issuer'), value: copied(issuer, t('issuer')) },
            ]}
          />
        </CardBody>
      </Card>
      {client_secret !== undefined && (
        <Secret
          title={t('secretTitle')}
          onceLabel={t('once')}
          value={client_secret}
          copy={{ label: t('copy', { what: t('secret') }), doneLabel: t('copied'), children: t('copyWord') }}
        >
          <p className="text-sm text-ink-muted">{t('secretHint')}</p>
        </Secret>
      )}
      <div>
        <ButtonLink variant="primary" href={applicationPath(client_id)}>
          {client_secret === undefined ? t('open') : t('stored')}
        </ButtonLink>
      </div>
    </div>
  );
}
