/** Prepared statements on PostgreSQL: each connection of the pool plans a statement once and remembers it by its name. */
import type pg from 'pg';
import type { PreparedStatements, Row } from '../prepared/statements';
import { cleanText } from './text';

/** Each call holds a connection for one round trip. */
export function createPostgresqlPrepared(pool: pg.Pool): PreparedStatements {
  return {
    async first(statement, values) {
      const { rows } = await pool.query<Row>({ ...statement, values: values.map(cleanText) });
      return rows[0];
    },
    async write(statement, values) {
      const { rowCount } = await pool.query({ ...statement, values: values.map(cleanText) });
      return rowCount ?? 0;
    },
    jsonRows: (columns) => `coalesce(json_agg(json_build_array(${columns})), '[]')`,
  };
}
