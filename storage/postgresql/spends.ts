/**
 * The hot spends on PostgreSQL: one prepared statement each, which consumes only what is unconsumed, unexpired and not
 * revoked, and inserts what it yields only when it consumed. Of parallel callers the row lock lets one through.
 */
import type pg from 'pg';
import type { RefreshReplay, Spends } from '@/protocol/ports';
import { toRefreshReplay } from '../prisma/refresh-tokens';
import { refreshTokenColumns, refreshTokenValues } from '../refresh-token-row';
import { spendOutcome } from '../spend-outcome';
import { cleanText } from './text';

interface SpendableRow {
  consumed: boolean;
  revoked: boolean;
  expires_at: Date;
  fingerprint?: string | null;
  sealed_answer?: string | null;
  replay_until?: Date | null;
}

/** The spends of one realm; each holds a connection of the pool for a statement or two. */
export function createPostgresqlSpends(pool: pg.Pool, realmId: string): Spends {
  const run = (statement: { name: string; text: string }, values: Array<string | Date | null>) =>
    pool.query<SpendableRow>({ ...statement, values: values.map(cleanText) });

  /** Asked only by those who could not spend, so in a new snapshot: what they waited for is committed. */
  const whyNot = async (statement: { name: string; text: string }, hash: string, at: Date) => {
    const { rows } = await run(statement, [realmId, hash]);
    const row = rows[0];
    const outcome = spendOutcome(
      row && { consumed: row.consumed, revoked: row.revoked, expiresAt: row.expires_at },
      at,
    );
    return { outcome: outcome === 'already-consumed' ? outcome : ('unusable' as const), row };
  };

  return {
    async redeemAuthorizationCode({ hash, at, refreshToken }) {
      const { rowCount } = refreshToken
        ? await run(redeemAndMint, [realmId, hash, at, ...refreshTokenValues(realmId, refreshToken)])
        : await run(redeem, [realmId, hash, at]);
      return rowCount === 1 ? 'spent' : (await whyNot(findCode, hash, at)).outcome;
    },
    async rotateRefreshToken({ hash, at, successor, replay }) {
      const { fingerprint, sealedAnswer, until } = replay ?? { fingerprint: null, sealedAnswer: null, until: null };
      const values = [realmId, hash, at, fingerprint, sealedAnswer, until, ...refreshTokenValues(realmId, successor)];
      const { rowCount } = await run(rotate, values);
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

/** Inserts a refresh token, whose values begin at the parameter `from`, only when `consume` consumed a row. */
function mintAfter(consume: string, from: number): string {
  const values = refreshTokenColumns.map((column, index) => {
    const time = /_at$|_until$/.test(column) ? '::timestamptz' : '';
    return `$${from + index}${time}`;
  });
  return `WITH spent AS (${consume})
    INSERT INTO refresh_token (${refreshTokenColumns.join(', ')}) SELECT ${values.join(', ')} FROM spent`;
}

const redeem = { name: 'gatehouse-redeem', text: consumeCode };
const redeemAndMint = { name: 'gatehouse-redeem-and-mint', text: mintAfter(consumeCode, 4) };
const rotate = { name: 'gatehouse-rotate', text: mintAfter(consumeToken, 7) };

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
