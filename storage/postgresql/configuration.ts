/** What a `postgresql://` URL means for the driver. */
import type pg from 'pg';
import { storageFailure } from '../failure';

export interface PostgresqlConfiguration {
  client: pg.ClientConfig;
  poolSize: number;
  schema: string | undefined;
}

const defaultPoolSize = 10;

/** Understands libpq's parameters, and Prisma's `schema` and `connection_limit`. Throws `invalid-database-url`. */
export function toConfiguration(databaseUrl: string): PostgresqlConfiguration {
  const url = parse(databaseUrl);
  const take = (name: string) => {
    const value = url.searchParams.get(name) ?? undefined;
    url.searchParams.delete(name);
    return value;
  };
  const schema = take('schema');
  const poolSize = Number(take('connection_limit') ?? defaultPoolSize);
  const options = [
    take('options'),
    // Prisma's adapter writes times without a zone and ignores the zone of those that it reads.
    '-c TimeZone=UTC',
    // Nothing that a request asks is worth compiling.
    '-c jit=off',
    schema && `-c search_path=${JSON.stringify(schema).replaceAll(' ', '\\ ')}`,
  ];
  if (!Number.isInteger(poolSize) || poolSize < 1) {
    throw storageFailure('invalid-database-url', 'connection_limit in DATABASE_URL must be a positive number.');
  }
  const client = {
    connectionString: url.href,
    options: options.filter(Boolean).join(' '),
    application_name: 'gatehouse',
    keepAlive: true,
    connectionTimeoutMillis: 3000,
    statement_timeout: 10_000,
    lock_timeout: 5000,
    idle_in_transaction_session_timeout: 15_000,
  };
  return { client, poolSize, schema };
}

function parse(databaseUrl: string): URL {
  try {
    return new URL(databaseUrl);
  } catch {
    throw storageFailure('invalid-database-url', 'DATABASE_URL is not a valid postgresql:// URL.');
  }
}
