/** What else administrators keep, on Maps: APIs, settings, signing keys, the audit. */

import { uuidv7 } from 'uuidv7';
import type { ApiStore, AuditReader, SettingStore } from '@/portal/ports';
import type { AuditStore, SigningKeyRecord, SigningKeyStore } from '@/protocol/ports';
import { trimAllotments } from './allotments';
import { queryAudit } from './directory';
import { insert, page, updateWhere } from './rows';
import type { MemoryAccess, State } from './state';

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
    query: (query) => read((state) => queryAudit(state, query)),
  };
}
