/** The ports on Maps, for tests: the same contract, one process, gone with it. */

import type { Clock } from '@/protocol/ports';
import { assembleStores } from '../all-stores';
import type { Storage } from '../storage';
import { createDeviceCodeStore } from './device-codes';
import * as grants from './grants';
import * as identity from './identity';
import { createInitialAccessTokenStore } from './initial-access-tokens';
import { createLogoutNoticeStore } from './logout-notices';
import * as registrations from './registrations';
import { createMemorySpends } from './spends';
import type { MemoryAccess } from './state';
import { createMemory } from './state';
import { sweepMemory } from './sweep';

export interface MemoryStorage extends Storage {
  /** Puts a person into roles; there is no port for that yet. */
  giveRoles(personId: string, roles: string[]): Promise<void>;
}

const createStores = (access: MemoryAccess) =>
  assembleStores(
    {
      ...{ ...grants, ...identity, ...registrations },
      ...{ createDeviceCodeStore, createInitialAccessTokenStore, createLogoutNoticeStore },
    },
    access,
  );

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
