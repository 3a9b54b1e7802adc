/** Where people are signed in: listed, ended one by one or all of a person. */
import type { Person, SessionRecord } from '@/identity/ports';
import { createSessions } from '@/identity/sessions';
import { auditActor, requireOperator } from './actor';
import type { UseCase } from './change';
import { isSelfOrOperator, noSuchUser, requireSelfOrOperator } from './person-access';
import type { Slice, SliceQuery } from './ports';
import { refusal } from './refusal';

export type ListedSession = SessionRecord & { person: Person };

/**
 * A part of the sessions that live, the newest first: of one person, for themselves and for operators, or of everybody. Throws
 * `kind: 'forbidden' | 'not-found' | 'invalid-cursor'`.
 */
export async function listSessions(
  { storage, actor, clock }: Pick<UseCase, 'storage' | 'actor' | 'clock'>,
  query: SliceQuery & { personId?: string },
): Promise<Slice<ListedSession>> {
  if (query.personId === undefined) requireOperator(actor);
  else requireSelfOrOperator(actor, query.personId);
  return storage.stores.directory.sessions({ ...query, at: clock.now() });
}

/**
 * Signs a browser out; what was granted in it ends, `offline_access` excepted (DECISIONS 20). With `personId` only if
 * it is theirs. Throws `kind: 'not-found'`, the same for a session that has ended and for somebody else's.
 */
export async function endSession(useCase: UseCase, sessionId: string, personId?: string): Promise<void> {
  const session = await useCase.storage.stores.sessions.find(sessionId);
  const isTheirs = personId === undefined || session?.personId === personId;
  if (session === undefined || !isTheirs || !isSelfOrOperator(useCase.actor, session.personId)) throw noSuchSession();
  if (!(await createSessions(useCase).end(sessionId, by(useCase)))) throw noSuchSession();
}

/**
 * Signs a person out everywhere, or everywhere but in one session, and revokes what was granted there (DECISIONS 20). Throws
 * `kind: 'not-found'`.
 */
export async function endAllSessions(useCase: UseCase, personId: string, exceptSessionId?: string): Promise<void> {
  requireSelfOrOperator(useCase.actor, personId);
  if ((await useCase.storage.stores.people.find(personId)) === undefined) throw noSuchUser(personId);
  await createSessions(useCase).endAllOfPerson(personId, by(useCase), exceptSessionId);
}

function by({ actor, origin }: UseCase) {
  return { actor: auditActor(actor), ...(origin === undefined ? {} : { origin }) };
}

function noSuchSession() {
  return refusal('not-found', 'There is no such session.');
}
