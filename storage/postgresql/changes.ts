/** Learns of other processes' changes on PostgreSQL, by LISTEN on a connection of its own. */
import pg from 'pg';
import type { ChangeWatch } from '../engine';

export const channel = 'gatehouse_change';
const everyMilliseconds = 2000;

/**
 * `origin` names this process, so that it does not hear itself. Every two seconds the connection is tried and, when it
 * is gone, made anew; since announcements may have been missed then, that counts as a change.
 */
export async function watchPostgresql(
  config: pg.ClientConfig,
  { realmId, origin }: { realmId: string; origin: string },
  onForeignChange: () => void,
): Promise<ChangeWatch> {
  let client: pg.Client | undefined;
  let stopped = false;

  const listen = async () => {
    const connection = new pg.Client({ ...config, query_timeout: everyMilliseconds });
    connection.on('error', () => {});
    connection.on('notification', ({ payload }) => {
      const [realm, sender] = (payload ?? '').split(' ');
      if (realm === realmId && sender !== origin) onForeignChange();
    });
    try {
      await connection.connect();
      await connection.query(`LISTEN ${channel}`);
    } catch (error) {
      await connection.end().catch(() => undefined);
      throw error;
    }
    if (stopped) await connection.end();
    else client = connection;
  };

  const tend = async () => {
    try {
      if (client) return await client.query('SELECT 1');
      await listen();
      onForeignChange();
    } catch {
      await client?.end().catch(() => undefined);
      client = undefined;
    }
  };

  await listen();
  let tending: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    tending ??= tend().finally(() => (tending = undefined));
  }, everyMilliseconds);
  timer.unref();

  return {
    sawOwnChange: () => {},
    async stop() {
      stopped = true;
      clearInterval(timer);
      await tending;
      await client?.end().catch(() => undefined);
    },
  };
}
