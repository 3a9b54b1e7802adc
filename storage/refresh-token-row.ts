/** The columns of a refresh token for the prepared statements of the spends; Prisma has them from the schema. */
import type { RefreshToken } from '@/protocol/ports';

export const refreshTokenColumns = [
  'realm_id',
  'id',
  'hash',
  'authorization_id',
  'client_id',
  'scopes',
  'created_at',
  'expires_at',
  'absolute_expires_at',
  'consumed_at',
  'replay_fingerprint',
  'replay_sealed_answer',
  'replay_until',
] as const;

/** The values of the columns, in their order. */
export function refreshTokenValues(realmId: string, token: RefreshToken): Array<string | Date | null> {
  const { id, hash, authorizationId, clientId, scopes, createdAt, expiresAt, absoluteExpiresAt, consumedAt, replay } =
    token;
  return [
    ...[realmId, id, hash, authorizationId, clientId, scopes.join(' ')],
    ...[createdAt, expiresAt, absoluteExpiresAt, consumedAt],
    ...[replay?.fingerprint ?? null, replay?.sealedAnswer ?? null, replay?.until ?? null],
  ];
}
