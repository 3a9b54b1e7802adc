/**
 * Prisma's adapter for better-sqlite3 with transactions that are safe beside other processes. Prisma's own begins
 * deferred, so a transaction that reads and then writes can fail half-way (SQLITE_BUSY_SNAPSHOT), and it forgets a
 * transaction whose COMMIT failed: it stays open, and everything after it is written into it and lost (prisma/orm
 * 29933). Here a transaction takes the write lock first, and one that can't commit is rolled back.
 */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils';

export interface SqliteAdapterOptions {
  /** Path of the database file. */
  file: string;
  busyTimeoutMilliseconds: number;
  /** Run on the new connection. */
  pragmas: string;
}

/**
 * The adapter of one file, for one client of Prisma's, which takes more memory than many a small database. It has two
 * connections, so that readers do not see what a unit of work has not committed: one that can only read, and one for
 * transactions and statements that write.
 */
export function createSqliteAdapter(options: SqliteAdapterOptions): SqlDriverAdapterFactory {
  const factory = new PrismaBetterSqlite3(
    { url: options.file, timeout: options.busyTimeoutMilliseconds },
    { timestampFormat: 'unixepoch-ms' },
  );
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const open = async (pragmas: string) => {
        const connection = await factory.connect();
        await connection.executeScript(pragmas);
        return connection;
      };
      const writer = await open(options.pragmas);
      const reader = await open(`${options.pragmas} PRAGMA query_only = ON;`);
      return withTwoConnections(reader, writer, Math.ceil(leastWaitMilliseconds / options.busyTimeoutMilliseconds));
    },
  };
}

/**
 * What a transaction waits for the write lock at least. Each try waits for the busy timeout, in which this process
 * stands still; between tries it goes on with other things. More than one is for first starts, when several processes
 * make schema, keys and administrator at once.
 */
const leastWaitMilliseconds = 4000;

/** What returns rows and writes all the same; a write that is none of these fails at the connection that only reads. */
const writing = /^\s*(?:INSERT|UPDATE|DELETE)\b/i;

function withTwoConnections(reader: SqlDriverAdapter, writer: SqlDriverAdapter, beginTries: number): SqlDriverAdapter {
  return {
    provider: writer.provider,
    adapterName: writer.adapterName,
    queryRaw: (query) => (writing.test(query.sql) ? writer : reader).queryRaw(query),
    executeRaw: (query) => writer.executeRaw(query),
    executeScript: (script) => writer.executeScript(script),
    async dispose() {
      await reader.dispose();
      await writer.dispose();
    },
    startTransaction: () => begin(writer, beginTries),
  };
}

async function beginPatiently(begin: () => Promise<void>, tries: number): Promise<void> {
  try {
    await begin();
  } catch (error) {
    if (tries <= 1 || !hasTimedOut(error)) throw error;
    await new Promise((resume) => setTimeout(resume, 20));
    await beginPatiently(begin, tries - 1);
  }
}

/** The driver's word for a file that another process keeps locked. */
function hasTimedOut(error: unknown): boolean {
  const cause = (error as { cause?: { kind?: unknown } } | undefined)?.cause;
  return cause?.kind === 'SocketTimeout';
}

async function begin(connection: SqlDriverAdapter, tries: number): Promise<Transaction> {
  const run = async (sql: string) => {
    await connection.executeRaw({ sql, args: [], argTypes: [] });
  };
  await beginPatiently(() => run('BEGIN IMMEDIATE'), tries);
  return {
    provider: connection.provider,
    adapterName: connection.adapterName,
    // With "phantom" queries Prisma leaves COMMIT and ROLLBACK to these two methods.
    options: { usePhantomQuery: true },
    queryRaw: (query) => connection.queryRaw(query),
    executeRaw: (query) => connection.executeRaw(query),
    async commit() {
      try {
        await run('COMMIT');
      } catch (error) {
        await run('ROLLBACK').catch(() => undefined);
        throw error;
      }
    },
    rollback: () => run('ROLLBACK'),
    createSavepoint: (name) => run(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => run(`ROLLBACK TO ${name}`),
    releaseSavepoint: (name) => run(`RELEASE SAVEPOINT ${name}`),
  };
}
