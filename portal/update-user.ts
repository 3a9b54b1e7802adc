/** Changes a person for an administrator or the operator. */
import { sealNotice } from '@/identity/notice';
import type { MailVault, Person, PersonStatus } from '@/identity/ports';
import type { PersonChange } from '@/identity/update-person';
import { updatePerson } from '@/identity/update-person';
import { auditActor, requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { keepAnAdministrator, noSuchUser, requireReach } from './person-access';
import { toUserDocumentProblems } from './person-problems';
import type { PortalStores } from './ports';
import { invalid } from './refusal';

export interface UserChange {
  preferred_username?: string;
  email?: string | null;
  email_verified?: boolean;
  status?: PersonStatus;
  administrator?: boolean;
  /** Members of the profile; null takes one away. */
  [claim: string]: unknown;
}

/**
 * Changes the person of a row id. `check` is told of them as they are, and throws when that is not what the actor saw. Throws
 * `kind: 'not-found' | 'invalid' | 'conflict' | 'forbidden'`.
 */
export async function updateUser(
  useCase: UseCase & { vault: MailVault },
  personId: string,
  document: UserChange,
  check: (before: Person) => void = () => {},
): Promise<Person> {
  const { actor, origin } = useCase;
  requireOperatorOf(actor, 'user');
  const change = readChange(document);
  const result = await updatePerson(useCase, personId, change, {
    actor: auditActor(actor),
    ...(origin === undefined ? {} : { origin }),
    sealNotice: (before) => sealNotice({ ...useCase, mailVault: useCase.vault }, before, 'email-changed'),
    async check(before: Person, stores: PortalStores) {
      check(before);
      requireReach(actor, { administrator: before.administrator || change.administrator === true });
      const isLeaving = (change.status ?? 'active') !== 'active' || change.administrator === false;
      if (isLeaving) await keepAnAdministrator(stores, actor, before);
    },
  });
  if (result.ok) return result.person;
  if (result.code === 'not-found') throw noSuchUser(personId);
  throw invalid(toUserDocumentProblems(result.problems));
}

function readChange(document: UserChange): PersonChange {
  const {
    preferred_username: username,
    email,
    email_verified: emailVerified,
    status,
    administrator,
    ...rest
  } = document;
  const columns = { username, email, emailVerified, status, administrator };
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  return Object.keys(rest).length === 0 ? given : { ...given, profile: rest };
}
