/** Several processes that meet an empty database at the same moment agree on everything that is made only once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '../harness/instance';
import { administrator } from '../harness/instance';
import { createPlainBrowser } from '../harness/plain-browser';
import { expectScreen, signIn } from '../harness/screens';
import { databaseKinds } from '../harness/test-database';
import { createEmptyInstance, query } from './databases';
import { createSibling, securitySite } from './site';
import { cookieHeader, sessionCookieOf } from './visitor';

const processes = 4;

describe.each(databaseKinds)('four first starts at once on %s', (kind) => {
  const instances: Instance[] = [];
  let started: PromiseSettledResult<void>[];

  beforeAll(async () => {
    const first = await createEmptyInstance(kind, securitySite(kind));
    instances.push(first);
    for (let count = 1; count < processes; count += 1) instances.push(await createSibling(first));
    started = await Promise.allSettled(instances.map((instance) => instance.start()));
  });
  afterAll(() => Promise.all(instances.map((instance) => instance.remove())));

  const one = () => instances[0] as Instance;
  const askAll = (path: string, headers: Record<string, string> = {}) =>
    Promise.all(instances.map(({ wire, issuer }) => wire(`${issuer}${path}`, { headers })));

  it('all become ready, and none complains', () => {
    expect(started.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []))).toEqual([]);
    const complaints = instances.flatMap(({ logs }) => logs().split('\n').filter(isComplaint));
    expect(complaints).toEqual([]);
  });

  it('they publish the same four keys', async () => {
    const texts = (await askAll('/oauth2/jwks')).map(({ text }) => text);
    expect(new Set(texts).size).toBe(1);
    expect(JSON.parse(texts[0] ?? '{}').keys).toHaveLength(4);
    expect(await query(one(), 'SELECT kid FROM signing_key')).toHaveLength(4);
  });

  it('there is one administrator', async () => {
    const people = await one().cliJson<{ email: string; administrator: boolean }[]>(['user', 'list']);
    expect(people).toMatchObject([{ email: administrator.email, administrator: true }]);
  });

  it('there is one realm and one schema', async () => {
    expect(await query(one(), 'SELECT id FROM realm')).toHaveLength(1);
    const statement =
      'SELECT migration_name AS name, finished_at IS NOT NULL AS finished, rolled_back_at FROM _prisma_migrations';
    const migrations = await query(one(), statement);
    expect(migrations.length).toBeGreaterThan(0);
    expect(new Set(migrations.map(({ name }) => name)).size).toBe(migrations.length);
    for (const { finished, rolled_back_at: undone } of migrations)
      expect([Boolean(finished), undone]).toEqual([true, null]);
  });

  it('who signs in at one of them is signed in at all', async () => {
    const { issuer, wire } = one();
    const browser = createPlainBrowser(issuer, wire);
    const page = expectScreen(await browser.open(issuer, 'address-bar'), 'sign-in');
    await signIn(browser, page, { username: administrator.email, password: administrator.password });
    const sessions = await askAll('/api/auth/session', { cookie: cookieHeader([sessionCookieOf(browser)]) });
    expect(sessions.map(({ status, text }) => [status, text === '{}'])).toEqual(instances.map(() => [200, false]));
  });
});

/** pino: 50 is an error, 40 a warning. */
const isComplaint = (line: string) => /"level":(?:40|50|60|"(?:warn|error|fatal)")|^\s+at /.test(line);
