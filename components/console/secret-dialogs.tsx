'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { Select } from '../ui/select';
import { callApi } from './api';
import type { SecretDocument } from './application';
import { ConfirmDialog } from './confirm-dialog';
import type { NewSecret } from './credentials-page';
import { useProblemWords } from './problem-words';

const day = 86_400;
/** Days; 0 never. */
const lives = [30, 90, 180, 365, 0] as const;

interface DialogProps<Done> {
  clientId: string;
  onClose: () => void;
  onDone: (done: Done) => void;
}

const pathOf = (clientId: string, secretId?: string) =>
  `/applications/${encodeURIComponent(clientId)}/secrets${secretId === undefined ? '' : `/${encodeURIComponent(secretId)}`}`;

/** What was pressed. */
export type AskedOfSecret = { what: 'add' } | { what: 'change' | 'revoke'; secret: SecretDocument };

export interface SecretDialogProps {
  asked: AskedOfSecret;
  clientId: string;
  isLast: boolean;
  onClose: () => void;
  onAdded: (secret: NewSecret) => void;
  onChanged: (secret: SecretDocument) => void;
  onRevoked: (secret: SecretDocument) => void;
}

/** The dialog of what was pressed; it closes when that is done. */
export function SecretDialog({ asked, clientId, isLast, onClose, onAdded, onChanged, onRevoked }: SecretDialogProps) {
  const shared = { clientId, onClose };
  const closing =
    <Done,>(tell: (done: Done) => void) =>
    (done: Done) => {
      tell(done);
      onClose();
    };
  if (asked.what === 'add') return <AddSecretDialog {...shared} onDone={closing(onAdded)} />;
  const { secret } = asked;
  if (asked.what === 'change') return <ChangeSecretDialog {...shared} secret={secret} onDone={closing(onChanged)} />;
  return <RevokeSecretDialog {...shared} secret={secret} isLast={isLast} onDone={closing(() => onRevoked(secret))} />;
}

/** Label and life of a new secret. */
function AddSecretDialog({ clientId, onClose, onDone }: DialogProps<NewSecret>) {
  const t = useTranslations('console.secretDialogs');
  const words = useProblemWords();
  const [label, setLabel] = useState('');
  const [days, setDays] = useState<number>(180);
  const [error, setError] = useState<string>();
  const body = { label, expires_in: days === 0 ? null : days * day };
  return (
    <ConfirmDialog<NewSecret>
      title={t('addTitle')}
      description={t('addText')}
      verb={t('add')}
      busyVerb={t('adding')}
      act={() => callApi('POST', pathOf(clientId), { body })}
      onProblem={({ errors }) => {
        const found = errors.find(({ field }) => field === 'label');
        setError(found && words(found.code, found.detail));
        return found !== undefined;
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <Field id="label" label={t('label')} hint={t('labelHint')} error={error}>
        {(control) => (
          <Input {...control} value={label} onChange={(event) => setLabel(event.target.value)} autoComplete="off" />
        )}
      </Field>
      <Field id="expiry" label={t('expires')} hint={days === 0 ? t('neverRisk') : undefined}>
        {(control) => (
          <Select {...control} value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {lives.map((life) => (
              <option key={life} value={life}>
                {life === 0 ? t('never') : t('inDays', { count: life })}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </ConfirmDialog>
  );
}

/** Another label, or another end. */
function ChangeSecretDialog({
  clientId,
  secret,
  onClose,
  onDone,
}: DialogProps<SecretDocument> & { secret: SecretDocument }) {
  const t = useTranslations('console.secretDialogs');
  const words = useProblemWords();
  const [label, setLabel] = useState(secret.label);
  const [days, setDays] = useState('keep');
  const [error, setError] = useState<string>();
  const expiry = days === 'keep' ? {} : { expires_in: days === '0' ? null : Number(days) * day };
  return (
    <ConfirmDialog<SecretDocument>
      title={t('changeTitle', { label: secret.label })}
      description={t('changeText')}
      verb={t('save')}
      busyVerb={t('saving')}
      act={() => callApi('PATCH', pathOf(clientId, secret.id), { body: { label, ...expiry } })}
      onProblem={({ errors }) => {
        const found = errors.find(({ field }) => field === 'label');
        setError(found && words(found.code, found.detail));
        return found !== undefined;
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <Field id="label" label={t('label')} hint={t('labelHint')} error={error}>
        {(control) => (
          <Input {...control} value={label} onChange={(event) => setLabel(event.target.value)} autoComplete="off" />
        )}
      </Field>
      <Field id="expiry" label={t('expires')}>
        {(control) => (
          <Select {...control} value={days} onChange={(event) => setDays(event.target.value)}>
            <option value="keep">{t('keepExpiry')}</option>
            {lives.map((life) => (
              <option key={life} value={life}>
                {life === 0 ? t('never') : t('inDays', { count: life })}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </ConfirmDialog>
  );
}

/** It stops working at once; the last one takes the application with it. */
function RevokeSecretDialog({
  clientId,
  secret,
  isLast,
  onClose,
  onDone,
}: DialogProps<undefined> & { secret: SecretDocument; isLast: boolean }) {
  const t = useTranslations('console.secretDialogs');
  return (
    <ConfirmDialog<undefined>
      title={t('revokeTitle', { label: secret.label })}
      description={t(isLast ? 'revokeLast' : 'revokeText')}
      verb={t('revoke')}
      busyVerb={t('revoking')}
      danger
      {...(isLast ? { typed: { label: t('typeLabel', { label: secret.label }), value: secret.label } } : {})}
      act={() => callApi('DELETE', pathOf(clientId, secret.id))}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
