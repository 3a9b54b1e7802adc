'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AnnotatedSection } from '../ui/annotated-section';
import { Button } from '../ui/button';
import { callApi } from './api';
import type { ApplicationDocument } from './application';
import { ConfirmDialog } from './confirm-dialog';

export interface DangerPageProps {
  application: ApplicationDocument;
  mayOwn: boolean;
  operator: boolean;
}

type Asked = 'disable' | 'enable' | 'verify' | 'delete';

/** What cannot be undone, or stops people from signing in. */
export function DangerPage({ application, mayOwn, operator }: DangerPageProps) {
  const t = useTranslations('console.danger');
  const [asked, setAsked] = useState<Asked>();
  const name = application.client_name ?? application.client_id;
  const path = `/applications/${encodeURIComponent(application.client_id)}`;
  const isOff = application.status === 'disabled';
  const setStatus = (status: string) => () => callApi('PATCH', path, { body: { status } });
  const acts = {
    disable: setStatus('disabled'),
    enable: setStatus('active'),
    verify: () => callApi('POST', `${path}/verification`, { body: {} }),
    delete: () => callApi('DELETE', path),
  };
  return (
    <div>
      {operator && application.verified_at === null && (
        <AnnotatedSection id="verify" title={t('verifyTitle')} hint={t('verifyHint')}>
          <div>
            <Button onClick={() => setAsked('verify')}>{t('verify')}</Button>
          </div>
        </AnnotatedSection>
      )}
      <AnnotatedSection id="status" title={t(isOff ? 'offTitle' : 'onTitle')} hint={t(isOff ? 'offHint' : 'onHint')}>
        <div>
          <Button variant={isOff ? 'secondary' : 'danger-quiet'} onClick={() => setAsked(isOff ? 'enable' : 'disable')}>
            {t(isOff ? 'enable' : 'disable')}
          </Button>
        </div>
      </AnnotatedSection>
      <AnnotatedSection id="delete" title={t('deleteTitle')} hint={t('deleteHint')}>
        <div>
          {mayOwn ? (
            <Button variant="danger-quiet" onClick={() => setAsked('delete')}>
              {t('delete', { name })}
            </Button>
          ) : (
            <p className="text-ink-muted">{t('ownersOnly')}</p>
          )}
        </div>
      </AnnotatedSection>
      {asked && (
        <ConfirmDialog<unknown>
          title={t(`ask.${asked}`, { name })}
          description={t(`follows.${asked}`)}
          verb={t(asked, { name })}
          busyVerb={t('working')}
          danger={asked === 'disable' || asked === 'delete'}
          {...(asked === 'delete' ? { typed: { label: t('typeName', { name }), value: name } } : {})}
          act={acts[asked]}
          onDone={() => (asked === 'delete' ? location.assign('/console/applications') : location.reload())}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}
