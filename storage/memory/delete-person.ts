/** What the databases take away with a person by themselves. */
import { deleteWhere } from './rows';
import type { State } from './state';

/** False when the person is gone. */
export function deletePerson(state: State, id: string): boolean {
  if (!state.people.delete(id)) return false;
  const isTheirs = ({ personId }: { personId: string | null }) => personId === id;
  const gone = new Set([...state.authorizations.values()].filter(isTheirs).map((authorization) => authorization.id));
  const isBehind = ({ authorizationId }: { authorizationId: string | null }) => gone.has(authorizationId ?? '');
  deleteWhere(state.authorizations, isTheirs);
  for (const rows of [state.authorizationCodes, state.refreshTokens, state.opaqueAccessTokens, state.deviceCodes])
    deleteWhere(rows as Map<string, { authorizationId: string | null }>, isBehind);
  for (const rows of [state.sessions, state.consents, state.memberships, state.clientMembers, state.mailedLinks])
    deleteWhere(rows as Map<string, { personId: string | null }>, isTheirs);
  deleteWhere(state.roleGrants, ({ holder }) => 'personId' in holder && holder.personId === id);
  deleteWhere(state.pairwiseSubjects, (_, key) => key.startsWith(`${id} `));
  state.passwords.delete(id);
  return true;
}
