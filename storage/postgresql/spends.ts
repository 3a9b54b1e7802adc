/**
 * The hot spends on PostgreSQL: one prepared statement each, which consumes only what is unconsumed, unexpired and not
 * revoked, and inserts what it yields only when it consumed. Of parallel callers the row lock lets one through.
 */
import type pg from 'pg';
import type { RefreshReplay, Spends } from '@/protocol/ports';
import { toRefreshReplay } from '../prisma/refresh-tokens';
import { spendOutcome } from '../spend-outcome';
import type { TokenRow } from '../token-rows';
import { tokenColumns, tokenRows } from '../token-rows';
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

  const spend = (consume: Statement, values: Value[], yielded: TokenRow[]) =>
    run(mintAfter(consume, values.length, yielded), [...values, ...yielded.flatMap((row) => row.values)]);

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
      const { rowCount } = await spend(redeem, [realmId, hash, at], tokenRows(realmId, refreshToken, accessToken));
      return rowCount === 1 ? 'spent' : (await whyNot(findCode, hash, at)).outcome;
    },
    async rotateRefreshToken({ hash, at, successor, accessToken, replay }) {
      const { fingerprint, sealedAnswer, until } = replay ?? { fingerprint: null, sealedAnswer: null, until: null };
      const values = [realmId, hash, at, fingerprint, sealedAnswer, until];
      const { rowCount } = await spend(rotate, values, tokenRows(realmId, successor, accessToken));
      if (rowCount === 1) return { outcome: 'spent' };
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

const consumeCode = `
  UPDATE authorization_code AS it SET consumed_at = $3 FROM "authorization" AS granted
  WHERE it.realm_id = $1 AND it.hash = $2 AND it.consumed_at IS NULL AND it.expires_at > $3
    AND ${granted} AND granted.revoked_at IS NULL
  RETURNING 1`;

const consumeToken = `
  UPDATE refresh_token AS it
  SET consumed_at = $3, replay_fingerprint = $4, replay_sealed_answer = $5, replay_until = $6
  FROM "authorization" AS granted
  WHERE it.realm_id = $1 AND it.hash = $2 AND it.consumed_at IS NULL
    AND it.expires_at > $3 AND it.absolute_expires_at > $3
    AND ${granted} AND granted.revoked_at IS NULL
  RETURNING 1`;

const redeem = { name: 'gatehouse-redeem', text: consumeCode };
const rotate = { name: 'gatehouse-rotate', text: consumeToken };

/** By name: the text of a prepared statement must not change. */
const minting = new Map<string, Statement>();

/** Inserts rows, whose values begin after `used` parameters, only when `consume` consumed one; returns what that returns. */
function mintAfter(consume: Statement, used: number, rows: TokenRow[]): Statement {
  const name = [consume.name, ...rows.map(({ table }) => table)].join('-');
  const known = minting.get(name);
  if (known !== undefined) return known;
  let last = used;
  const inserts = rows.map(({ table }, index) => {
    const columns = tokenColumns[table];
    const values = columns.map((column) => {
      last += 1;
      return `$${last}${/_at$|_until$/.test(column) ? '::timestamptz' : ''}`;
    });
    return `, minted${index} AS (INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM spent)`;
  });
  const statement = { name, text: `WITH spent AS (${consume.text})${inserts.join('')} SELECT 1 FROM spent` };
  minting.set(name, statement);
  return statement;
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
