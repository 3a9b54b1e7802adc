/** The ports on Maps, for tests: the same contract, one process, gone with it. */

import type { Clock } from '@/protocol/ports';
import type { AllStores, Storage } from '../storage';
import {
  createAuthorizationCodeStore,
  createAuthorizationStore,
  createConsentStore,
  createDeniedAccessTokenStore,
  createOpaqueAccessTokenStore,
  createPendingRequestStore,
  createRefreshTokenStore,
} from './grants';
import {
  createAttemptStore,
  createEndUserLookup,
  createPasswordStore,
  createPersonStore,
  createSessionLookup,
  createSessionStore,
  createSetupStore,
} from './identity';
import {
  createApiStore,
  createAuditStore,
  createClientStore,
  createSettingStore,
  createSigningKeyStore,
} from './registrations';
import { createMemorySpends } from './spends';
import type { MemoryAccess } from './state';
import { createMemory } from './state';
import { sweepMemory } from './sweep';

export interface MemoryStorage extends Storage {
  /** Puts a person into roles; there is no port for that yet. */
  giveRoles(personId: string, roles: string[]): Promise<void>;
}

/** A storage that lives as long as this object. */
export function createMemoryStorage({ clock }: { clock: Clock }): MemoryStorage {
  const { access, accessWithin, unitOfWork } = createMemory(clock);
  return {
    realmId: 'memory-realm',
    issuer: 'https://id.example.com',
    stores: createStores(access),
    transaction: (work) => unitOfWork((draft) => work(createStores(accessWithin(draft)))),
    spends: createMemorySpends(access),
    traces: {
      append: (events) =>
        access.write(({ traces }) => {
          for (const event of events) {
            traces.set(event.traceId, [...(traces.get(event.traceId) ?? []), structuredClone(event)]);
          }
        }),
      find: (traceId) =>
        access.read(({ traces }) =>
          [...(traces.get(traceId) ?? [])].sort((first, second) => first.at.getTime() - second.at.getTime()),
        ),
    },
    giveRoles: async (personId, roles) => {
      await access.write((state) => state.roles.set(personId, roles));
    },
    onForeignChange: () => () => {},
    check: async () => {},
    sweep: (at) => sweepMemory(access, at),
    close: async () => {},
  };
}

function createStores(access: MemoryAccess): AllStores {
  const clients = createClientStore(access);
  const apis = createApiStore(access);
  const audit = createAuditStore(access);
  return {
    clients: { find: clients.find, mentioning: clients.mentioning },
    clientAdministration: clients,
    endUsers: createEndUserLookup(access),
    people: createPersonStore(access),
    passwords: createPasswordStore(access),
    sessions: createSessionStore(access),
    sessionLookup: createSessionLookup(access),
    attempts: createAttemptStore(access),
    setup: createSetupStore(access),
    apis,
    apiLookup: { find: apis.find, list: apis.list },
    authorizations: createAuthorizationStore(access),
    authorizationCodes: createAuthorizationCodeStore(access),
    refreshTokens: createRefreshTokenStore(access),
    opaqueAccessTokens: createOpaqueAccessTokenStore(access),
    deniedAccessTokens: createDeniedAccessTokenStore(access),
    consents: createConsentStore(access),
    pendingRequests: createPendingRequestStore(access),
    signingKeys: createSigningKeyStore(access),
    settings: createSettingStore(access),
    audit,
    auditReader: { list: audit.list },
  };
}
