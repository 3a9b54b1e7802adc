/** Device codes, by their hash: claimed, decided and consumed by guarded statements. */
import type { DeviceCode, DeviceCodeStore } from '@/protocol/ports';
import { pollUntilNoted } from '../device-poll';
import type { Access, Queries } from './access';
import { within } from './access';
import { joinWords, splitWords } from './columns';
import type { DeviceCode as DeviceCodeRow } from './generated/sqlite/client';

export function createDeviceCodeStore(access: Access): DeviceCodeStore {
  const find = async (db: Queries, hash: string) => {
    const row = await db.deviceCode.findUnique({ where: { realmId_hash: within(access, { hash }) } });
    return row ? toDeviceCode(row) : undefined;
  };
  const undecided = (at: Date) => ({ decision: null, expiresAt: { gt: at } });
  return {
    async create({ requestedScopes, resources, ...columns }) {
      const lists = { requestedScopes: joinWords(requestedScopes), resources: joinWords(resources) };
      await access.write((db) => db.deviceCode.create({ data: { realmId: access.realmId, ...columns, ...lists } }));
    },
    find: (hash) => access.read((db) => find(db, hash)),
    async claim(userCodeHash, pendingRequestId, at) {
      const realm = within(access, { userCodeHash, pendingRequestId });
      const mine = { realmId: realm.realmId, userCodeHash, ...undecided(at) };
      return access.together(async (db) => {
        const where = { ...mine, OR: [{ claimedBy: null }, { claimedBy: pendingRequestId }] };
        const { count } = await db.deviceCode.updateMany({ where, data: { claimedBy: pendingRequestId } });
        const row = count === 1 ? await db.deviceCode.findFirst({ where: mine }) : null;
        return row ? toDeviceCode(row) : undefined;
      });
    },
    async decide(hash, by, decision, at) {
      const where = { ...within(access, { hash, claimedBy: by }), ...undecided(at) };
      const { count } = await access.write((db) => db.deviceCode.updateMany({ where, data: decision }));
      return count === 1;
    },
    poll: (found, at) =>
      pollUntilNoted(found, at, {
        find: (each) => access.read((db) => find(db, each)),
        async note({ intervalSeconds, lastPolledAt }, data) {
          const where = { ...within(access, { hash: found.hash }), intervalSeconds, lastPolledAt };
          return (await access.write((db) => db.deviceCode.updateMany({ where, data }))).count === 1;
        },
      }),
    async consume(hash, at) {
      const approved = { decision: 'approved', consumedAt: null, authorization: { is: { revokedAt: null } } };
      const where = { ...within(access, { hash }), ...approved, expiresAt: { gt: at } };
      const { count } = await access.write((db) => db.deviceCode.updateMany({ where, data: { consumedAt: at } }));
      return count === 1;
    },
  };
}

function toDeviceCode({ realmId: _, ...row }: DeviceCodeRow): DeviceCode {
  return {
    ...row,
    requestedScopes: splitWords(row.requestedScopes),
    resources: splitWords(row.resources),
    decision: row.decision as DeviceCode['decision'],
  };
}
