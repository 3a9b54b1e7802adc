/**
 * Statistics of tables that grow from nothing. A prepared statement keeps its plan, and the plan that PostgreSQL makes of an
 * empty table reads every row of the realm once there are some: all indexes begin with the realm, and look alike until then.
 * PostgreSQL notices by itself, but only after a minute; new statistics make all plans anew, in every process.
 */
import type pg from 'pg';

const everyMilliseconds = 2000;

/** Small enough that looking through it takes milliseconds, and doubled since; from there on it is left to PostgreSQL. */
const grown = `
  SELECT table_stat.relid::regclass::text AS name
  FROM pg_stat_user_tables AS table_stat JOIN pg_class ON pg_class.oid = table_stat.relid
  WHERE table_stat.schemaname = current_schema() AND pg_class.reltuples < 10000
    AND table_stat.n_mod_since_analyze > greatest(50, pg_class.reltuples)`;

/** Looks every two seconds until it is told to stop. Best effort: a look that fails is followed by the next. */
export function watchYoungTables(pool: Pick<pg.Pool, 'query'>): () => void {
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    await analyzeGrown(pool).catch(() => undefined);
    isLooking = false;
  };
  const timer = setInterval(() => void look(), everyMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}

async function analyzeGrown(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(grown);
  // The name is quoted by PostgreSQL; of processes that see it at once, one does it.
  for (const { name } of rows) await pool.query(`ANALYZE (SKIP_LOCKED) ${name}`);
}
