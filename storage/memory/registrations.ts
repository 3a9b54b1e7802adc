/** What administrators keep, on Maps: clients, APIs, settings, signing keys, the audit. */
import { uuidv7 } from 'uuidv7';
import type { ApiStore, AuditReader, ClientStore, SettingStore } from '@/portal/ports';
import type {
  Allotment,
  AuditStore,
  Authorization,
  Client,
  ClientLookup,
  SigningKeyRecord,
  SigningKeyStore,
} from '@/protocol/ports';
import { allowedOriginsOf } from '@/protocol/ports';
import { storageFailure } from '../failure';
import { assertPrimitives, foldText } from '../query-values';
import { deleteWhere, insert, page, updateWhere } from './rows';
import type { MemoryAccess, State } from './state';

export function createClientStore({ read, write, clock }: MemoryAccess): ClientStore & ClientLookup {
  const find = (clientId: string) =>
    read(({ clients }) => {
      assertPrimitives({ clientId });
      return clients.get(clientId);
    });
  return {
    create: (client) =>
      write(({ clients, apis }) => {
        for (const { api, scopes } of client.allotments) assertAllottable(apis, api, scopes);
        insert(clients, client.clientId, client, { id: undefined });
      }),
    find,
    // Units of work come one after the other here.
    findForChange: find,
    isOriginAllowed: (origin) =>
      read(({ clients }) => {
        assertPrimitives({ origin });
        return [...clients.values()].some(
          (client) => client.status === 'active' && allowedOriginsOf(client).includes(origin),
        );
      }),
    list: ({ search, ...window }) =>
      read(({ clients }) => {
        const text = foldText(search ?? '');
        const named = ({ clientId, metadata }: Client) =>
          clientId.includes(text) || foldText(metadata.client_name ?? '').includes(text);
        return page([...clients.values()].filter(named), window);
      }),
    update: (clientId, change, at) =>
      write(({ clients }) => {
        const { metadata, settings, status, disabledAt, selfRegistration } = change;
        const given = Object.entries({ metadata, settings, status, disabledAt, selfRegistration }).filter(
          ([, value]) => value !== undefined,
        );
        const documents = { ...Object.fromEntries(given), updatedAt: at };
        return updateWhere(clients, (client) => client.clientId === clientId, documents) === 1;
      }),
    delete: (clientId) =>
      write(({ clients, authorizations, consents, pendingRequests, logoutNotices, roles }) => {
        if (!clients.delete(clientId)) return false;
        const live = (row: Authorization) => row.clientId === clientId && row.revokedAt === null;
        updateWhere(authorizations, live, { revokedAt: clock.now() });
        deleteWhere(consents, (consent) => consent.clientId === clientId);
        deleteWhere(pendingRequests, (request) => request.clientId === clientId);
        deleteWhere(logoutNotices, (notice) => notice.clientId === clientId);
        deleteWhere(roles, (role) => role.clientId === clientId);
        return true;
      }),
    findUnused: (since, at) =>
      read(({ clients, authorizations, refreshTokens }) => {
        const live = [...refreshTokens.values()].filter((token) => token.consumedAt === null && token.expiresAt > at);
        const isUsed = (row: Authorization) =>
          row.createdAt > since || (row.revokedAt === null && live.some((token) => token.authorizationId === row.id));
        const used = new Set([...authorizations.values()].filter(isUsed).map(({ clientId }) => clientId));
        const unused = ({ clientId, selfRegistration }: Client) => {
          const quarantinedAt = selfRegistration?.quarantinedAt ?? null;
          return quarantinedAt !== null && quarantinedAt <= since && !used.has(clientId);
        };
        return page([...clients.values()].filter(unused), { limit: 100 }).map(({ clientId }) => clientId);
      }),
    ...createClientParts({ read, write }),
  };
}

/** What the databases keep in rows of their own. */
function createClientParts({ read, write }: Pick<MemoryAccess, 'read' | 'write'>) {
  return {
    addSecret: (clientId, secret) =>
      write(({ clients }) => {
        const client = clients.get(clientId);
        if (!client) throw storageFailure('missing-reference', 'The client does not exist.');
        clients.set(clientId, structuredClone({ ...client, secrets: [...client.secrets, secret] }));
      }),
    deleteSecret: (clientId, secretId) =>
      write(({ clients }) => {
        const client = clients.get(clientId);
        if (!client?.secrets.some(({ id }) => id === secretId)) return false;
        clients.set(clientId, { ...client, secrets: client.secrets.filter(({ id }) => id !== secretId) });
        return true;
      }),
    listSealedSecrets: () =>
      read(({ clients }) =>
        [...clients.values()]
          .flatMap(({ secrets }) => secrets)
          .flatMap(({ id, sealed }) => (sealed === null ? [] : [{ id, sealed }])),
      ),
    resealSecret: (secretId, sealed) =>
      write(({ clients }) => {
        for (const [clientId, client] of clients) {
          const secrets = client.secrets.map((secret) =>
            secret.id === secretId && secret.sealed !== null ? { ...secret, sealed } : secret,
          );
          clients.set(clientId, { ...client, secrets });
        }
      }),
    allot: (clientId, api, scopes) =>
      write(({ clients, apis }) => {
        const client = clients.get(clientId);
        if (!client) throw storageFailure('missing-reference', 'The client does not exist.');
        assertAllottable(apis, api, scopes ?? []);
        const given = [...client.allotments.filter((each) => each.api !== api), { api, scopes: scopes ?? [] }];
        const allotments = inOrder(apis, scopes === null ? given.slice(0, -1) : given);
        clients.set(clientId, structuredClone({ ...client, allotments }));
      }),
  } satisfies Partial<ClientStore>;
}

function assertAllottable(apis: State['apis'], identifier: string, scopes: string[]): void {
  const known = apis.get(identifier)?.scopes.map(({ name }) => name);
  if (known === undefined || scopes.some((scope) => !known.includes(scope)))
    throw storageFailure('missing-reference', 'The API or one of the scopes does not exist.');
}

/** What of the allotments there still is, in the order of the APIs and of their scopes. */
function inOrder(apis: State['apis'], allotments: Allotment[]): Allotment[] {
  return page(apis.values(), { limit: 1000 }).flatMap((api) => {
    const allotted = allotments.find((each) => each.api === api.identifier)?.scopes;
    const scopes = api.scopes.map(({ name }) => name).filter((name) => allotted?.includes(name));
    return allotted === undefined ? [] : [{ api: api.identifier, scopes }];
  });
}

/** Takes away what clients may no longer ask for because it is gone. */
function trimAllotments({ clients, apis }: State): void {
  for (const [clientId, client] of clients)
    clients.set(clientId, { ...client, allotments: inOrder(apis, client.allotments) });
}

export function createApiStore({ read, write }: MemoryAccess): ApiStore {
  return {
    find: (identifier) => read(({ apis }) => apis.get(identifier)),
    findForChange: (identifier) => read(({ apis }) => apis.get(identifier)),
    list: () => read(({ apis }) => page(apis.values(), { limit: 1000 })),
    create: (api) =>
      write((state) => {
        insert(state.apis, api.identifier, api, { id: undefined });
        makeRoles(state);
      }),
    update: (api) =>
      write((state) => {
        const { id, identifier: _, ...columns } = api;
        const isThere = updateWhere(state.apis, (each) => each.id === id, columns) === 1;
        trimAllotments(state);
        makeRoles(state);
        return isThere;
      }),
    delete: (identifier) =>
      write((state) => {
        const wasThere = state.apis.delete(identifier);
        trimAllotments(state);
        return wasThere;
      }),
  };
}

/** Roles that a scope names and that do not exist yet are made, with nobody in them. */
function makeRoles({ apis, roles }: State): void {
  const named = [...apis.values()].flatMap(({ scopes }) => scopes).flatMap((scope) => scope.roles);
  for (const name of new Set(named)) {
    const isThere = [...roles.values()].some((role) => role.clientId === null && role.name === name);
    const id = uuidv7();
    if (!isThere) insert(roles, id, { id, clientId: null, name, description: '' });
  }
}

export function createSettingStore({ read, write }: MemoryAccess): SettingStore {
  return {
    get: (name) => read(({ settings }) => settings.get(name)),
    set: async (name, value) => {
      await write(({ settings }) => settings.set(name, structuredClone(value)));
    },
  };
}

export function createSigningKeyStore({ read, write }: MemoryAccess): SigningKeyStore {
  return {
    list: () =>
      read(({ signingKeys }) =>
        [...signingKeys.values()].sort(
          (first, second) =>
            first.createdAt.getTime() - second.createdAt.getTime() || (first.kid < second.kid ? -1 : 1),
        ),
      ),
    createFirst: (keys) =>
      write(({ signingKeys }) => {
        const taken = new Set([...signingKeys.values()].map(({ alg }) => alg));
        for (const key of keys) if (!taken.has(key.alg)) insert(signingKeys, key.kid, key);
      }),
    rotate: (key, olderRemovedAt, replacedKid) =>
      write(({ signingKeys }) => {
        const isReplaced = (older: SigningKeyRecord) =>
          older.alg === key.alg && older.removedAt === null && (replacedKid === undefined || older.kid === replacedKid);
        const count = updateWhere(signingKeys, isReplaced, { removedAt: olderRemovedAt });
        if (count === 0 && replacedKid !== undefined) return false;
        insert(signingKeys, key.kid, key);
        return true;
      }),
    reseal: async (kid, sealedPrivateJwk) => {
      await write(({ signingKeys }) => updateWhere(signingKeys, (key) => key.kid === kid, { sealedPrivateJwk }));
    },
  };
}

export function createAuditStore({ read, write }: MemoryAccess): AuditStore & AuditReader {
  return {
    append: (entry) => write(({ audit }) => insert(audit, entry.id, entry)),
    list: (window) => read(({ audit }) => page(audit.values(), { ...window, newestFirst: true })),
  };
}
