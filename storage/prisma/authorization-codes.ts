/** Authorization codes, by their hash. They are spent elsewhere, by prepared statements. */
import type { AuthorizationCodeStore } from '@/protocol/ports';
import type { Access } from './access';
import { within } from './access';

export function createAuthorizationCodeStore(access: Access): AuthorizationCodeStore {
  return {
    async create(code) {
      const { hash, authorizationId, clientId, redirectUri, redirectUriWasSent, codeChallenge, nonce } = code;
      const columns = { hash, authorizationId, clientId, redirectUri, redirectUriWasSent, codeChallenge, nonce };
      const { createdAt, expiresAt, consumedAt } = code;
      await access.write((db) =>
        db.authorizationCode.create({
          data: { realmId: access.realmId, ...columns, createdAt, expiresAt, consumedAt },
        }),
      );
    },
    async find(hash) {
      const where = { realmId_hash: within(access, { hash }) };
      const row = await access.read((db) => db.authorizationCode.findUnique({ where, omit: { realmId: true } }));
      return row ?? undefined;
    },
  };
}
