'use client';

import { Clock, Ellipsis, KeyRound, Pencil, Plus, Trash2 } from 'lucide';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Card, CardFoot } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { Menu } from '../ui/menu';
import { SectionHead } from '../ui/section-head';
import { Cell, ColumnHead, Table, TableBody, TableFold } from '../ui/table';
import { TextLink } from '../ui/text-link';
import { sayDone } from '../ui/toast';
import { Secret } from '../ui/value';
import type { ApplicationDocument, SecretDocument } from './application';
import type { AskedOfSecret } from './secret-dialogs';
import { SecretDialog } from './secret-dialogs';
import { dateOf, daysUntil, timeAgo } from './times';

export interface CredentialsPageProps {
  application: ApplicationDocument;
  /** By row id, as far as they are in the team. */
  people: Record<string, string>;
  self: string;
  now: string;
}

export type NewSecret = SecretDocument & { secret: string };

const expiresSoonDays = 30;

/** The secrets of an application, of which several work at a time. */
export function CredentialsPage({ application, people, self, now }: CredentialsPageProps) {
  const t = useTranslations('console.credentials');
  const [secrets, setSecrets] = useState(application.secrets);
  const [fresh, setFresh] = useState<NewSecret>();
  const [asked, setAsked] = useState<AskedOfSecret>();
  const method = application.token_endpoint_auth_method ?? '';
  if (!method.startsWith('client_secret_')) return <NoSecrets method={method} />;
  return (
    <div className="grid gap-8">
      {fresh && (
        <Secret
          title={t('storeNow')}
          onceLabel={t('once')}
          value={fresh.secret}
          copy={{ label: t('copySecret'), doneLabel: t('copied'), children: t('copy') }}
        >
          <p>{t('onceHint')}</p>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <span className="text-sm text-ink-muted">{fresh.label}</span>
            <Button variant="primary" onClick={() => setFresh(undefined)}>
              {t('stored')}
            </Button>
          </div>
        </Secret>
      )}
      <section aria-labelledby="secrets" className="grid gap-4">
        <SectionHead
          id="secrets"
          title={t('title')}
          hint={t('hint')}
          action={
            <Button icon={<Icon as={Plus} />} onClick={() => setAsked({ what: 'add' })}>
              {t('add')}
            </Button>
          }
        />
        <Card>
          <SecretTable
            secrets={secrets}
            rowOf={(secret) => ({
              isNew: secret.id === fresh?.id,
              maker: secret.created_by === self ? t('you') : people[secret.created_by ?? ''],
              now,
              onChange: () => setAsked({ what: 'change', secret }),
              onRevoke: () => setAsked({ what: 'revoke', secret }),
            })}
          />
          <CardFoot>
            {t.rich(method === 'client_secret_jwt' ? 'sentAsJwt' : 'sentAs', {
              method: () => <code>{method}</code>,
              rfc: (words) => (
                <TextLink href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1" apart>
                  {words}
                </TextLink>
              ),
            })}
          </CardFoot>
        </Card>
      </section>
      {asked && (
        <SecretDialog
          asked={asked}
          clientId={application.client_id}
          isLast={secrets.length === 1}
          onClose={() => setAsked(undefined)}
          onAdded={({ secret, ...row }) => {
            setSecrets([...secrets, row]);
            setFresh({ ...row, secret });
          }}
          onChanged={(changed) => {
            setSecrets(secrets.map((each) => (each.id === changed.id ? changed : each)));
            sayDone(t('changed', { label: changed.label }), t('dismiss'));
          }}
          onRevoked={(revoked) => {
            setSecrets(secrets.filter(({ id }) => id !== revoked.id));
            sayDone(t('revoked', { label: revoked.label }), t('dismiss'));
          }}
        />
      )}
    </div>
  );
}

function SecretTable({
  secrets,
  rowOf,
}: {
  secrets: SecretDocument[];
  rowOf: (secret: SecretDocument) => Omit<SecretRowProps, 'secret'>;
}) {
  const t = useTranslations('console.credentials');
  if (secrets.length === 0)
    return (
      <EmptyState icon={<Icon as={KeyRound} size="lg" />} title={t('noneTitle')}>
        {t('none')}
      </EmptyState>
    );
  return (
    <Table label={t('title')}>
      <thead>
        <tr>
          <ColumnHead>{t('label')}</ColumnHead>
          <ColumnHead from="mid">{t('begins')}</ColumnHead>
          <ColumnHead from="wide">{t('created')}</ColumnHead>
          <ColumnHead from="mid">{t('expires')}</ColumnHead>
          <ColumnHead from="mid">{t('lastUsed')}</ColumnHead>
          <ColumnHead end>
            <span className="sr-only">{t('actions')}</span>
          </ColumnHead>
        </tr>
      </thead>
      <TableBody>
        {secrets.map((secret) => (
          <SecretRow key={secret.id} secret={secret} {...rowOf(secret)} />
        ))}
      </TableBody>
    </Table>
  );
}

interface SecretRowProps {
  secret: SecretDocument;
  isNew: boolean;
  maker: string | undefined;
  now: string;
  onChange: () => void;
  onRevoke: () => void;
}

function SecretRow({ secret, isNew, maker, now, onChange, onRevoke }: SecretRowProps) {
  const t = useTranslations('console.credentials');
  const locale = useLocale();
  const expires = secret.expires_at === null ? t('never') : dateOf(secret.expires_at, locale);
  const created = timeAgo(secret.created_at, now, locale);
  return (
    <tr>
      <Cell>
        <div className="flex flex-wrap items-center gap-x-2 font-medium">
          <span className="wrap-anywhere">{secret.label}</span>
          {isNew && <Badge tone="accent">{t('new')}</Badge>}
          <Expiry at={secret.expires_at} now={now} />
        </div>
        <TableFold>
          <code>{secret.prefix}</code> · {expires}
        </TableFold>
      </Cell>
      <Cell from="mid">
        <code>{secret.prefix}</code>
      </Cell>
      <Cell from="wide">
        <span className="text-ink-muted">{maker === undefined ? created : t('by', { when: created, who: maker })}</span>
      </Cell>
      <Cell from="mid">
        <span className="whitespace-nowrap">{expires}</span>
      </Cell>
      <Cell from="mid">
        <span className="whitespace-nowrap text-ink-muted">
          {secret.last_used_at === null ? t('never') : timeAgo(secret.last_used_at, now, locale)}
        </span>
      </Cell>
      <Cell end>
        <Menu
          trigger={
            <Button
              variant="quiet"
              size="sm"
              shape="icon"
              aria-label={t('more', { label: secret.label })}
              icon={<Icon as={Ellipsis} />}
            />
          }
          groups={[
            [{ name: 'change', label: t('change'), icon: <Icon as={Pencil} />, onSelect: onChange }],
            [{ name: 'revoke', label: t('revoke'), icon: <Icon as={Trash2} />, danger: true, onSelect: onRevoke }],
          ]}
        />
      </Cell>
    </tr>
  );
}

function Expiry({ at, now }: { at: string | null; now: string }) {
  const t = useTranslations('console.credentials');
  if (at === null) return null;
  const days = daysUntil(at, now);
  if (days > expiresSoonDays) return null;
  return (
    <Badge tone={days <= 0 ? 'danger' : 'warning'} icon={<Icon as={Clock} size="xs" />}>
      {days <= 0 ? t('expired') : t('daysLeft', { count: days })}
    </Badge>
  );
}

function NoSecrets({ method }: { method: string }) {
  const t = useTranslations('console.credentials');
  const isPublic = method === 'none';
  return (
    <Card>
      <EmptyState icon={<Icon as={KeyRound} size="lg" />} title={t(isPublic ? 'publicTitle' : 'keysTitle')}>
        {t(isPublic ? 'public' : 'keys')}
      </EmptyState>
    </Card>
  );
}
