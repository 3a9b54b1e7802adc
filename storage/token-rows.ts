/** Tokens as rows for the prepared statements of the spends; Prisma has their columns from the schema. */
import type { OpaqueAccessToken, RefreshToken } from '@/protocol/ports';

/** A row to insert, the values in the order of the columns. */
export interface TokenRow {
  table: 'refresh_token' | 'opaque_access_token';
  values: Array<string | Date | null>;
}

export const tokenColumns: Record<TokenRow['table'], readonly string[]> = {
  refresh_token: [
    ...['realm_id', 'id', 'hash', 'authorization_id', 'client_id', 'scopes', 'created_at', 'expires_at'],
    ...['absolute_expires_at', 'consumed_at', 'replay_fingerprint', 'replay_sealed_answer', 'replay_until'],
  ],
  opaque_access_token: [
    ...['realm_id', 'hash', 'jti', 'authorization_id', 'client_id', 'subject', 'scopes', 'audience'],
    ...['issued_at', 'expires_at'],
  ],
};

/** The rows that a spend yields. */
export function tokenRows(
  realmId: string,
  refreshToken: RefreshToken | null,
  accessToken: OpaqueAccessToken | undefined,
): TokenRow[] {
  return [
    ...(refreshToken === null ? [] : [refreshTokenRow(realmId, refreshToken)]),
    ...(accessToken === undefined ? [] : [accessTokenRow(realmId, accessToken)]),
  ];
}

function refreshTokenRow(realmId: string, token: RefreshToken): TokenRow {
  const { id, hash, authorizationId, clientId, scopes, createdAt, expiresAt, absoluteExpiresAt, consumedAt, replay } =
    token;
  const values = [
    ...[realmId, id, hash, authorizationId, clientId, scopes.join(' ')],
    ...[createdAt, expiresAt, absoluteExpiresAt, consumedAt],
    ...[replay?.fingerprint ?? null, replay?.sealedAnswer ?? null, replay?.until ?? null],
  ];
  return { table: 'refresh_token', values };
}

function accessTokenRow(realmId: string, token: OpaqueAccessToken): TokenRow {
  const { hash, jti, authorizationId, clientId, subject, scopes, audience, issuedAt, expiresAt } = token;
  const values = [
    ...[realmId, hash, jti, authorizationId, clientId, subject, scopes.join(' '), audience.join(' ')],
    ...[issuedAt, expiresAt],
  ];
  return { table: 'opaque_access_token', values };
}
