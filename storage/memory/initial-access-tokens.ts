/** Initial access tokens on Maps. */
import type { InitialAccessTokenStore } from '@/portal/ports';
import { assertPrimitives } from '../query-values';
import { insert, page } from './rows';
import type { MemoryAccess } from './state';

export function createInitialAccessTokenStore({ read, write }: MemoryAccess): InitialAccessTokenStore {
  return {
    create: (token) =>
      write(({ initialAccessTokens }) => insert(initialAccessTokens, token.id, token, { hash: undefined })),
    list: () => read(({ initialAccessTokens }) => page(initialAccessTokens.values(), { limit: 1000 })),
    delete: (id) =>
      write(({ initialAccessTokens }) => {
        assertPrimitives({ id });
        return initialAccessTokens.delete(id);
      }),
    spend: (hash, at) =>
      write(({ initialAccessTokens }) => {
        assertPrimitives({ hash });
        const found = [...initialAccessTokens.values()].find((token) => token.hash === hash);
        if (found === undefined || found.usesLeft < 1 || found.expiresAt <= at) return undefined;
        initialAccessTokens.set(found.id, { ...found, usesLeft: found.usesLeft - 1 });
        return found.id;
      }),
  };
}
