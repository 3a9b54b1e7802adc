/** Device codes on Maps. */
import type { DeviceCode, DeviceCodeStore } from '@/protocol/ports';
import { pollAt } from '../device-poll';
import { assertPrimitives } from '../query-values';
import { assertPresent, insert, updateWhere } from './rows';
import type { MemoryAccess } from './state';

export function createDeviceCodeStore({ read, write }: MemoryAccess): DeviceCodeStore {
  const change = (matches: (code: DeviceCode) => boolean, members: Partial<DeviceCode>) =>
    write(({ deviceCodes }) => updateWhere(deviceCodes, matches, members) === 1);
  const isUndecided = ({ decision, expiresAt }: DeviceCode, at: Date) => decision === null && expiresAt > at;
  return {
    create: (code) =>
      write(({ authorizations, deviceCodes }) => {
        assertPresent(authorizations, code.authorizationId);
        insert(deviceCodes, code.hash, code, { userCodeHash: undefined });
      }),
    find: (hash) =>
      read(({ deviceCodes }) => {
        assertPrimitives({ hash });
        return deviceCodes.get(hash);
      }),
    claim: (userCodeHash, pendingRequestId, at) =>
      write(({ deviceCodes }) => {
        const isFree = (code: DeviceCode) =>
          code.userCodeHash === userCodeHash &&
          isUndecided(code, at) &&
          (code.claimedBy === null || code.claimedBy === pendingRequestId);
        if (updateWhere(deviceCodes, isFree, { claimedBy: pendingRequestId }) === 0) return undefined;
        return [...deviceCodes.values()].find((code) => code.userCodeHash === userCodeHash);
      }),
    decide: (hash, by, decision, at) =>
      change((code) => code.hash === hash && code.claimedBy === by && isUndecided(code, at), decision),
    poll: ({ hash }, at) =>
      write(({ deviceCodes }) => {
        const code = deviceCodes.get(hash);
        if (code === undefined) return 'in-time';
        const { outcome, change: members } = pollAt(code, at);
        deviceCodes.set(hash, { ...code, ...members });
        return outcome;
      }),
    consume: (hash, at) =>
      write(({ authorizations, deviceCodes }) => {
        const isRedeemable = ({ decision, consumedAt, expiresAt, authorizationId, ...code }: DeviceCode) =>
          code.hash === hash &&
          decision === 'approved' &&
          consumedAt === null &&
          expiresAt > at &&
          authorizations.get(authorizationId ?? '')?.revokedAt === null;
        return updateWhere(deviceCodes, isRedeemable, { consumedAt: at }) === 1;
      }),
  };
}
