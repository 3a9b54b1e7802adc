/** Self-registration where nobody can be written to: the account is made at once, with an address that is not proven. */
import { createAttemptLimit } from './attempt-limit';
import type { Origin } from './audit-entry';
import { passwordAuthentication } from './authenticate-password';
import type { PersonDependencies, PersonProblem } from './create-person';
import { checkNewPerson, newPerson, takenProblem, writeNewPerson } from './create-person';
import { digest } from './identifiers';
import { foldName } from './names';
import { networkOf } from './network';
import type { Person, Profile } from './ports';
import { parseDisplayName } from './profile';
import type { ReadRegistrationRules, RegistrationLimits } from './registration-rules';

/** Sixty forms an hour from one network, then waits: enough for a class room, too few to list user names. */
export const defaultRegistrationLimits: RegistrationLimits = {
  enabled: true,
  byNetwork: { freeFailures: 60, firstDelaySeconds: 10, longestDelaySeconds: 900, windowSeconds: 3600 },
};

export type RegistrationResult =
  | { ok: true; person: Person; amr: string[]; acr: string }
  | { ok: false; code: 'registration-closed' }
  | { ok: false; code: 'too-many-attempts'; retryAfterSeconds: number }
  | { ok: false; code: 'invalid'; problems: PersonProblem[] };

export interface RegisterPersonDependencies extends PersonDependencies {
  readRegistrationRules: ReadRegistrationRules;
}

export type RegisterPerson = (registration: {
  username: string;
  email: string;
  password: string;
  name?: string | undefined;
  origin: Origin;
}) => Promise<RegistrationResult>;

/**
 * Makes a person who may be signed in at once, and opens nothing by itself. It may say that a user name is taken, and
 * it counts such answers; it never says whether an e-mail address is known (SECURITY invariants 8 and 9).
 *
 * The choice: an address typed here is kept and shown as unverified, but it is not the account's key until it is
 * verified. It is not unique, finds nobody at sign-in and links nothing. So a registration with somebody else's address
 * does and shows exactly what one with a free address does, and whoever registers early with the address of another
 * holds nothing: the owner registers as if nobody had, and only the owner can verify.
 * Throws `kind: 'overloaded'`.
 */
export function createRegisterPerson(dependencies: RegisterPersonDependencies): RegisterPerson {
  return async ({ username, email, password, name, origin }) => {
    const { mode, provesAddress, limits } = await dependencies.readRegistrationRules();
    if (mode !== 'open' || provesAddress) return { ok: false, code: 'registration-closed' };
    const parsed = parseDisplayName(name);
    const problems = [...checkNewPerson({ username, email, password }), ...(parsed.ok ? [] : parsed.problems)];
    if (problems.length > 0 || !parsed.ok) return { ok: false, code: 'invalid', problems };
    const held = await retryAfter(dependencies, limits, origin.network);
    if (held !== undefined) return { ok: false, code: 'too-many-attempts', retryAfterSeconds: held };
    return register(dependencies, { username, email, password, profile: parsed.profile }, origin);
  };
}

/** Counts this registration; seconds to wait when the network has used up its share. */
async function retryAfter(
  { storage, clock }: RegisterPersonDependencies,
  limits: RegistrationLimits,
  network: string | null,
): Promise<number | undefined> {
  if (!limits.enabled || network === null) return undefined;
  const limit = createAttemptLimit({ attempts: storage.stores.attempts, clock }, 'register', limits.byNetwork);
  const admission = await limit.enter(digest(networkOf(network) ?? network));
  return admission.admitted ? undefined : admission.retryAfterSeconds;
}

async function register(
  dependencies: RegisterPersonDependencies,
  wanted: { username: string; email: string; password: string; profile: Profile },
  origin: Origin,
): Promise<RegistrationResult> {
  const { storage } = dependencies;
  const taken: RegistrationResult = { ok: false, code: 'invalid', problems: [{ field: 'username', code: 'taken' }] };
  if ((await storage.stores.people.findByName(foldName(wanted.username))) !== undefined) return taken;
  const passwordHash = await dependencies.passwordHash.hash(wanted.password);
  const person = newPerson(dependencies, { ...wanted, emailVerified: false, emailIsKey: false, administrator: false });
  const by = { passwordHash, actor: { kind: 'person', id: person.id } as const, origin, action: 'person-register' };
  try {
    await storage.transaction((stores) => writeNewPerson(dependencies, stores, person, by));
  } catch (error) {
    return { ok: false, code: 'invalid', problems: [takenProblem(error)] };
  }
  const { amr, acr } = passwordAuthentication;
  return { ok: true, person, amr: [...amr], acr };
}
