/** Making a person: the checks and the rows that every way in shares (registration, setup, administrator, command line). */
import type { AuditActor, Origin } from './audit-entry';
import { auditEntry, unknownOrigin } from './audit-entry';
import { conflictField } from './failure';
import { issueIdentifier, issueRowId } from './identifiers';
import type { EmailProblem, UsernameProblem } from './names';
import { checkEmail, checkUsername, foldName } from './names';
import type { PasswordHash } from './password-hash';
import type { PasswordProblem } from './password-policy';
import { checkPassword } from './password-policy';
import type { Clock, IdentityStorage, IdentityStores, Person, Profile, RandomBytes } from './ports';
import type { ProfileProblem } from './profile';

export type PersonProblem =
  | { field: 'username'; code: UsernameProblem | 'taken' }
  | { field: 'email'; code: EmailProblem | 'taken' }
  | { field: 'password'; code: PasswordProblem }
  | ProfileProblem;

export interface PersonDependencies {
  storage: IdentityStorage;
  clock: Clock;
  random: RandomBytes;
  passwordHash: PasswordHash;
}

export interface NewPerson {
  username: string;
  email: string | null;
  emailVerified: boolean;
  /**
   * Whether the address is this person's own key: unique, and good for signing in. An unverified address that somebody
   * merely typed is not: it is shown, and claims nothing.
   */
  emailIsKey: boolean;
  profile: Profile;
  administrator: boolean;
  /** Null: nobody can sign in with a password yet. */
  password: string | null;
}

/** Everything that can be said without looking at other people; empty when all is well. */
export function checkNewPerson(wanted: Pick<NewPerson, 'username' | 'email' | 'password'>): PersonProblem[] {
  const { username, email, password } = wanted;
  const problems: PersonProblem[] = [];
  const usernameProblem = checkUsername(username);
  if (usernameProblem !== undefined) problems.push({ field: 'username', code: usernameProblem });
  const emailProblem = email === null ? undefined : checkEmail(email);
  if (emailProblem !== undefined) problems.push({ field: 'email', code: emailProblem });
  const passwordProblem = password === null ? undefined : checkPassword(password, { username, email });
  if (passwordProblem !== undefined) problems.push({ field: 'password', code: passwordProblem });
  return problems;
}

/** The row of a new person, with a `sub` that was never given before. */
export function newPerson(dependencies: { clock: Clock; random: RandomBytes }, wanted: NewPerson): Person {
  const now = dependencies.clock.now();
  return {
    id: issueRowId(dependencies),
    subject: issueIdentifier(dependencies.random),
    username: wanted.username,
    usernameFolded: foldName(wanted.username),
    email: wanted.email,
    emailFolded: wanted.email !== null && wanted.emailIsKey ? foldName(wanted.email) : null,
    emailVerified: wanted.email !== null && wanted.emailVerified,
    profile: wanted.profile,
    status: 'active',
    administrator: wanted.administrator,
    createdAt: now,
    updatedAt: now,
  };
}

/**
 * Writes a person, the password and the audit row in the caller's transaction. The first administrator, however made,
 * ends the setup. Throws the store's `kind: 'conflict'`.
 */
export async function writeNewPerson(
  dependencies: { clock: Clock; random: RandomBytes },
  stores: IdentityStores,
  person: Person,
  by: { passwordHash: string | null; actor: AuditActor; origin?: Origin; action: string },
): Promise<void> {
  const now = dependencies.clock.now();
  await stores.people.create(person);
  if (by.passwordHash !== null) await stores.passwords.set(person.id, by.passwordHash, now);
  if (person.administrator) await stores.setup.complete(now);
  const { actor, action, origin = unknownOrigin } = by;
  const object = { kind: 'person', id: person.id };
  const detail = { administrator: person.administrator, emailVerified: person.emailVerified };
  await stores.audit.append(auditEntry(dependencies, { actor, action, object, origin, detail }));
}

/** Turns a store's conflict about a name into a problem; rethrows anything else. */
export function takenProblem(error: unknown): PersonProblem {
  const field = conflictField(error);
  if (field === undefined) throw error;
  return { field, code: 'taken' };
}

/**
 * Makes a person for an administrator or the operator, who may be told which name is taken. Their word makes an e-mail
 * address the person's key, verified or not. Throws `kind: 'overloaded'`.
 */
export async function createPerson(
  dependencies: PersonDependencies,
  wanted: Omit<NewPerson, 'emailIsKey'>,
  by: { actor: AuditActor; origin?: Origin },
): Promise<{ ok: true; person: Person } | { ok: false; problems: PersonProblem[] }> {
  const problems = checkNewPerson(wanted);
  if (problems.length > 0) return { ok: false, problems };
  const passwordHash = wanted.password === null ? null : await dependencies.passwordHash.hash(wanted.password);
  const person = newPerson(dependencies, { ...wanted, emailIsKey: true });
  try {
    await dependencies.storage.transaction((stores) =>
      writeNewPerson(dependencies, stores, person, { ...by, passwordHash, action: 'person-create' }),
    );
    return { ok: true, person };
  } catch (error) {
    return { ok: false, problems: [takenProblem(error)] };
  }
}
