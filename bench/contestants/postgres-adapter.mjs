// A plain, fair storage for oidc-provider: one table, one prepared statement for each call of its adapter interface.
import pg from 'pg';

const schema = `
  CREATE TABLE IF NOT EXISTS artifact (
    model text NOT NULL,
    id text NOT NULL,
    payload jsonb NOT NULL,
    grant_id text,
    user_code text,
    uid text,
    expires_at timestamptz,
    consumed_at timestamptz,
    PRIMARY KEY (model, id)
  );
  CREATE INDEX IF NOT EXISTS artifact_grant ON artifact (grant_id) WHERE grant_id IS NOT NULL;
  CREATE UNIQUE INDEX IF NOT EXISTS artifact_user_code ON artifact (user_code) WHERE user_code IS NOT NULL;
  CREATE UNIQUE INDEX IF NOT EXISTS artifact_uid ON artifact (model, uid) WHERE uid IS NOT NULL;`;

const selected = 'SELECT payload, expires_at, consumed_at FROM artifact WHERE';
const statements = {
  upsert: `INSERT INTO artifact (model, id, payload, grant_id, user_code, uid, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id,
      user_code = excluded.user_code, uid = excluded.uid, expires_at = excluded.expires_at`,
  find: `${selected} model = $1 AND id = $2`,
  findByUid: `${selected} model = $1 AND uid = $2`,
  findByUserCode: `${selected} model = $1 AND user_code = $2`,
  destroy: 'DELETE FROM artifact WHERE model = $1 AND id = $2',
  consume: 'UPDATE artifact SET consumed_at = now() WHERE model = $1 AND id = $2',
  revokeByGrantId: 'DELETE FROM artifact WHERE grant_id = $1',
};

/** Opens the pool, makes the table, and gives the factory that oidc-provider's `adapter` option takes. */
export async function createAdapter(connectionString) {
  const pool = new pg.Pool({ connectionString, max: 10 });
  await pool.query(schema);
  const run = (name, values) => pool.query({ name, text: statements[name], values });
  return (model) => ({
    async upsert(id, payload, expiresIn) {
      const expiresAt = expiresIn === undefined ? null : new Date(Date.now() + expiresIn * 1000);
      const { grantId = null, userCode = null, uid = null } = payload;
      await run('upsert', [model, id, JSON.stringify(payload), grantId, userCode, uid, expiresAt]);
    },
    find: async (id) => readRow(await run('find', [model, id])),
    findByUid: async (uid) => readRow(await run('findByUid', [model, uid])),
    findByUserCode: async (userCode) => readRow(await run('findByUserCode', [model, userCode])),
    destroy: (id) => run('destroy', [model, id]),
    consume: (id) => run('consume', [model, id]),
    revokeByGrantId: (grantId) => run('revokeByGrantId', [grantId]),
  });
}

function readRow({ rows: [row] }) {
  if (row === undefined || (row.expires_at !== null && row.expires_at < new Date())) return undefined;
  return row.consumed_at === null ? row.payload : { ...row.payload, consumed: row.consumed_at.getTime() / 1000 };
}
