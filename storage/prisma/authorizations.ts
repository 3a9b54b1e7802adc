/** Authorizations: written once, and revoked one by one or by session, person and client. */
import type { Authorization, AuthorizationStore, ClaimsRequest } from '@/protocol/ports';
import type { Access } from './access';
import { within } from './access';
import { fromJson, joinWords, splitWords, toNullableJson } from './columns';
import type { Authorization as AuthorizationRow, Prisma } from './generated/sqlite/client';

export function createAuthorizationStore(access: Access): AuthorizationStore {
  const revokeWhere = async (where: Prisma.AuthorizationWhereInput & { realmId: string }, at: Date) => {
    await access.write((db) =>
      db.authorization.updateMany({ where: { ...where, revokedAt: null }, data: { revokedAt: at } }),
    );
  };
  return {
    async create(authorization) {
      await access.write((db) =>
        db.authorization.create({ data: { realmId: access.realmId, ...toColumns(authorization) } }),
      );
    },
    async find(id) {
      const where = { realmId_id: within(access, { id }) };
      const row = await access.read((db) => db.authorization.findUnique({ where }));
      return row ? toAuthorization(row) : undefined;
    },
    revoke: (id, at) => revokeWhere(within(access, { id }), at),
    revokeOfSession: (sessionId, at) => revokeWhere({ ...within(access, { sessionId }), offline: false }, at),
    async revokeOfPerson(personId, at, exceptSessionId) {
      const where = within(access, { personId });
      if (exceptSessionId === undefined) return revokeWhere(where, at);
      // SQL's `<>` is not true for NULL, and an authorization without a session must go too.
      const others = [{ sessionId: null }, { sessionId: { not: within(access, { exceptSessionId }).exceptSessionId } }];
      return revokeWhere({ ...where, OR: others }, at);
    },
    async listClientIdsOfSession(sessionId) {
      const where = within(access, { sessionId });
      const rows = await access.read((db) =>
        db.authorization.findMany({ where, distinct: ['clientId'], select: { clientId: true } }),
      );
      return rows.map(({ clientId }) => clientId).sort();
    },
    revokeOfClient(clientId, at, personId) {
      return revokeWhere(within(access, personId === undefined ? { clientId } : { clientId, personId }), at);
    },
  };
}

function toColumns(authorization: Authorization) {
  return {
    id: authorization.id,
    clientId: authorization.clientId,
    personId: authorization.personId,
    subject: authorization.subject,
    sessionId: authorization.sessionId,
    sid: authorization.sid,
    originGrant: authorization.originGrant,
    grantedScopes: joinWords(authorization.grantedScopes),
    resources: joinWords(authorization.resources),
    claimsRequest: toNullableJson(authorization.claimsRequest),
    claimsLocales: joinWords(authorization.claimsLocales),
    authTime: authorization.authTime,
    acr: authorization.acr,
    amr: joinWords(authorization.amr),
    offline: authorization.offline,
    createdAt: authorization.createdAt,
    revokedAt: authorization.revokedAt,
    traceId: authorization.traceId,
  };
}

function toAuthorization({ realmId: _, ...row }: AuthorizationRow): Authorization {
  return {
    ...row,
    grantedScopes: splitWords(row.grantedScopes),
    resources: splitWords(row.resources),
    claimsRequest: row.claimsRequest === null ? null : fromJson<ClaimsRequest>(row.claimsRequest),
    claimsLocales: splitWords(row.claimsLocales),
    amr: splitWords(row.amr),
  };
}
