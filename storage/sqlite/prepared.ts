/** Prepared statements on SQLite. Reads see what is committed: writes on this connection begin and end in one step. */
import type Database from 'better-sqlite3';
import type { PreparedStatements, Row, Statement, Value } from '../prepared/statements';
import type { CommitTogether } from './commit-together';

interface Prepared {
  statement: Database.Statement<unknown[], Row>;
  /** Which value each of its question marks stands for. */
  order: number[];
}

/** Prepares each statement once, on first use. */
export function createSqlitePrepared(database: Database.Database, commitTogether: CommitTogether): PreparedStatements {
  const known = new Map<Statement, Prepared>();
  const prepare = (statement: Statement): Prepared => {
    const order: number[] = [];
    const text = statement.text.replace(/\$(\d+)/g, (_, number: string) => {
      order.push(Number(number) - 1);
      return '?';
    });
    const prepared = { statement: database.prepare<unknown[], Row>(text), order };
    known.set(statement, prepared);
    return prepared;
  };
  const bind = (statement: Statement, values: Value[]) => {
    const { statement: prepared, order } = known.get(statement) ?? prepare(statement);
    return { prepared, parameters: order.map((index) => toColumn(values[index] ?? null)) };
  };
  return {
    async first(statement, values) {
      const { prepared, parameters } = bind(statement, values);
      return prepared.get(...parameters);
    },
    write(statement, values) {
      const { prepared, parameters } = bind(statement, values);
      return commitTogether(() => prepared.run(...parameters).changes);
    },
    jsonRows: (columns) => `json_group_array(json_array(${columns}))`,
  };
}

/** Times are integer milliseconds, as Prisma's adapter writes them. */
export function toColumn<T>(value: T | Date): T | number {
  return value instanceof Date ? value.getTime() : value;
}
