/** What was granted, on Maps: authorizations, codes, refresh tokens, consents, and the requests that wait. */
import type {
  Authorization,
  AuthorizationCodeStore,
  AuthorizationStore,
  ConsentStore,
  DeniedAccessTokenStore,
  OpaqueAccessToken,
  OpaqueAccessTokenStore,
  PendingRequest,
  PendingRequestStore,
  RefreshToken,
  RefreshTokenStore,
} from '@/protocol/ports';
import { assertPrimitives } from '../query-values';
import { mergeWords } from '../words';
import { assertPresent, insert, updateWhere } from './rows';
import type { MemoryAccess, State } from './state';

export function createAuthorizationStore({ read, write }: MemoryAccess): AuthorizationStore {
  const revokeWhere = async (matches: (authorization: Authorization) => boolean, at: Date) => {
    const live = (authorization: Authorization) => authorization.revokedAt === null && matches(authorization);
    await write(({ authorizations }) => updateWhere(authorizations, live, { revokedAt: at }));
  };
  return {
    create: (authorization) =>
      write(({ people, authorizations }) => {
        assertPresent(people, authorization.personId);
        insert(authorizations, authorization.id, authorization);
      }),
    find: (id) => read(({ authorizations }) => authorizations.get(asserted(id))),
    revoke: (id, at) => revokeWhere((authorization) => authorization.id === id, at),
    revokeOfSession: (sessionId, at) =>
      revokeWhere((authorization) => authorization.sessionId === sessionId && !authorization.offline, at),
    revokeOfPerson: (personId, at, except) =>
      revokeWhere(
        (authorization) =>
          authorization.personId === personId && (except === undefined || authorization.sessionId !== except),
        at,
      ),
    listClientIdsOfSession: (sessionId) =>
      read(({ authorizations }) => {
        const ofSession = [...authorizations.values()].filter((row) => row.sessionId === asserted(sessionId));
        return [...new Set(ofSession.map(({ clientId }) => clientId))].sort();
      }),
    revokeOfClient: (clientId, at, personId) =>
      revokeWhere(
        (authorization) =>
          authorization.clientId === clientId && (personId === undefined || authorization.personId === personId),
        at,
      ),
  };
}

export function createAuthorizationCodeStore({ read, write }: MemoryAccess): AuthorizationCodeStore {
  return {
    create: (code) =>
      write(({ authorizations, authorizationCodes }) => {
        assertPresent(authorizations, code.authorizationId);
        insert(authorizationCodes, code.hash, code);
      }),
    find: (hash) => read(({ authorizationCodes }) => authorizationCodes.get(asserted(hash))),
  };
}

export function insertRefreshToken({ authorizations, refreshTokens }: State, token: RefreshToken): void {
  assertPresent(authorizations, token.authorizationId);
  insert(refreshTokens, token.hash, token, { id: undefined });
}

export function createRefreshTokenStore({ read, write }: MemoryAccess): RefreshTokenStore {
  return {
    create: (token) => write((state) => insertRefreshToken(state, token)),
    find: (hash) => read(({ refreshTokens }) => refreshTokens.get(asserted(hash))),
    extend: async (id, expiresAt) => {
      const unconsumed = (token: RefreshToken) => token.id === id && token.consumedAt === null;
      await write(({ refreshTokens }) => updateWhere(refreshTokens, unconsumed, { expiresAt }));
    },
  };
}

export function insertOpaqueAccessToken({ authorizations, opaqueAccessTokens }: State, token: OpaqueAccessToken): void {
  assertPresent(authorizations, token.authorizationId);
  insert(opaqueAccessTokens, token.hash, token);
}

export function createOpaqueAccessTokenStore({ read, write }: MemoryAccess): OpaqueAccessTokenStore {
  return {
    create: (token) => write((state) => insertOpaqueAccessToken(state, token)),
    find: (hash) => read(({ opaqueAccessTokens }) => opaqueAccessTokens.get(asserted(hash))),
  };
}

export function createDeniedAccessTokenStore({ read, write }: MemoryAccess): DeniedAccessTokenStore {
  return {
    add: async (jti, expiresAt) => {
      await write(({ deniedAccessTokens }) => deniedAccessTokens.set(asserted(jti), expiresAt));
    },
    has: (jti) => read(({ deniedAccessTokens }) => deniedAccessTokens.has(asserted(jti))),
  };
}

export function createConsentStore({ read, write }: MemoryAccess): ConsentStore {
  const keyOf = (personId: string, clientId: string) => `${asserted(personId)} ${asserted(clientId)}`;
  return {
    find: (personId, clientId) => read(({ consents }) => consents.get(keyOf(personId, clientId))),
    save: (consent) =>
      write(({ people, consents }) => {
        assertPresent(people, consent.personId);
        const key = keyOf(consent.personId, consent.clientId);
        const before = consents.get(key);
        const scopes = mergeWords(before?.scopes ?? [], consent.scopes);
        const resources = mergeWords(before?.resources ?? [], consent.resources);
        consents.set(key, { ...consent, scopes, resources });
      }),
    revoke: async (personId, clientId) => {
      await write(({ consents }) => consents.delete(keyOf(personId, clientId)));
    },
  };
}

export function createPendingRequestStore({ read, write }: MemoryAccess): PendingRequestStore {
  const updateOpen = (id: string, at: Date, change: Partial<PendingRequest>) => {
    const open = (request: PendingRequest) =>
      request.id === id && request.completedAt === null && request.expiresAt > at;
    return write(({ pendingRequests }) => updateWhere(pendingRequests, open, change) === 1);
  };
  return {
    create: (request) => write(({ pendingRequests }) => insert(pendingRequests, request.id, request)),
    find: (id) => read(({ pendingRequests }) => pendingRequests.get(asserted(id))),
    update: (id, { facts, failure }, at) =>
      updateOpen(id, at, { ...(facts === undefined ? {} : { facts }), ...(failure === undefined ? {} : { failure }) }),
    complete: (id, at) => updateOpen(id, at, { completedAt: at }),
  };
}

function asserted(key: string): string {
  assertPrimitives({ key });
  return key;
}
