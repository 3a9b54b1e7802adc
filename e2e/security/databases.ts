/** Databases of a test's own, and a look into one past the product. */
import { randomBytes } from 'node:crypto';
import { queryDatabase } from '@/scripts/test-query.mjs';
import type { Instance, InstanceOptions } from '../harness/instance';
import { createInstance } from '../harness/instance';
import type { DatabaseKind } from '../harness/test-database';
import type { SiteData } from './site';

type Place = Pick<SiteData, 'env' | 'dataDir'>;

/** Where the rows of an instance are. */
export const databaseUrl = ({ env, dataDir }: Place) => env.DATABASE_URL ?? `file:${dataDir}/gatehouse.db`;

/** Runs one statement in the database of an instance, and returns its rows. */
export function query(place: Place, statement: string): Promise<Record<string, unknown>[]> {
  return queryDatabase(databaseUrl(place), statement);
}

/** An instance on an empty database of this kind, not started yet; on PostgreSQL it is beside the shared one. */
export async function createEmptyInstance(
  kind: DatabaseKind,
  shared: Place,
  options: InstanceOptions = {},
): Promise<Instance> {
  if (kind === 'sqlite') return createInstance({ ...options, database: 'sqlite' });
  const env = { ...(await postgresqlEnvironment(shared)), ...options.env };
  return createInstance({ ...options, database: 'sqlite', env });
}

/** What names an empty PostgreSQL database beside the shared one. */
export async function postgresqlEnvironment(
  shared: Place,
): Promise<{ DATABASE_URL: string; GATEHOUSE_SECRET: string }> {
  const url = new URL(databaseUrl(shared));
  const name = `security_${randomBytes(8).toString('hex')}`;
  await queryDatabase(url.href, `CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  return { DATABASE_URL: url.href, GATEHOUSE_SECRET: randomBytes(32).toString('base64url') };
}
