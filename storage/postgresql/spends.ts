/**
 * The hot spends on PostgreSQL: one prepared statement for all that come together, which consumes only what is unconsumed,
 * unexpired and not revoked, and inserts what each yields only where it consumed. Of parallel callers the row lock, or
 * within one statement the update itself, lets one through.
 */
import type pg from 'pg';
import type { RefreshReplay, Spends } from '@/protocol/ports';
import { toRefreshReplay } from '../prisma/refresh-tokens';
import { spendOutcome } from '../spend-outcome';
import type { TokenRow } from '../token-rows';
import { tokenColumns, tokenRows } from '../token-rows';
import type { ParameterType } from './asked';
import { askedRows, askedTable, fromAsked } from './asked';
import { createGrouped, isRefusedStatement } from './grouped';
import { cleanText } from './text';

interface SpendableRow {
  consumed: boolean;
  revoked: boolean;
  expires_at: Date;
  fingerprint?: string | null;
  sealed_answer?: string | null;
  replay_until?: Date | null;
}

interface Statement {
  name: string;
  text: string;
}
type Value = string | Date | null;

/** The spends of one realm; each holds a connection of the pool for a statement or two. */
export function createPostgresqlSpends(pool: pg.Pool, realmId: string): Spends {
  const run = (statement: Statement, values: Value[]) =>
    pool.query<SpendableRow>({ ...statement, values: values.map(cleanText) });

  const kinds = new Map<string, (values: Value[]) => Promise<boolean>>();
  /** True when this one was spent. */
  const spend = (consume: Consume, values: Value[], yielded: TokenRow[]) => {
    const name = [consume.name, ...yielded.map(({ table }) => table)].join('-');
    let together = kinds.get(name);
    if (together === undefined) {
      const statement = mintAfter(name, consume, yielded);
      together = createGrouped((sets: Value[][]) => spendTogether(pool, statement, sets), isRefusedStatement);
      kinds.set(name, together);
    }
    return together([...values, ...yielded.flatMap((row) => row.values)]);
  };

  /** Asked only by those who could not spend, so in a new snapshot: what they waited for is committed. */
  const whyNot = async (statement: Statement, hash: string, at: Date) => {
    const { rows } = await run(statement, [realmId, hash]);
    const row = rows[0];
    const outcome = spendOutcome(
      row && { consumed: row.consumed, revoked: row.revoked, expiresAt: row.expires_at },
      at,
    );
    return { outcome: outcome === 'already-consumed' ? outcome : ('unusable' as const), row };
  };

  return {
    async redeemAuthorizationCode({ hash, at, refreshToken, accessToken }) {
      const isSpent = await spend(redeem, [realmId, hash, at], tokenRows(realmId, refreshToken, accessToken));
      return isSpent ? 'spent' : (await whyNot(findCode, hash, at)).outcome;
    },
    async rotateRefreshToken({ hash, at, successor, accessToken, replay }) {
      const { fingerprint, sealedAnswer, until } = replay ?? { fingerprint: null, sealedAnswer: null, until: null };
      const values = [realmId, hash, at, fingerprint, sealedAnswer, until];
      const isSpent = await spend(rotate, values, tokenRows(realmId, successor, accessToken));
      if (isSpent) return { outcome: 'spent' };
      const { outcome, row } = await whyNot(findToken, hash, at);
      return outcome === 'already-consumed' ? { outcome, replay: toReplay(row) } : { outcome };
    },
    async spendClientAssertion({ hash, expiresAt }) {
      const { rowCount } = await run(rememberAssertion, [realmId, hash, expiresAt]);
      return rowCount === 1 ? 'spent' : 'already-consumed';
    },
  };
}

function toReplay(row: SpendableRow | undefined): RefreshReplay | null {
  return toRefreshReplay(row?.fingerprint ?? null, row?.sealed_answer ?? null, row?.replay_until ?? null);
}

// The authorization of the row that is called "it".
const granted = 'granted.realm_id = it.realm_id AND granted.id = it.authorization_id';

/** What consumes, with `$1`, `$2` ... for the parameters of each, of the types that are named. */
interface Consume extends Statement {
  types: readonly ParameterType[];
}

const redeem: Consume = {
  name: 'gatehouse-redeem',
  types: ['text', 'text', 'timestamptz'],
  text: `UPDATE authorization_code AS it SET consumed_at = $3 FROM asked, "authorization" AS granted
  WHERE it.realm_id = $1 AND it.hash = $2 AND it.consumed_at IS NULL AND it.expires_at > $3
    AND ${granted} AND granted.revoked_at IS NULL`,
};

const rotate: Consume = {
  name: 'gatehouse-rotate',
  types: ['text', 'text', 'timestamptz', 'text', 'text', 'timestamptz'],
  text: `UPDATE refresh_token AS it
  SET consumed_at = $3, replay_fingerprint = $4, replay_sealed_answer = $5, replay_until = $6
  FROM asked, "authorization" AS granted
  WHERE it.realm_id = $1 AND it.hash = $2 AND it.consumed_at IS NULL
    AND it.expires_at > $3 AND it.absolute_expires_at > $3
    AND ${granted} AND granted.revoked_at IS NULL`,
};

/** A row that several ask for is updated for one of them, whose number comes back; the others' rows are not inserted. */
function mintAfter(name: string, consume: Consume, rows: TokenRow[]): Statement {
  const types = [...consume.types];
  const inserts = rows.map(({ table }, index) => {
    const columns = tokenColumns[table];
    const values = columns.map((column) => {
      types.push(/_at$|_until$/.test(column) ? 'timestamptz' : 'text');
      return `asked.p${types.length}`;
    });
    return `, minted${index} AS (INSERT INTO ${table} (${columns.join(', ')})
      SELECT ${values.join(', ')} FROM asked JOIN spent ON spent.number = asked.number)`;
  });
  const text = `WITH asked AS MATERIALIZED (SELECT * FROM ${askedTable(types)}),
    spent AS (${fromAsked(consume.text)} RETURNING asked.number)${inserts.join('')} SELECT number FROM spent`;
  return { name, text };
}

async function spendTogether(pool: pg.Pool, statement: Statement, sets: Value[][]): Promise<boolean[]> {
  const { rows } = await pool.query<{ number: string }>({ ...statement, values: [askedRows(sets)] });
  const spent = new Set(rows.map(({ number }) => Number(number)));
  return sets.map((_set, index) => spent.has(index + 1));
}

const rememberAssertion = {
  name: 'gatehouse-remember-assertion',
  text: `INSERT INTO used_client_assertion (realm_id, hash, expires_at) VALUES ($1, $2, $3::timestamptz)
    ON CONFLICT DO NOTHING`,
};

const findCode = {
  name: 'gatehouse-find-code',
  text: `SELECT it.consumed_at IS NOT NULL AS consumed, granted.revoked_at IS NOT NULL AS revoked, it.expires_at
    FROM authorization_code AS it JOIN "authorization" AS granted ON ${granted}
    WHERE it.realm_id = $1 AND it.hash = $2`,
};
const findToken = {
  name: 'gatehouse-find-token',
  text: `SELECT it.consumed_at IS NOT NULL AS consumed, granted.revoked_at IS NOT NULL AS revoked,
      least(it.expires_at, it.absolute_expires_at) AS expires_at, it.replay_fingerprint AS fingerprint,
      it.replay_sealed_answer AS sealed_answer, it.replay_until
    FROM refresh_token AS it JOIN "authorization" AS granted ON ${granted}
    WHERE it.realm_id = $1 AND it.hash = $2`,
};
