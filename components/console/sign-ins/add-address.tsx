'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Address } from '../../ui/address';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { PasswordInput } from '../../ui/password-input';
import { callApi } from '../api';
import { ConfirmDialog } from '../confirm-dialog';
import type { SignIn, SignInStep } from './sign-in';

export interface AddAddressProps {
  signIn: SignIn;
  address: NonNullable<SignInStep['address_to_add']>;
  /** The registered one that is nearest to it. */
  expected: unknown;
  onAdded: (uri: string) => void;
}

/** Registers the address exactly as it was received, for whoever types their password. */
export function AddAddress({ signIn, address, expected, onAdded }: AddAddressProps) {
  const t = useTranslations('console.signIns');
  const [isAsked, setAsked] = useState(false);
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string>();
  const close = () => {
    setAsked(false);
    setPassword('');
    setWrong(undefined);
  };
  return (
    <>
      <Button variant="primary" onClick={() => setAsked(true)}>
        {t('addAddress')}
      </Button>
      {isAsked && (
        <ConfirmDialog<{ uri: string }>
          title={t('addTitle')}
          description={t('addDescription')}
          verb={t('addAddress')}
          busyVerb={t('adding')}
          act={() =>
            callApi('POST', `/sign-ins/${encodeURIComponent(signIn.trace_id)}/address`, { body: { password } })
          }
          onProblem={({ errors }) => {
            setWrong(errors.some(({ field }) => field === 'password') ? t('wrongPassword') : undefined);
            return errors.some(({ field }) => field === 'password');
          }}
          onDone={({ uri }) => {
            close();
            onAdded(uri);
          }}
          onClose={close}
        >
          <p className="rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm wrap-anywhere">
            <Address value={address.uri} />
          </p>
          {isElsewhere(address.uri, expected) && <Alert tone="warning">{t('elsewhere')}</Alert>}
          <Field id="confirm-password" label={t('password')} hint={t('passwordHint')} error={wrong}>
            {(control) => (
              <PasswordInput
                {...control}
                autoComplete="current-password"
                showLabel={t('showPassword')}
                hideLabel={t('hidePassword')}
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
        </ConfirmDialog>
      )}
    </>
  );
}

/** Whoever knows a client id can send a request with an address of theirs, and wait for somebody to add it. */
function isElsewhere(received: string, expected: unknown): boolean {
  const [one, other] = [received, expected].map((uri) =>
    URL.canParse(String(uri)) ? new URL(String(uri)) : undefined,
  );
  return one?.protocol !== other?.protocol || one?.host !== other?.host;
}
