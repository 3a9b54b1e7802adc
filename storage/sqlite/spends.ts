/**
 * The hot spends on SQLite: each is one synchronous piece of a transaction of prepared statements, so nothing of this
 * process can come between its steps, and BEGIN IMMEDIATE keeps the other processes out.
 */
import type Database from 'better-sqlite3';
import type { RefreshReplay, Spends } from '@/protocol/ports';
import { toRefreshReplay } from '../prisma/refresh-tokens';
import { spendOutcome } from '../spend-outcome';
import type { TokenRow } from '../token-rows';
import { tokenColumns, tokenRows } from '../token-rows';
import type { CommitTogether } from './commit-together';
import { toColumn } from './prepared';

interface SpendableRow {
  consumedAt: number | null;
  expiresAt: number;
  revokedAt: number | null;
}
interface SpendableToken extends SpendableRow {
  fingerprint: string | null;
  sealedAnswer: string | null;
  replayUntil: number | null;
}

/** The spends of one realm. */
export function createSqliteSpends(
  database: Database.Database,
  realmId: string,
  commitTogether: CommitTogether,
): Spends {
  const statements = prepare(database);
  const insert = (rows: TokenRow[]) => {
    for (const { table, values } of rows) statements.insert[table].run(...values.map(toColumn));
  };

  const redeem = (hash: string, at: Date, yielded: TokenRow[]) => {
    const outcome = spendOutcome(toSpendable(statements.findCode.get(realmId, hash)), at);
    if (outcome !== 'spent') return outcome;
    statements.consumeCode.run(at.getTime(), realmId, hash);
    insert(yielded);
    return outcome;
  };

  const rotate = (hash: string, at: Date, yielded: TokenRow[], replay: RefreshReplay | null) => {
    const row = statements.findToken.get(realmId, hash);
    const outcome = spendOutcome(toSpendable(row), at);
    if (outcome === 'already-consumed') return { outcome, replay: toReplay(row) };
    if (outcome === 'unusable') return { outcome };
    const { fingerprint, sealedAnswer, until } = replay ?? { fingerprint: null, sealedAnswer: null, until: null };
    statements.consumeToken.run(at.getTime(), fingerprint, sealedAnswer, toColumn(until), realmId, hash);
    insert(yielded);
    return { outcome };
  };

  return {
    spendClientAssertion: ({ hash, expiresAt }) =>
      commitTogether(() => {
        const { changes } = statements.insertAssertion.run(realmId, hash, expiresAt.getTime());
        return changes === 1 ? 'spent' : 'already-consumed';
      }),
    redeemAuthorizationCode: ({ hash, at, refreshToken, accessToken }) =>
      commitTogether(() => redeem(hash, at, tokenRows(realmId, refreshToken, accessToken))),
    rotateRefreshToken: ({ hash, at, successor, accessToken, replay }) =>
      commitTogether(() => rotate(hash, at, tokenRows(realmId, successor, accessToken), replay)),
  };
}

function prepare(database: Database.Database) {
  const granted = (table: string) => `JOIN "authorization" AS granted
    ON granted.realm_id = ${table}.realm_id AND granted.id = ${table}.authorization_id`;
  return {
    findCode: database.prepare<[string, string], SpendableRow>(
      `SELECT code.consumed_at AS consumedAt, code.expires_at AS expiresAt, granted.revoked_at AS revokedAt
       FROM authorization_code AS code ${granted('code')} WHERE code.realm_id = ? AND code.hash = ?`,
    ),
    consumeCode: database.prepare(
      'UPDATE authorization_code SET consumed_at = ? WHERE realm_id = ? AND hash = ? AND consumed_at IS NULL',
    ),
    findToken: database.prepare<[string, string], SpendableToken>(
      `SELECT token.consumed_at AS consumedAt, min(token.expires_at, token.absolute_expires_at) AS expiresAt,
         granted.revoked_at AS revokedAt, token.replay_fingerprint AS fingerprint,
         token.replay_sealed_answer AS sealedAnswer, token.replay_until AS replayUntil
       FROM refresh_token AS token ${granted('token')} WHERE token.realm_id = ? AND token.hash = ?`,
    ),
    consumeToken: database.prepare(
      `UPDATE refresh_token SET consumed_at = ?, replay_fingerprint = ?, replay_sealed_answer = ?, replay_until = ?
       WHERE realm_id = ? AND hash = ? AND consumed_at IS NULL`,
    ),
    insertAssertion: database.prepare(
      'INSERT INTO used_client_assertion (realm_id, hash, expires_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    insert: {
      refresh_token: database.prepare(insertInto('refresh_token')),
      opaque_access_token: database.prepare(insertInto('opaque_access_token')),
    },
  };
}

function insertInto(table: TokenRow['table']): string {
  const columns = tokenColumns[table];
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}

function toSpendable(row: SpendableRow | undefined) {
  if (!row) return undefined;
  const { consumedAt, expiresAt, revokedAt } = row;
  return { consumed: consumedAt !== null, expiresAt: new Date(expiresAt), revoked: revokedAt !== null };
}

function toReplay(row: SpendableToken | undefined): RefreshReplay | null {
  if (!row) return null;
  const until = row.replayUntil === null ? null : new Date(row.replayUntil);
  return toRefreshReplay(row.fingerprint, row.sealedAnswer, until);
}
