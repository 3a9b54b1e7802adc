/** End-user sessions: as identity keeps them, and the one question that the protocol asks. */
import type { SessionRecord, SessionStore } from '@/identity/ports';
import type { SessionLookup } from '@/protocol/ports';
import type { Access } from './access';
import { within } from './access';
import { joinWords, splitWords } from './columns';
import type { EndUserSession as SessionRow } from './generated/sqlite/client';

export function createSessionStore(access: Access): SessionStore {
  return {
    async create({ amr, ...session }) {
      const { id, sid, tokenHash, personId, authTime, acr, remembered, userAgent, network } = session;
      const { createdAt, lastUsedAt, expiresAt, absoluteExpiresAt, endedAt } = session;
      const columns = {
        id,
        sid,
        tokenHash,
        personId,
        authTime,
        acr,
        amr: joinWords(amr),
        remembered,
        userAgent,
        network,
      };
      const times = { createdAt, lastUsedAt, expiresAt, absoluteExpiresAt, endedAt };
      await access.write((db) => db.endUserSession.create({ data: { realmId: access.realmId, ...columns, ...times } }));
    },
    async findByTokenHash(tokenHash) {
      const where = { realmId_tokenHash: within(access, { tokenHash }) };
      const row = await access.read((db) => db.endUserSession.findUnique({ where }));
      return row ? toSession(row) : undefined;
    },
    async find(id) {
      const where = { realmId_id: within(access, { id }) };
      const row = await access.read((db) => db.endUserSession.findUnique({ where }));
      return row ? toSession(row) : undefined;
    },
    async touch(id, lastUsedAt, expiresAt) {
      const where = within(access, { id });
      await access.write((db) => db.endUserSession.updateMany({ where, data: { lastUsedAt, expiresAt } }));
    },
    async renew(id, { amr, ...renewal }) {
      const { tokenHash, authTime, acr, remembered, lastUsedAt, expiresAt, absoluteExpiresAt } = renewal;
      const where = { ...within(access, { id }), endedAt: null };
      const times = { authTime, lastUsedAt, expiresAt, absoluteExpiresAt };
      const data = { tokenHash, acr, amr: joinWords(amr), remembered, ...times };
      return (await access.write((db) => db.endUserSession.updateMany({ where, data }))).count === 1;
    },
    async end(id, at) {
      const where = { ...within(access, { id }), endedAt: null };
      return (await access.write((db) => db.endUserSession.updateMany({ where, data: { endedAt: at } }))).count === 1;
    },
    async endAllOfPerson(personId, at, exceptSessionId) {
      const others =
        exceptSessionId === undefined ? {} : { id: { not: within(access, { exceptSessionId }).exceptSessionId } };
      const where = { ...within(access, { personId }), endedAt: null, ...others };
      const ended = await access.write((db) =>
        db.endUserSession.updateManyAndReturn({ where, data: { endedAt: at }, select: { id: true } }),
      );
      return ended.map(({ id }) => id);
    },
    async listLiveOfPerson(personId, at) {
      const where = { ...within(access, { personId }), ...liveAt(at) };
      const rows = await access.read((db) =>
        db.endUserSession.findMany({ where, orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }] }),
      );
      return rows.map(toSession);
    },
  };
}

export function createSessionLookup(access: Access): SessionLookup {
  const whereLive = (sessionId: string, at: Date) => ({ ...within(access, { id: sessionId }), ...liveAt(at) });
  return {
    async isLive(sessionId, at) {
      const where = whereLive(sessionId, at);
      return (await access.read((db) => db.endUserSession.findFirst({ where, select: { id: true } }))) !== null;
    },
    async holdLive(sessionId, at) {
      // Changes nothing and takes the row's lock, which both databases understand.
      const held = { where: whereLive(sessionId, at), data: { endedAt: null } };
      return (await access.write((db) => db.endUserSession.updateMany(held))).count === 1;
    },
  };
}

export function liveAt(at: Date) {
  return { endedAt: null, expiresAt: { gt: at }, absoluteExpiresAt: { gt: at } };
}

export function toSession({ realmId: _, amr, ...row }: SessionRow): SessionRecord {
  return { ...row, amr: splitWords(amr) };
}
