/** The poll of a device, by prepared statements: most of them find that nothing was decided yet. */
import type { DeviceCode, DeviceCodeStore } from '@/protocol/ports';
import { pollUntilNoted } from '../device-poll';
import { translated } from '../failure';
import type * as rows from '../prisma/generated/sqlite/client';
import { assertPrimitives } from '../query-values';
import type { Columns } from './columns';
import { select } from './columns';
import type { PreparedStatements } from './statements';

const code = select('code', {
  ...{ hash: 'plain', userCodeHash: 'plain', clientId: 'plain', requestedScopes: 'words', resources: 'words' },
  ...{ intervalSeconds: 'plain', lastPolledAt: 'time', claimedBy: 'plain', decision: 'plain' },
  ...{ authorizationId: 'plain', createdAt: 'time', expiresAt: 'time', consumedAt: 'time', traceId: 'plain' },
} satisfies Columns<rows.DeviceCode>);

const findCode = {
  name: 'gatehouse-find-device-code',
  text: `SELECT ${code.list} FROM device_code AS code WHERE code.realm_id = $1 AND code.hash = $2`,
};

/** Changes only the row that was read: of parallel polls one finds it as it was. */
const notePoll = {
  name: 'gatehouse-note-poll',
  text: `UPDATE device_code SET interval_seconds = $3, last_polled_at = $4 WHERE realm_id = $1 AND hash = $2
    AND interval_seconds = $5 AND last_polled_at IS NOT DISTINCT FROM $6`,
};

/** What a device that waits asks for; the rest of the store goes through Prisma. */
export function createPreparedDeviceCodes(
  prepared: PreparedStatements,
  realmId: string,
): Pick<DeviceCodeStore, 'find' | 'poll'> {
  const find = async (hash: string): Promise<DeviceCode | undefined> => {
    assertPrimitives({ hash });
    const row = await translated(() => prepared.first(findCode, [realmId, hash]));
    return row && (code.read(row) as unknown as DeviceCode);
  };
  return {
    find,
    poll: (found, at) =>
      pollUntilNoted(found, at, {
        find,
        async note(before, after) {
          const change = [after.intervalSeconds, after.lastPolledAt, before.intervalSeconds, before.lastPolledAt];
          return (await translated(() => prepared.write(notePoll, [realmId, found.hash, ...change]))) === 1;
        },
      }),
  };
}
