/** Counters of attempts, counted by the database itself. */
import type { AttemptStore } from '@/identity/ports';
import type { Access } from './access';
import { within } from './access';

export function createAttemptStore(access: Access): AttemptStore {
  const identified = (key: string) => ({ realmId_key: within(access, { key }) });
  return {
    async add(key, at, windowSeconds) {
      const { realmId } = within(access, { key, at });
      const windowEndsAt = new Date(at.getTime() + windowSeconds * 1000);
      // One statement, so that parallel attempts are all counted. It is the same in both databases.
      const rows = await access.write(
        (db) => db.$queryRaw<{ count: number; window_ends_at: Date | number | string }[]>`
          INSERT INTO attempt_counter (realm_id, key, count, last_at, window_ends_at)
          VALUES (${realmId}, ${key}, 1, ${at}, ${windowEndsAt})
          ON CONFLICT (realm_id, key) DO UPDATE SET
            count = CASE WHEN attempt_counter.window_ends_at <= excluded.last_at THEN 1 ELSE attempt_counter.count + 1 END,
            window_ends_at = CASE WHEN attempt_counter.window_ends_at <= excluded.last_at
              THEN excluded.window_ends_at ELSE attempt_counter.window_ends_at END,
            last_at = excluded.last_at
          RETURNING count, window_ends_at`,
      );
      const row = rows[0];
      return row
        ? { count: Number(row.count), windowEndsAt: new Date(row.window_ends_at) }
        : { count: 1, windowEndsAt };
    },
    async find(key) {
      const row = await access.read((db) => db.attemptCounter.findUnique({ where: identified(key) }));
      return row ? { count: row.count, lastAt: row.lastAt, windowEndsAt: row.windowEndsAt } : undefined;
    },
    async clear(key) {
      const where = within(access, { key });
      await access.write((db) => db.attemptCounter.deleteMany({ where }));
    },
  };
}
