// A look into a test's database, past everything of ours.
import Database from 'better-sqlite3';
import pg from 'pg';

/**
 * Runs one statement in the database of a `file:` or `postgresql:` URL and returns its rows.
 * @param {string} url
 * @param {string} statement
 * @returns {Promise<Record<string, unknown>[]>}
 */
export async function queryDatabase(url, statement) {
  return url.startsWith('file:') ? querySqlite(url.slice('file:'.length), statement) : queryPostgres(url, statement);
}

function querySqlite(file, statement) {
  const database = new Database(file, { timeout: 5000 });
  try {
    const prepared = database.prepare(statement);
    if (prepared.reader) return prepared.all();
    prepared.run();
    return [];
  } finally {
    database.close();
  }
}

async function queryPostgres(url, statement) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
