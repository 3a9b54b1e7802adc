/** Prepared statements on PostgreSQL: each connection of the pool plans a statement once and remembers it by its name. */
import type pg from 'pg';
import type { PreparedStatements, Row, Statement, Value } from '../prepared/statements';
import { askedRows, askedTable, fromAsked, typeOf } from './asked';
import { createGrouped, isRefusedStatement } from './grouped';
import { cleanText } from './text';

type Look = (values: Value[]) => Promise<Row | undefined>;

/** Looks that are made in one turn share a round trip; a write has its own. */
export function createPostgresqlPrepared(pool: pg.Pool): PreparedStatements {
  const looks = new Map<Statement, Look>();
  const prepare = (statement: Statement): Look => {
    const look = createGrouped((sets: Value[][]) => lookTogether(pool, statement, sets), isRefusedStatement);
    looks.set(statement, look);
    return look;
  };
  return {
    first: (statement, values) => (looks.get(statement) ?? prepare(statement))(values),
    async write(statement, values) {
      const { rowCount } = await pool.query({ ...statement, values: values.map(cleanText) });
      return rowCount ?? 0;
    },
    jsonRows: (columns) => `coalesce(json_agg(json_build_array(${columns})), '[]')`,
  };
}

/** The first row for each set of values, none of which is null. */
async function lookTogether(
  pool: pg.Pool,
  { name, text }: Statement,
  sets: Value[][],
): Promise<Array<Row | undefined>> {
  const [types = []] = sets.map((set) => set.map(typeOf));
  const { rows } = await pool.query<Row>({
    name,
    text: `SELECT asked.number, found.* FROM ${askedTable(types)}
      CROSS JOIN LATERAL (${fromAsked(text)} LIMIT 1) AS found`,
    values: [askedRows(sets)],
  });
  const found = new Map(rows.map((row) => [Number(row.number), row]));
  return sets.map((_set, index) => found.get(index + 1));
}
