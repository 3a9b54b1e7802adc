'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Field } from '../ui/field';
import { PasswordInput } from '../ui/password-input';
import { callApi, offerConfirmation } from './api';
import { ConfirmDialog } from './confirm-dialog';

/** Asks for the password where a change needs it again; what was asked for goes on by itself. Once per shell. */
export function PasswordPrompt() {
  const t = useTranslations('console.passwordPrompt');
  const [settle, setSettle] = useState<(isConfirmed: boolean) => void>();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  useEffect(
    () =>
      offerConfirmation(
        () =>
          new Promise((resolve) => {
            setPassword('');
            setError(undefined);
            setSettle(() => resolve);
          }),
      ),
    [],
  );
  if (settle === undefined) return null;
  const close = (isConfirmed: boolean) => {
    setSettle(undefined);
    settle(isConfirmed);
  };
  return (
    <ConfirmDialog<unknown>
      id="confirm-password"
      title={t('title')}
      description={t('text')}
      verb={t('verb')}
      busyVerb={t('busyVerb')}
      act={() => callApi('POST', '/me/confirmation', { body: { password } })}
      onProblem={({ errors, detail }) => {
        const isWrong = errors.some(({ field }) => field === 'password');
        setError(isWrong ? t('wrong') : detail);
        return isWrong;
      }}
      onDone={() => close(true)}
      onClose={() => close(false)}
    >
      <Field id="current-password" label={t('password')} error={error}>
        {(control) => (
          <PasswordInput
            {...control}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete="current-password"
            showLabel={t('show')}
            hideLabel={t('hide')}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
