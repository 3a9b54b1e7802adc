/** A database of its own for each instance: a SQLite file in its data folder, or one on a throwaway PostgreSQL. */
import { startTestPostgres } from '@/scripts/test-postgres.mjs';

export const databaseKinds = ['sqlite', 'postgresql'] as const;
export type DatabaseKind = (typeof databaseKinds)[number];

/** The kind that `GATEHOUSE_E2E_DATABASE` names; SQLite when it names none. Throws when it names something else. */
export function chosenDatabase(): DatabaseKind {
  const named = process.env.GATEHOUSE_E2E_DATABASE ?? 'sqlite';
  const kind = databaseKinds.find((one) => one === named);
  if (kind === undefined)
    throw new Error(`GATEHOUSE_E2E_DATABASE is ${named}: it must be ${databaseKinds.join(' or ')}`);
  return kind;
}

type Cluster = Awaited<ReturnType<typeof startTestPostgres>>;
let cluster: Promise<Cluster> | undefined;

/** The URL of an empty PostgreSQL database. The first call starts the one cluster of this process. */
export async function createPostgresDatabase(): Promise<string> {
  cluster ??= startTestPostgres();
  return (await cluster).createDatabase();
}

/** Ends the cluster, if one was started. */
export async function stopPostgres(): Promise<void> {
  const started = cluster;
  cluster = undefined;
  await (await started)?.stop();
}
