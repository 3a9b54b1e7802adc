/** Long lists for operators, on Maps. */
import type { Person } from '@/identity/ports';
import type { AuditQuery, Directory, PersonQuery, Slice } from '@/portal/ports';
import type { AuditEntry } from '@/protocol/ports';
import { foldText } from '../query-values';
import { isLive } from './identity';
import { sliceOf } from './slice';
import type { MemoryAccess, State } from './state';

export function createDirectory({ read }: MemoryAccess): Directory {
  return {
    people: (query) => read((state) => queryPeople(state, query)),
    sessions: ({ at, personId, ...query }) =>
      read(({ sessions, people }) => {
        const wanted = [...sessions.values()].filter(
          (session) => isLive(session, at) && (personId === undefined || session.personId === personId),
        );
        return sliceOf(withPeople(wanted, people), query, ({ id }) => ({ key: '', id }), -1);
      }),
    consents: ({ personId, clientId, ...query }) =>
      read(({ consents, people }) => {
        const wanted = [...consents.values()].filter(
          (consent) =>
            (personId === undefined || consent.personId === personId) &&
            (clientId === undefined || consent.clientId === clientId),
        );
        return sliceOf(withPeople(wanted, people), query, (row) => ({ key: row.clientId, id: row.personId }), 1);
      }),
  };
}

function withPeople<Row extends { personId: string }>(rows: Row[], people: State['people']) {
  return rows.flatMap((row) => {
    const person = people.get(row.personId);
    return person === undefined ? [] : [{ ...row, person }];
  });
}

function queryPeople(
  { people }: State,
  { search, status, administrator, order, ...query }: PersonQuery,
): Slice<Person> {
  const text = foldText(search ?? '');
  const isWanted = (person: Person) =>
    [person.usernameFolded, person.emailFolded, person.email].some((value) => value?.includes(text)) &&
    (status === undefined || person.status === status) &&
    (administrator === undefined || person.administrator === administrator);
  const keyOf = ({ usernameFolded, updatedAt }: Person) =>
    ({ name: usernameFolded, created: '', updated: updatedAt.toISOString() })[order];
  const position = (person: Person) => ({ key: keyOf(person), id: person.id });
  return sliceOf([...people.values()].filter(isWanted), query, position, order === 'name' ? 1 : -1);
}

export function queryAudit({ audit }: State, query: AuditQuery): Slice<AuditEntry> {
  const { actorId, action, objectKind, objectId, outcome, from, until } = query;
  const isWanted = (entry: AuditEntry) =>
    (actorId === undefined || entry.actor.id === actorId) &&
    (action === undefined || entry.action === action) &&
    (objectKind === undefined || entry.object.kind === objectKind) &&
    (objectId === undefined || entry.object.id === objectId) &&
    (outcome === undefined || entry.outcome === outcome) &&
    (from === undefined || entry.at >= from) &&
    (until === undefined || entry.at < until);
  return sliceOf([...audit.values()].filter(isWanted), query, ({ id }) => ({ key: '', id }), -1);
}
