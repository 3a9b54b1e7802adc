/** Long lists for operators: people, where they are signed in, what they allowed. */
import type { ConsentQuery, Directory, PersonQuery, SessionQuery } from '@/portal/ports';
import { fromCursor } from '../cursor';
import { foldText, pageSize } from '../query-values';
import { cutSlice } from '../slice';
import type { Access } from './access';
import { within } from './access';
import { toConsent } from './consents';
import type { Prisma } from './generated/sqlite/client';
import { toPerson } from './people';
import { liveAt, toSession } from './sessions';

export function createDirectory(access: Access): Directory {
  return {
    people: (query) => queryPeople(access, query),
    sessions: (query) => querySessions(access, query),
    consents: (query) => queryConsents(access, query),
  };
}

const orders: Record<PersonQuery['order'], Prisma.PersonOrderByWithRelationInput[]> = {
  name: [{ usernameFolded: 'asc' }],
  created: [{ id: 'desc' }],
  updated: [{ updatedAt: 'desc' }, { id: 'desc' }],
};

async function queryPeople(access: Access, query: PersonQuery): ReturnType<Directory['people']> {
  const limit = pageSize(query.limit);
  const where = { AND: [filterOf(access, query), behind(query)] };
  const rows = await access.read((db) => db.person.findMany({ where, orderBy: orders[query.order], take: limit + 1 }));
  return cutSlice(rows.map(toPerson), limit, ({ id, usernameFolded, updatedAt }) => {
    const keys = { name: usernameFolded, created: '', updated: updatedAt.toISOString() };
    return { key: keys[query.order], id };
  });
}

function filterOf(access: Access, { search, status, administrator }: PersonQuery): Prisma.PersonWhereInput {
  const text = foldText(search ?? '');
  const searched = [{ usernameFolded: { contains: text } }, { emailFolded: { contains: text } }];
  return {
    ...within(access, {}),
    ...(text === '' ? {} : { OR: [...searched, { email: { contains: text } }] }),
    ...(status === undefined ? {} : { status: within(access, { status }).status }),
    ...(administrator === undefined ? {} : { administrator }),
  };
}

function behind({ after, order }: PersonQuery): Prisma.PersonWhereInput {
  if (after === undefined) return {};
  const { key, id } = fromCursor(after);
  if (order === 'created') return { id: { lt: id } };
  if (order === 'name') return { usernameFolded: { gt: key } };
  const updatedAt = new Date(key);
  if (Number.isNaN(updatedAt.getTime())) return { id: { in: [] } };
  return { OR: [{ updatedAt: { lt: updatedAt } }, { updatedAt, id: { lt: id } }] };
}

async function querySessions(access: Access, query: SessionQuery): ReturnType<Directory['sessions']> {
  const limit = pageSize(query.limit);
  const where = {
    ...within(access, query.personId === undefined ? {} : { personId: query.personId }),
    ...liveAt(query.at),
    ...(query.after === undefined ? {} : { id: { lt: fromCursor(query.after).id } }),
  };
  const rows = await access.read((db) =>
    db.endUserSession.findMany({ where, include: { person: true }, orderBy: { id: 'desc' }, take: limit + 1 }),
  );
  const sessions = rows.map(({ person, ...session }) => ({ ...toSession(session), person: toPerson(person) }));
  return cutSlice(sessions, limit, ({ id }) => ({ key: '', id }));
}

async function queryConsents(access: Access, query: ConsentQuery): ReturnType<Directory['consents']> {
  const limit = pageSize(query.limit);
  const { personId, clientId } = query;
  const of = { ...(personId === undefined ? {} : { personId }), ...(clientId === undefined ? {} : { clientId }) };
  const { key = '', id = '' } = query.after === undefined ? {} : fromCursor(query.after);
  const where = {
    AND: [
      within(access, of),
      ...(query.after === undefined
        ? []
        : [{ OR: [{ clientId: { gt: key } }, { clientId: key, personId: { gt: id } }] }]),
    ],
  };
  const orderBy = [{ clientId: 'asc' as const }, { personId: 'asc' as const }];
  const rows = await access.read((db) =>
    db.consent.findMany({ where, include: { person: true }, orderBy, take: limit + 1 }),
  );
  const consents = rows.map(({ person, ...consent }) => ({ ...toConsent(consent), person: toPerson(person) }));
  return cutSlice(consents, limit, (consent) => ({ key: consent.clientId, id: consent.personId }));
}
