'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Alert } from '../ui/alert';
import { Card, CardBody, CardFoot, CardHead } from '../ui/card';
import type { CodePart } from '../ui/code-block';
import { CodeBlock } from '../ui/code-block';
import { Numbered } from '../ui/numbered';
import { Select } from '../ui/select';
import { TextLink } from '../ui/text-link';
import { applicationPath } from './application';

export interface QuickStartDocument {
  id: string;
  title: string;
  place: string;
  install?: string;
  run: string;
  open?: string;
  code: CodePart[];
  redirectUri: string;
  isRegistered: boolean;
  proven: string;
}

/** Code to copy, for the framework that one picks. */
export function QuickStart({ clientId, quickStarts }: { clientId: string; quickStarts: QuickStartDocument[] }) {
  const t = useTranslations('console.quickStart');
  const [picked, setPicked] = useState(quickStarts[0]?.id);
  const shown = quickStarts.find(({ id }) => id === picked);
  if (shown === undefined) return null;
  const block = (title: string, code: CodePart[]) => (
    <CodeBlock
      title={title}
      label={title}
      code={code}
      copy={{ label: t('copy', { what: title }), doneLabel: t('copied') }}
    />
  );
  const steps: { name: string; title: string; body: ReactNode }[] = [
    ...(shown.install === undefined
      ? []
      : [{ name: 'install', title: t('install'), body: block(t('terminal'), [shown.install]) }]),
    { name: 'code', title: t('code'), body: block(shown.place, shown.code) },
    { name: 'run', title: t('run'), body: block(t('terminal'), [shown.run]) },
    ...(shown.open === undefined
      ? []
      : [
          {
            name: 'open',
            title: t('open'),
            body: <p className="text-ink-muted">{t('openHint', { address: shown.open })}</p>,
          },
        ]),
  ];
  return (
    <Card>
      <CardHead
        title={t('title')}
        hint={t('hint')}
        action={
          quickStarts.length > 1 && (
            <Select aria-label={t('framework')} value={picked} onChange={(event) => setPicked(event.target.value)}>
              {quickStarts.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </Select>
          )
        }
      />
      <CardBody className="grid grid-cols-1 gap-5">
        {!shown.isRegistered && shown.open !== undefined && (
          <Alert
            tone="warning"
            title={t('unregistered')}
            action={<TextLink href={applicationPath(clientId, 'settings#redirect_uris')}>{t('toSettings')}</TextLink>}
          >
            <code className="wrap-anywhere">{shown.redirectUri}</code>
          </Alert>
        )}
        <Numbered
          steps={steps.map(({ name, title, body }) => ({
            name,
            words: (
              <div className="grid min-w-0 grid-cols-1 gap-3">
                <h4 className="font-medium">{title}</h4>
                {body}
              </div>
            ),
          }))}
        />
      </CardBody>
      <CardFoot>{t('proven', { version: shown.proven })}</CardFoot>
    </Card>
  );
}
