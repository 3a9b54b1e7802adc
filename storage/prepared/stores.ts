/** The stores for single calls: where a prepared statement answers, it stands before Prisma's. */
import type { AllStores } from '../storage';
import { createPreparedAccessTokens } from './access-tokens';
import { createPreparedDeviceCodes } from './device-codes';
import { createPreparedGrantedLookup } from './granted';
import type { PreparedStatements } from './statements';

/** The same stores, some of whose calls take the short way. Not for units of work, which have a connection of their own. */
export function withPrepared(stores: AllStores, prepared: PreparedStatements, realmId: string): AllStores {
  const { opaqueAccessTokens, deniedAccessTokens } = createPreparedAccessTokens(prepared, realmId);
  return {
    ...stores,
    granted: createPreparedGrantedLookup(prepared, realmId),
    deviceCodes: { ...stores.deviceCodes, ...createPreparedDeviceCodes(prepared, realmId) },
    opaqueAccessTokens: { ...stores.opaqueAccessTokens, ...opaqueAccessTokens },
    deniedAccessTokens: { ...stores.deniedAccessTokens, ...deniedAccessTokens },
  };
}
