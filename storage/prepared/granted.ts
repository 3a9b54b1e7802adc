/** What stands behind codes and tokens, in one prepared statement each. */
import type { Person } from '@/identity/ports';
import type { Authorization, AuthorizationCode, Granted, GrantedLookup, RefreshToken } from '@/protocol/ports';
import type { HeldName } from '../end-user';
import { toEndUser } from '../end-user';
import { translated } from '../failure';
import type * as rows from '../prisma/generated/sqlite/client';
import { toRefreshReplay } from '../prisma/refresh-tokens';
import { assertPrimitives } from '../query-values';
import type { Columns } from './columns';
import { readJson, select } from './columns';
import type { PreparedStatements, Row, Statement } from './statements';

const authorization = select('granted', {
  ...{ id: 'plain', clientId: 'plain', personId: 'plain', subject: 'plain', sessionId: 'plain', sid: 'plain' },
  ...{ originGrant: 'plain', grantedScopes: 'words', resources: 'words', claimsRequest: 'json' },
  ...{ claimsLocales: 'words', authTime: 'time', acr: 'plain', amr: 'words', offline: 'flag' },
  ...{ createdAt: 'time', revokedAt: 'time', traceId: 'plain' },
} satisfies Columns<rows.Authorization>);

const person = select('person', {
  ...{ id: 'plain', subject: 'plain', username: 'plain', usernameFolded: 'plain', email: 'plain' },
  ...{ emailFolded: 'plain', emailVerified: 'flag', profile: 'json', status: 'plain', administrator: 'flag' },
  ...{ createdAt: 'time', updatedAt: 'time' },
} satisfies Columns<rows.Person>);

const refreshToken = select('token', {
  ...{ id: 'plain', hash: 'plain', authorizationId: 'plain', clientId: 'plain', scopes: 'words' },
  ...{ createdAt: 'time', expiresAt: 'time', absoluteExpiresAt: 'time', consumedAt: 'time' },
  ...{ replayFingerprint: 'plain', replaySealedAnswer: 'plain', replayUntil: 'time' },
} satisfies Columns<rows.RefreshToken>);

const code = select('code', {
  ...{ hash: 'plain', authorizationId: 'plain', clientId: 'plain', redirectUri: 'plain', redirectUriWasSent: 'flag' },
  ...{ codeChallenge: 'plain', nonce: 'plain', createdAt: 'time', expiresAt: 'time', consumedAt: 'time' },
} satisfies Columns<rows.AuthorizationCode>);

/** The look-ups of one realm, each on what is committed. */
export function createPreparedGrantedLookup(prepared: PreparedStatements, realmId: string): GrantedLookup {
  const { byId, byRefreshToken, byAuthorizationCode, byAccessToken } = statements(prepared);
  const find = (statement: Statement, keys: Record<string, string>, at: Date) => {
    assertPrimitives({ ...keys, at });
    return translated(() => prepared.first(statement, [realmId, at, ...Object.values(keys)]));
  };
  return {
    async byId(id, at) {
      const row = await find(byId, { id }, at);
      return row && readGranted(row);
    },
    async byRefreshToken(hash, at) {
      const row = await find(byRefreshToken, { hash }, at);
      return row && { refreshToken: readRefreshToken(row), granted: readGranted(row) };
    },
    async byAuthorizationCode(hash, at) {
      const row = await find(byAuthorizationCode, { hash }, at);
      return row && { code: code.read(row) as unknown as AuthorizationCode, granted: readGranted(row) };
    },
    async byAccessToken({ jti, authorizationId }, at) {
      const row = await find(byAccessToken, { authorizationId, jti }, at);
      return row && readGranted(row);
    },
  };
}

/** Parameters: the realm, the time, then what it is looked up by. */
function statements({ jsonRows }: PreparedStatements) {
  const granted = `${authorization.list}, ${person.list}, session.id AS "session", CASE WHEN person.id IS NULL THEN NULL
    ELSE (SELECT ${jsonRows('held.kind, held.client_id, held.name')} FROM (
      SELECT 'role' AS kind, role.client_id, role.name FROM person_role AS given
        JOIN role ON role.realm_id = given.realm_id AND role.id = given.role_id
        WHERE given.realm_id = $1 AND given.person_id = person.id
      UNION
      SELECT 'role' AS kind, role.client_id, role.name FROM group_membership AS member
        JOIN group_role AS given ON given.realm_id = member.realm_id AND given.group_id = member.group_id
        JOIN role ON role.realm_id = given.realm_id AND role.id = given.role_id
        WHERE member.realm_id = $1 AND member.person_id = person.id
      UNION
      SELECT 'group' AS kind, '' AS client_id, joined.name FROM group_membership AS member
        JOIN person_group AS joined ON joined.realm_id = member.realm_id AND joined.id = member.group_id
        WHERE member.realm_id = $1 AND member.person_id = person.id
    ) AS held) END AS "held"`;
  const behind = `LEFT JOIN person ON person.realm_id = $1 AND person.id = granted.person_id
    LEFT JOIN end_user_session AS session ON session.realm_id = $1 AND session.id = granted.session_id
      AND session.ended_at IS NULL AND session.expires_at > $2 AND session.absolute_expires_at > $2`;
  const of = (table: string, alias: string, list: string) => `SELECT ${list}, ${granted} FROM ${table} AS ${alias}
    JOIN "authorization" AS granted ON granted.realm_id = $1 AND granted.id = ${alias}.authorization_id ${behind}
    WHERE ${alias}.realm_id = $1 AND ${alias}.hash = $3`;
  const byId = `SELECT ${granted} FROM "authorization" AS granted ${behind}
    WHERE granted.realm_id = $1 AND granted.id = $3`;
  const denied = 'SELECT 1 FROM denied_access_token AS denied WHERE denied.realm_id = $1 AND denied.jti = $4';
  return {
    byId: { name: 'gatehouse-granted', text: byId },
    byRefreshToken: { name: 'gatehouse-granted-token', text: of('refresh_token', 'token', refreshToken.list) },
    byAuthorizationCode: { name: 'gatehouse-granted-code', text: of('authorization_code', 'code', code.list) },
    byAccessToken: { name: 'gatehouse-granted-access', text: `${byId} AND NOT EXISTS (${denied})` },
  };
}

function readGranted(row: Row): Granted {
  const found = authorization.read(row) as unknown as Authorization;
  const held = row.held === null ? undefined : (readJson(row.held) as [HeldName['kind'], string, string][]);
  return {
    authorization: found,
    endUser: held && toEndUser(person.read(row) as unknown as Person, held.map(toHeldName)),
    isSessionLive: found.sessionId === null || row.session !== null,
  };
}

const toHeldName = ([kind, clientId, name]: [HeldName['kind'], string, string]): HeldName => ({ kind, clientId, name });

function readRefreshToken(row: Row): RefreshToken {
  const { replayFingerprint, replaySealedAnswer, replayUntil, ...token } = refreshToken.read(row);
  const replay = toRefreshReplay(
    replayFingerprint as string | null,
    replaySealedAnswer as string | null,
    replayUntil as Date | null,
  );
  return { ...token, replay } as unknown as RefreshToken;
}
