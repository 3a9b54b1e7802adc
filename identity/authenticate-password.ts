/** The sign-in step that asks for a name and a password. It opens nothing: whoever asked for it decides what follows. */
import type { Origin } from './audit-entry';
import { auditEntry } from './audit-entry';
import { digest } from './identifiers';
import { checkEmail, checkUsername, foldName } from './names';
import type { PasswordHash } from './password-hash';
import type { Clock, IdentityStorage, Person, RandomBytes } from './ports';
import type { SignInGate, SignInLimits } from './sign-in-limits';
import { defaultSignInLimits, signInGate } from './sign-in-limits';
import { createTurns } from './turns';

/** A password alone, in the words of OpenID Connect (RFC 8176; DECISIONS 16). */
export const passwordAuthentication = { amr: ['pwd'], acr: 'urn:gatehouse:aal1' } as const;

export type AuthenticationResult =
  /** `passwordChangedAt` tells the password that was proven from a later one. */
  | { ok: true; person: Person; passwordChangedAt: Date; amr: string[]; acr: string }
  /** The same for an unknown name, a wrong password, a person who is disabled or locked or has no password. */
  | { ok: false; code: 'wrong-name-or-password' }
  | { ok: false; code: 'too-many-attempts'; retryAfterSeconds: number };

export interface AuthenticatePasswordDependencies {
  storage: IdentityStorage;
  clock: Clock;
  random: RandomBytes;
  passwordHash: PasswordHash;
  /** Read at each attempt; the defaults when left out. */
  readLimits?: () => Promise<SignInLimits>;
}

export type AuthenticatePassword = (attempt: {
  /** As typed: a user name, or an e-mail address that is known to be its owner's. */
  name: string;
  password: string;
  origin: Origin;
}) => Promise<AuthenticationResult>;

interface Verified {
  person: Person | undefined;
  stored: string | undefined;
  matches: boolean;
  outdated: boolean;
}

/** Attempts of one name that may wait for each other in one process. */
const waitingOfOneName = 200;

/**
 * Verifies a name and a password behind the limits of `sign-in-limits`. The limits are asked before anything is hashed,
 * the time is that of one hash in every case, and each attempt that was let in leaves a durable audit row.
 * Throws `kind: 'overloaded'` when too many hashes wait.
 */
export function createAuthenticatePassword(dependencies: AuthenticatePasswordDependencies): AuthenticatePassword {
  const { storage, clock, passwordHash, readLimits = async () => defaultSignInLimits } = dependencies;
  // Taking turns by name keeps parallel sign-ins of one person from using up each other's free failures.
  const inTurn = createTurns(waitingOfOneName);
  return async ({ name, password, origin }) => {
    const folded = foldName(name.trim());
    const gate = signInGate({ attempts: storage.stores.attempts, clock }, await readLimits(), folded, origin.network);
    return inTurn(digest(folded), async () => {
      const admission = await gate.enter();
      if (!admission.admitted) {
        return { ok: false, code: 'too-many-attempts', retryAfterSeconds: admission.retryAfterSeconds };
      }
      const person = isLookupName(folded) ? await storage.stores.people.findByName(folded) : undefined;
      const stored = (await storage.stores.passwords.find(person?.id ?? 'nobody'))?.hash;
      const verdict = await passwordHash.verify(password, stored);
      const passed = await conclude(dependencies, gate, { person, stored, ...verdict }, password, origin);
      if (passed === undefined) return { ok: false, code: 'wrong-name-or-password' };
      const { amr, acr } = passwordAuthentication;
      return { ok: true, ...passed, amr: [...amr], acr };
    });
  };
}

/** Text that can be nobody's name is not looked up, but costs the same otherwise. */
function isLookupName(folded: string): boolean {
  return (folded.includes('@') ? checkEmail(folded) : checkUsername(folded)) === undefined;
}

/** Reads the person again in the transaction of the audit row, so that nobody passes who was disabled meanwhile. */
async function conclude(
  dependencies: AuthenticatePasswordDependencies,
  gate: SignInGate,
  verified: Verified,
  password: string,
  origin: Origin,
): Promise<{ person: Person; passwordChangedAt: Date } | undefined> {
  const { storage, passwordHash } = dependencies;
  const id = verified.person?.id ?? null;
  const mayPass = verified.matches && verified.person?.status === 'active';
  const better = mayPass && verified.outdated ? await passwordHash.hash(password) : undefined;
  return storage.transaction(async (stores) => {
    const person = mayPass && id !== null ? await stores.people.findForChange(id) : verified.person;
    const credential = mayPass && id !== null ? await stores.passwords.find(id) : undefined;
    const failureCode = refusalCode(person, verified, credential?.hash);
    if (failureCode === undefined && better !== undefined && credential !== undefined && id !== null) {
      await stores.passwords.set(id, better, credential.changedAt);
    }
    await stores.audit.append(
      auditEntry(dependencies, {
        actor: { kind: 'person', id },
        action: 'sign-in',
        object: { kind: 'person', id },
        origin,
        ...(failureCode === undefined ? {} : { failureCode }),
        detail: { method: 'password' },
      }),
    );
    if (failureCode !== undefined || person === undefined || credential === undefined) return undefined;
    await gate.passed(stores.attempts);
    return { person, passwordChangedAt: credential.changedAt };
  });
}

/** Why it failed, for the audit row only. */
function refusalCode(person: Person | undefined, verified: Verified, hashNow: string | undefined): string | undefined {
  if (person === undefined) return 'unknown-name';
  if (verified.stored === undefined) return 'no-password';
  if (!verified.matches) return 'wrong-password';
  if (person.status !== 'active') return person.status;
  return hashNow === verified.stored ? undefined : 'password-changed-meanwhile';
}
