/**
 * Measures how long parts of an audit of a million rows take on both databases, and shows how the databases find them:
 *   npx tsx storage/testing/measure-audit.ts
 * The figures stand in docs/decisions/0028.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditQuery } from '@/portal/ports';
import { openStorage } from '../open';
import type { Storage } from '../storage';
import { startTestPostgres } from './postgres.mjs';
import { queryDatabase } from './query.mjs';

const rows = 1_000_000;
const repeats = 9;
const start = Date.UTC(2025, 0, 1);
const stepMilliseconds = 20_000;
const at = (row: number) => new Date(start + row * stepMilliseconds);

/** One in fifty failed, one of 5,000 people acted on one of 20,000 objects, and half of all rows tell of one action. */
const columns = `'REALM', ID, AT, 'person', 'person-' || (n % 5000),
  CASE WHEN n % 2 = 0 THEN 'session-open' ELSE 'action-' || (n % 39) END, 'client', 'object-' || (n % 20000),
  CASE WHEN n % 50 = 0 THEN 'failure' ELSE 'success' END, NULL, '192.0.2.1', NULL, '{"members":"client_name"}'`;
const into = `INSERT INTO audit_entry (realm_id, id, at, actor_kind, actor_id, action, object_kind, object_id, outcome, code,
  network, trace_id, detail)`;
const time = `(${start} + n * ${stepMilliseconds})`;

const fillers = {
  sqlite: (realmId: string) => {
    const id = `printf('%08x-%04x-7000-8000-%012x', ${time} >> 16, ${time} & 65535, n)`;
    const values = columns.replace('REALM', realmId).replace('ID', id).replace('AT', time);
    return `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${rows})
      ${into} SELECT ${values} FROM numbers`;
  },
  postgresql: (realmId: string) => {
    const hex = (value: string, digits: number) => `lpad(to_hex(${value}), ${digits}, '0')`;
    const id = `${hex(`${time} >> 16`, 8)} || '-' || ${hex(`${time} & 65535`, 4)} || '-7000-8000-' || ${hex('n', 12)}`;
    const values = columns.replace('REALM', realmId).replace('ID', id).replace('AT', `to_timestamp(${time} / 1000.0)`);
    return `${into} SELECT ${values.replace(/'(\{.*\})'/, "'$1'::jsonb")} FROM generate_series(1::bigint, ${rows}) AS n`;
  },
};

const questions: Record<string, Omit<AuditQuery, 'limit'>> = {
  'the newest': {},
  'of one person': { actorId: 'person-77' },
  'of one object': { objectId: 'object-77', objectKind: 'client' },
  'of a rare action': { action: 'action-7' },
  'of half of all rows': { action: 'session-open' },
  failures: { outcome: 'failure' },
  'failures of one person': { actorId: 'person-50', outcome: 'failure' },
  'of a day a year ago': { from: at(400_000), until: at(404_320) },
  'of a rare action, a year ago': { action: 'action-7', until: at(400_000) },
  'of an action that there is not': { action: 'none' },
};

async function measure({ stores }: Storage, query: Omit<AuditQuery, 'limit'>): Promise<string> {
  const times: number[] = [];
  let after: string | undefined;
  for (let count = 0; count < repeats; count += 1) {
    const begun = performance.now();
    const { next } = await stores.auditReader.query({ ...query, limit: 50, ...(after ? { after } : {}) });
    times.push(performance.now() - begun);
    after = next ?? undefined;
  }
  const [median = 0, slowest = 0] = [times.toSorted((one, other) => one - other)[repeats >> 1], Math.max(...times)];
  return `${median.toFixed(1)} ms in the middle, ${slowest.toFixed(1)} ms at most`;
}

const plans: [what: string, where: string][] = [
  ['the newest', ''],
  ['of one person', "AND actor_id = 'person-77'"],
  ['of a rare action', "AND action = 'action-7'"],
  ['of one object', "AND object_id = 'object-77'"],
];

async function look(databaseUrl: string, kind: keyof typeof fillers): Promise<void> {
  const storage = await openStorage({
    databaseUrl,
    issuer: 'https://id.example.com',
    clock: { now: () => new Date() },
  });
  await queryDatabase(databaseUrl, fillers[kind](storage.realmId));
  await queryDatabase(databaseUrl, 'ANALYZE');
  say(`\n${kind}, ${rows} rows, parts of 50`);
  for (const [what, query] of Object.entries(questions)) say(`  ${what}: ${await measure(storage, query)}`);
  for (const [what, where] of plans) {
    const explain = kind === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN (COSTS OFF)';
    const statement = `SELECT * FROM audit_entry WHERE realm_id = '${storage.realmId}' ${where} ORDER BY id DESC LIMIT 51`;
    const steps = await queryDatabase(databaseUrl, `${explain} ${statement}`);
    say(`  plan, ${what}: ${steps.map((step) => String(step.detail ?? step['QUERY PLAN']).trim()).join(' | ')}`);
  }
  await storage.close();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-audit-'));
const server = await startTestPostgres();
try {
  await look(`file:${join(folder, 'gatehouse.db')}`, 'sqlite');
  await look(await server.createDatabase(), 'postgresql');
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
