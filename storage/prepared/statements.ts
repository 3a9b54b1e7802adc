/**
 * The few statements of every token request, prepared by the database's own driver. What Prisma does around a query
 * costs many times what the database does; here it would be most of the work. Everything else goes through Prisma.
 */
export interface Statement {
  /** Unique among all of ours: on PostgreSQL the connection remembers the plan under it. */
  name: string;
  /** SQL that both databases understand, with the parameters `$1`, `$2` ... */
  text: string;
}

export type Value = string | number | Date | null;
export type Row = Record<string, unknown>;

export interface PreparedStatements {
  /** The first row of what is committed; undefined when there is none. */
  first(statement: Statement, values: Value[]): Promise<Row | undefined>;
  /** Runs one statement that writes; returns how many rows it changed, once that is committed. */
  write(statement: Statement, values: Value[]): Promise<number>;
  /** The rows of a subquery as a JSON list of lists, in the words of this database. */
  jsonRows(columns: string): string;
}
