/** A realm's storage over an engine: single calls, units of work, and the cache that stands before single look-ups. */

import type { Clock, Spends } from '@/protocol/ports';
import type { Engine } from '../engine';
import { translated } from '../failure';
import { createMetadataCache } from '../metadata-cache';
import { withPrepared } from '../prepared/stores';
import type { RealmRow } from '../realm';
import type { Storage } from '../storage';
import { createStores } from './stores';
import { sweep } from './sweep';
import { createTraceStore } from './traces';
import { createUnitOfWork } from './unit-of-work';
import { createUsageStore } from './usage';

/** The storage of one realm; closing it closes the engine. */
export async function createPrismaStorage(engine: Engine, realm: RealmRow, clock: Clock): Promise<Storage> {
  const { id: realmId, issuer } = realm;
  const listeners = new Set<() => void>();
  const unitOfWork = createUnitOfWork(engine, { realmId, clock }, () => {
    watch.sawOwnChange();
    cache.drop();
  });
  const stores = withPrepared(createStores(unitOfWork.access), engine.prepared, realmId);
  const cache = createMetadataCache(stores);
  const watch = await engine.watch(realmId, () => {
    cache.drop();
    for (const listener of listeners) listener();
  });

  return {
    realmId,
    issuer,
    stores: { ...stores, clients: cache.clients, apiLookup: cache.apiLookup },
    transaction: (work) => unitOfWork.run((access) => work(createStores(access))),
    spends: translatedSpends(engine.createSpends(realmId)),
    traces: createTraceStore(unitOfWork.access),
    usage: createUsageStore(unitOfWork.access),
    onForeignChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    check: () => translated(() => engine.check()),
    sweep: (at) => sweep(unitOfWork.access, at),
    close: once(async () => {
      await watch.stop();
      await engine.close();
    }),
  };
}

function translatedSpends(spends: Spends): Spends {
  return {
    redeemAuthorizationCode: (spend) => translated(() => spends.redeemAuthorizationCode(spend)),
    rotateRefreshToken: (spend) => translated(() => spends.rotateRefreshToken(spend)),
    spendClientAssertion: (spend) => translated(() => spends.spendClientAssertion(spend)),
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
