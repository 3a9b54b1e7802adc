/** Looks a realm over: what is well, what to watch, what is broken and how to mend it. */
import type { Clock } from '@/identity/ports';
import { signingAlgorithms } from '@/protocol/client-metadata';
import { signingKeyState } from '@/protocol/keys';
import { privateKeyPurpose } from '@/protocol/keys/generate';
import type { SigningKeyRecord, Vault } from '@/protocol/ports';
import type { Actor } from './actor';
import { requireOperator } from './actor';
import type { PortalStorage, PortalStores } from './ports';

export interface Finding {
  check: string;
  outcome: 'ok' | 'warn' | 'fail';
  says: string;
  /** The exact line to change or to run. */
  remedy?: string;
}

export interface Examination {
  actor: Actor;
  storage: PortalStorage;
  /** Throws when the database does not answer. */
  checkDatabase: () => Promise<void>;
  clock: Clock;
  vault: Vault;
}

const databaseRemedy = 'Check DATABASE_URL, and that the database runs and takes connections from here.';

/** Findings in the order in which to read them. Never throws but `kind: 'forbidden'`. */
export async function examine(examination: Examination): Promise<Finding[]> {
  requireOperator(examination.actor);
  const { stores } = examination.storage;
  const database = await examineDatabase(examination.checkDatabase);
  if (database.outcome === 'fail') return [database];
  try {
    const keys = await stores.signingKeys.list();
    const now = examination.clock.now();
    return [
      database,
      examineClock(keys, now),
      examineKeys(keys, now),
      await examineSecret(keys, examination.vault),
      await examineAdministrator(stores),
    ];
  } catch (error) {
    return [
      {
        check: 'database',
        outcome: 'fail',
        says: `The tables cannot be read: ${reason(error)}`,
        remedy: databaseRemedy,
      },
    ];
  }
}

async function examineDatabase(check: () => Promise<void>): Promise<Finding> {
  try {
    await check();
    return { check: 'database', outcome: 'ok', says: 'The database answers.' };
  } catch (error) {
    return {
      check: 'database',
      outcome: 'fail',
      says: `The database does not answer: ${reason(error)}`,
      remedy: databaseRemedy,
    };
  }
}

/** A minute of difference between machines is nothing; more makes tokens that others refuse. */
function examineClock(keys: SigningKeyRecord[], now: Date): Finding {
  const newest = Math.max(0, ...keys.map((key) => key.createdAt.getTime()));
  const aheadSeconds = Math.round((newest - now.getTime()) / 1000);
  if (aheadSeconds <= 60) return { check: 'clock', outcome: 'ok', says: `The clock says ${now.toISOString()}.` };
  return {
    check: 'clock',
    outcome: 'fail',
    says: `The clock says ${now.toISOString()}, but a signing key was made ${aheadSeconds} s after that.`,
    remedy: 'Set the clock of this machine, or of the one that made the key: timedatectl set-ntp true',
  };
}

function examineKeys(keys: SigningKeyRecord[], now: Date): Finding {
  const signing = new Set(keys.filter((key) => signingKeyState(key, now, keys) === 'signing').map((key) => key.alg));
  const missing = signingAlgorithms.filter((alg) => !signing.has(alg));
  if (missing.length === 0)
    return { check: 'keys', outcome: 'ok', says: `Keys sign ${[...signing].sort().join(', ')}.` };
  const remedy = `gatehouse keys rotate ${missing.map((alg) => `--alg ${alg}`).join(' ')}`;
  return { check: 'keys', outcome: 'fail', says: `No key signs ${missing.join(', ')} now.`, remedy };
}

async function examineSecret(keys: SigningKeyRecord[], vault: Vault): Promise<Finding> {
  const closed: string[] = [];
  for (const { kid, sealedPrivateJwk } of keys) {
    const opened = await vault.open(sealedPrivateJwk, `${privateKeyPurpose}:${kid}`).catch(() => undefined);
    if (opened === undefined) closed.push(kid);
  }
  if (closed.length === 0)
    return { check: 'secret', outcome: 'ok', says: 'The master secret opens every signing key.' };
  return {
    check: 'secret',
    outcome: 'fail',
    says: `The master secret does not open ${closed.length} of ${keys.length} signing keys.`,
    remedy:
      'Set GATEHOUSE_SECRET (or restore the secret file in DATA_DIR) to what it was; while changing it, GATEHOUSE_SECRET_PREVIOUS too.',
  };
}

async function examineAdministrator(stores: PortalStores): Promise<Finding> {
  if (await stores.setup.isComplete())
    return { check: 'administrator', outcome: 'ok', says: 'There is an administrator.' };
  return {
    check: 'administrator',
    outcome: 'warn',
    says: 'There is no administrator yet.',
    remedy:
      'Open the one-time link that the start prints, or: gatehouse user create --username NAME --email ADDRESS --admin',
  };
}

function reason(error: unknown): string {
  const hasMessage = typeof error === 'object' && error !== null && 'message' in error;
  return String(hasMessage ? error.message : error)
    .split('\n', 1)
    .join();
}
