/** Changing what is known of a person, for themselves and for administrators. */
import type { AuditActor, Origin } from './audit-entry';
import { auditEntry, unknownOrigin } from './audit-entry';
import type { PersonProblem } from './create-person';
import { takenProblem } from './create-person';
import { checkEmail, checkUsername, foldName } from './names';
import type { Clock, IdentityStores, MailMessage, Person, PersonStatus, RandomBytes, UnitOfWork } from './ports';
import { parseProfile } from './profile';
import { endAllSessions } from './sessions';

export interface PersonChange {
  username?: string;
  /** Null takes the address away. */
  email?: string | null;
  /** Of the address after the change; a new address is not verified unless this says so. */
  emailVerified?: boolean;
  /** Members laid over the profile; null takes one away. */
  profile?: Record<string, unknown>;
  status?: PersonStatus;
  administrator?: boolean;
}

export interface ChangeBy<Stores> {
  actor: AuditActor;
  origin?: Origin;
  /** Told of the person as they are, inside the transaction; throws when the change is not to be made. */
  check?(before: Person, stores: Stores): Promise<void> | void;
  /** Word to the person of another address, at the one before; undefined when there is nobody to tell. */
  sealNotice?(before: Person): Promise<MailMessage | undefined>;
}

export type PersonChangeResult =
  | { ok: true; person: Person }
  | { ok: false; code: 'not-found' }
  | { ok: false; code: 'invalid'; problems: PersonProblem[] };

interface Dependencies<Stores> {
  storage: UnitOfWork<Stores>;
  clock: Clock;
  random: RandomBytes;
}

/**
 * Makes the change. Any status but `active` ends all sessions and revokes all authorizations in the same transaction
 * (DECISIONS 20), and links that were mailed before another address was given lead nowhere;
 * the address before is told.
 */
export async function updatePerson<Stores extends IdentityStores>(
  dependencies: Dependencies<Stores>,
  personId: string,
  change: PersonChange,
  by: ChangeBy<Stores>,
): Promise<PersonChangeResult> {
  try {
    return await dependencies.storage.transaction(async (stores) => {
      const before = await stores.people.findForChange(personId);
      if (before === undefined) return { ok: false, code: 'not-found' };
      await by.check?.(before, stores);
      const { problems, columns } = readChange(before, change);
      if (problems.length > 0) return { ok: false, code: 'invalid', problems };
      const now = dependencies.clock.now();
      const person = { ...before, ...columns, updatedAt: now };
      await stores.people.update(personId, { ...columns, updatedAt: now });
      if (person.email !== before.email) await leaveAddress(stores, before, by);
      if (person.status !== 'active') await endAllSessions(stores, personId, now);
      if (person.administrator) await stores.setup.complete(now);
      const members = Object.keys(change).sort().join(' ');
      const detail = { members, status: person.status, administrator: person.administrator };
      const { actor, origin = unknownOrigin } = by;
      const object = { kind: 'person', id: personId };
      await stores.audit.append(auditEntry(dependencies, { actor, action: 'person-update', object, origin, detail }));
      return { ok: true, person };
    });
  } catch (error) {
    return { ok: false, code: 'invalid', problems: [takenProblem(error)] };
  }
}

async function leaveAddress<Stores extends IdentityStores>(
  stores: Stores,
  before: Person,
  by: ChangeBy<Stores>,
): Promise<void> {
  await stores.mailedLinks.deleteOfPerson(before.id);
  const notice = await by.sealNotice?.(before);
  if (notice !== undefined) await stores.mail.add(notice);
}

function readChange(before: Person, change: PersonChange) {
  const { username = before.username, email = before.email, status, administrator } = change;
  const problems: PersonProblem[] = [];
  const usernameProblem = username === before.username ? undefined : checkUsername(username);
  if (usernameProblem !== undefined) problems.push({ field: 'username', code: usernameProblem });
  const emailProblem = email === null || email === before.email ? undefined : checkEmail(email);
  if (emailProblem !== undefined) problems.push({ field: 'email', code: emailProblem });
  const profile = parseProfile({ ...before.profile, ...change.profile });
  if (!profile.ok) problems.push(...profile.problems);
  const isSameAddress = email === before.email;
  const emailVerified = email !== null && (change.emailVerified ?? (isSameAddress && before.emailVerified));
  // An address that an administrator gives or confirms is the person's own key from then on.
  const isKey = !isSameAddress || emailVerified;
  const columns = {
    ...{ username, usernameFolded: foldName(username), email, emailVerified },
    emailFolded: email !== null && isKey ? foldName(email) : before.emailFolded,
    profile: profile.ok ? profile.profile : before.profile,
    ...(status === undefined ? {} : { status }),
    ...(administrator === undefined ? {} : { administrator }),
  };
  return { problems, columns: email === null ? { ...columns, emailFolded: null } : columns };
}
