/** The ports on Maps, for tests: the same contract, one process, gone with it. */

import type { Clock } from '@/protocol/ports';
import { assembleStores } from '../all-stores';
import type { Storage } from '../storage';
import { createClientMemberStore } from './client-members';
import { createClientStore } from './clients';
import { createDeviceCodeStore } from './device-codes';
import { createDirectory } from './directory';
import * as grants from './grants';
import { createIdempotentRequestStore } from './idempotent-requests';
import * as identity from './identity';
import { createInitialAccessTokenStore } from './initial-access-tokens';
import { createLogoutNoticeStore } from './logout-notices';
import * as mail from './mail';
import * as registrations from './registrations';
import * as roles from './roles';
import { createMemorySpends } from './spends';
import type { MemoryAccess } from './state';
import { createMemory } from './state';
import { sweepMemory } from './sweep';
import { createTraceStore, createUsageStore } from './traces';

const make = {
  ...{ ...grants, ...identity, ...mail, ...registrations, ...roles },
  ...{ createClientMemberStore, createClientStore, createDeviceCodeStore, createIdempotentRequestStore },
  ...{ createDirectory, createInitialAccessTokenStore, createLogoutNoticeStore },
};
const createStores = (access: MemoryAccess) => assembleStores(make, access);

/** A storage that lives as long as this object. */
export function createMemoryStorage({
  clock,
  issuer = 'https://id.example.com',
}: {
  clock: Clock;
  issuer?: string;
}): Storage {
  const { access, accessWithin, unitOfWork } = createMemory(clock);
  return {
    realmId: 'memory-realm',
    issuer,
    stores: createStores(access),
    transaction: (work) => unitOfWork((draft) => work(createStores(accessWithin(draft)))),
    spends: createMemorySpends(access),
    traces: createTraceStore(access),
    usage: createUsageStore(access),
    onForeignChange: () => () => {},
    check: async () => {},
    sweep: (at) => sweepMemory(access, at),
    close: async () => {},
  };
}
