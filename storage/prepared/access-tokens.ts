/** What is asked about an access token at every use, by prepared statements. */
import type { DeniedAccessTokenStore, OpaqueAccessToken, OpaqueAccessTokenStore } from '@/protocol/ports';
import { translated } from '../failure';
import type * as rows from '../prisma/generated/sqlite/client';
import { assertPrimitives } from '../query-values';
import type { Columns } from './columns';
import { select } from './columns';
import type { PreparedStatements } from './statements';

const token = select('token', {
  ...{ hash: 'plain', jti: 'plain', authorizationId: 'plain', clientId: 'plain', subject: 'plain' },
  ...{ scopes: 'words', audience: 'words', issuedAt: 'time', expiresAt: 'time' },
} satisfies Columns<rows.OpaqueAccessToken>);

const findToken = {
  name: 'gatehouse-find-access-token',
  text: `SELECT ${token.list} FROM opaque_access_token AS token WHERE token.realm_id = $1 AND token.hash = $2`,
};
const findDenial = {
  name: 'gatehouse-find-denial',
  text: 'SELECT 1 AS denied FROM denied_access_token WHERE realm_id = $1 AND jti = $2',
};

export interface PreparedAccessTokens {
  opaqueAccessTokens: Pick<OpaqueAccessTokenStore, 'find'>;
  deniedAccessTokens: Pick<DeniedAccessTokenStore, 'has'>;
}

/** The look-ups of one realm, each on what is committed. */
export function createPreparedAccessTokens(prepared: PreparedStatements, realmId: string): PreparedAccessTokens {
  return {
    opaqueAccessTokens: {
      async find(hash) {
        assertPrimitives({ hash });
        const row = await translated(() => prepared.first(findToken, [realmId, hash]));
        return row && (token.read(row) as unknown as OpaqueAccessToken);
      },
    },
    deniedAccessTokens: {
      async has(jti) {
        assertPrimitives({ jti });
        return (await translated(() => prepared.first(findDenial, [realmId, jti]))) !== undefined;
      },
    },
  };
}
