/** Clients, on Maps. */
import type { ClientQuery, ClientStore, Slice } from '@/portal/ports';
import type { Authorization, Client, ClientLookup, ClientSecret } from '@/protocol/ports';
import { allowedOriginsOf } from '@/protocol/ports';
import { storageFailure } from '../failure';
import { assertPrimitives, foldText } from '../query-values';
import { assertAllottable, inOrder } from './allotments';
import { deleteWhere, insert, page, updateWhere } from './rows';
import { sliceOf } from './slice';
import type { MemoryAccess, State } from './state';

export function createClientStore({ read, write, clock }: MemoryAccess): ClientStore & ClientLookup {
  const find = (clientId: string, memberId?: string) =>
    read(({ clients, clientMembers }) => {
      assertPrimitives({ clientId });
      const isSeen = memberId === undefined || clientMembers.has(`${clientId} ${memberId}`);
      return isSeen ? clients.get(clientId) : undefined;
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
    query: (query) => read((state) => queryClients(state, query)),
    update: (clientId, change, at) =>
      write(({ clients }) => {
        const { metadata, settings, status, disabledAt, selfRegistration, verifiedAt } = change;
        const known = { metadata, settings, status, disabledAt, selfRegistration, verifiedAt };
        const given = Object.entries(known).filter(([, value]) => value !== undefined);
        const documents = { ...Object.fromEntries(given), updatedAt: at };
        return updateWhere(clients, (client) => client.clientId === clientId, documents) === 1;
      }),
    delete: (clientId) =>
      write(({ clients, clientMembers, authorizations, consents, pendingRequests, logoutNotices, roles }) => {
        if (!clients.delete(clientId)) return false;
        deleteWhere(clientMembers, (member) => member.clientId === clientId);
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
    changeSecret: (clientId, secretId, change) => write((state) => changeSecret(state, clientId, secretId, change)),
    noteSecretUse: (secretId, at) =>
      write((state) => {
        const owner = [...state.clients.values()].find(({ secrets }) => secrets.some(({ id }) => id === secretId));
        if (owner !== undefined) changeSecret(state, owner.clientId, secretId, { lastUsedAt: at });
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

function changeSecret({ clients }: State, clientId: string, secretId: string, change: Partial<ClientSecret>): boolean {
  const client = clients.get(clientId);
  if (!client?.secrets.some(({ id }) => id === secretId)) return false;
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const secrets = client.secrets.map((secret) => (secret.id === secretId ? { ...secret, ...given } : secret));
  clients.set(clientId, { ...client, secrets });
  return true;
}

function queryClients({ clients, clientMembers }: State, query: ClientQuery): Slice<Client> {
  const { search, status, verified, memberId, order } = query;
  const text = foldText(search ?? '');
  const nameOf = ({ metadata }: Client) => foldText(metadata.client_name ?? '');
  const isWanted = (client: Client) =>
    (client.clientId.includes(text) || nameOf(client).includes(text)) &&
    (status === undefined || client.status === status) &&
    (verified === undefined || (client.verifiedAt !== null) === verified) &&
    (memberId === undefined || clientMembers.has(`${client.clientId} ${memberId}`));
  const keyOf = { name: nameOf, created: () => '', updated: ({ updatedAt }: Client) => updatedAt.toISOString() }[order];
  const position = (client: Client) => ({ key: keyOf(client), id: client.id });
  return sliceOf([...clients.values()].filter(isWanted), query, position, order === 'name' ? 1 : -1);
}
