/** Refresh tokens, by their hash. They are rotated elsewhere, by prepared statements. */
import type { RefreshReplay, RefreshToken, RefreshTokenStore } from '@/protocol/ports';
import type { Access } from './access';
import { within } from './access';
import { joinWords, splitWords } from './columns';
import type { RefreshToken as RefreshTokenRow } from './generated/sqlite/client';

export function createRefreshTokenStore(access: Access): RefreshTokenStore {
  return {
    async create(token) {
      const { id, hash, authorizationId, clientId, createdAt, expiresAt, absoluteExpiresAt, consumedAt, replay } =
        token;
      const columns = { id, hash, authorizationId, clientId, createdAt, expiresAt, absoluteExpiresAt, consumedAt };
      await access.write((db) =>
        db.refreshToken.create({
          data: {
            realmId: access.realmId,
            ...columns,
            scopes: joinWords(token.scopes),
            replayFingerprint: replay?.fingerprint ?? null,
            replaySealedAnswer: replay?.sealedAnswer ?? null,
            replayUntil: replay?.until ?? null,
          },
        }),
      );
    },
    async find(hash) {
      const where = { realmId_hash: within(access, { hash }) };
      const row = await access.read((db) => db.refreshToken.findUnique({ where }));
      return row ? toRefreshToken(row) : undefined;
    },
    async extend(id, expiresAt) {
      const where = { ...within(access, { id }), consumedAt: null };
      await access.write((db) => db.refreshToken.updateMany({ where, data: { expiresAt } }));
    },
  };
}

function toRefreshToken(row: RefreshTokenRow): RefreshToken {
  const { realmId: _, scopes, replayFingerprint, replaySealedAnswer, replayUntil, ...columns } = row;
  return {
    ...columns,
    scopes: splitWords(scopes),
    replay: toRefreshReplay(replayFingerprint, replaySealedAnswer, replayUntil),
  };
}

/** The three replay columns are filled together or not at all. */
export function toRefreshReplay(
  fingerprint: string | null,
  sealedAnswer: string | null,
  until: Date | null,
): RefreshReplay | null {
  return fingerprint === null || sealedAnswer === null || until === null ? null : { fingerprint, sealedAnswer, until };
}
