/** Prisma's adapter for pg over our pool, without the characters that PostgreSQL does not take. */
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapterFactory, SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils';
import type pg from 'pg';
import { cleanJson, cleanText } from './text';

/** The adapter of one pool, which stays its caller's to close. */
export function createPostgresqlAdapter(pool: pg.Pool, schema: string | undefined): SqlDriverAdapterFactory {
  const factory = new PrismaPg(pool, schema === undefined ? {} : { schema });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const connection = await factory.connect();
      return {
        ...cleaned(connection),
        executeScript: (script) => connection.executeScript(script),
        getConnectionInfo: () => connection.getConnectionInfo(),
        dispose: () => connection.dispose(),
        async startTransaction(isolationLevel) {
          const transaction = await connection.startTransaction(isolationLevel);
          return {
            ...cleaned(transaction),
            options: transaction.options,
            commit: () => transaction.commit(),
            rollback: () => transaction.rollback(),
          };
        },
      };
    },
  };
}

function cleaned(queryable: SqlQueryable): SqlQueryable {
  return {
    provider: queryable.provider,
    adapterName: queryable.adapterName,
    queryRaw: (query) => queryable.queryRaw(clean(query)),
    executeRaw: (query) => queryable.executeRaw(clean(query)),
  };
}

function clean(query: SqlQuery): SqlQuery {
  const cleanArgument = (argument: unknown, index: number) =>
    query.argTypes[index]?.scalarType === 'json' ? cleanJson(argument) : cleanText(argument);
  return { ...query, args: query.args.map(cleanArgument) };
}
