/** Requests that were carried out under an Idempotency-Key, on Maps. */
import type { IdempotentRequestStore } from '@/portal/ports';
import { insert, updateWhere } from './rows';
import type { MemoryAccess } from './state';

export function createIdempotentRequestStore({ read, write }: MemoryAccess): IdempotentRequestStore {
  return {
    create: (request) => write(({ idempotentRequests }) => insert(idempotentRequests, request.hash, request)),
    find: (hash) => read(({ idempotentRequests }) => idempotentRequests.get(hash)),
    async saveAnswer(hash, sealedAnswer) {
      await write(({ idempotentRequests }) =>
        updateWhere(idempotentRequests, (request) => request.hash === hash, { sealedAnswer }),
      );
    },
  };
}
