/** PROTOCOL.md section 6: with PostgreSQL stopped or silent every answer comes soon and says so, and nothing is half issued. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '../harness/instance';
import { createInstance } from '../harness/instance';
import { patience } from '../harness/patience';
import type { WireResponse } from '../harness/wire';
import { readMembers } from '../harness/wire';
import type { DatabaseGate } from './database-gate';
import { openDatabaseGate } from './database-gate';
import { postgresqlEnvironment, query } from './databases';
import type { Site } from './site';
import { populate, securitySite } from './site';
import type { CodeHolder, TokenHolder } from './visitor';
import { cookieHeader, cookiesOf, introspect, revoke, takeCode, takeTokens } from './visitor';

/** Nothing of the metadata cache or the key ring is fresh after this. */
const cacheMilliseconds = 5000;
const boundMilliseconds = 10_000;

let gate: DatabaseGate;
let instance: Instance;
let site: Site;

beforeAll(async () => {
  const env = await postgresqlEnvironment(securitySite('postgresql'));
  gate = await openDatabaseGate(env.DATABASE_URL);
  instance = await createInstance({ database: 'sqlite', env: { ...env, DATABASE_URL: gate.databaseUrl } });
  site = await populate(instance);
});
afterAll(async () => {
  await instance.remove();
  await gate.close();
});

/** Fails when the answer is not soon there. */
async function soon<T>(work: Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work;
  expect(performance.now() - begun).toBeLessThan(boundMilliseconds);
  return result;
}

const get = (path: string, headers: Record<string, string> = {}) => site.wire(`${site.issuer}${path}`, { headers });
const shown = ({ status, headers, text }: WireResponse) =>
  `${status} ${headers.get('retry-after')} ${/"error":"(\w+)"/.exec(text)?.[1]}`;

async function untilReady(): Promise<void> {
  await expect.poll(async () => (await get('/readyz')).status, patience).toBe(200);
}

/** Every machine-facing endpoint that needs the database. */
function askEverything(waiting: CodeHolder, holder: TokenHolder): Promise<WireResponse[]> {
  const { party, tokens } = holder;
  const asked = [
    party.redeem(waiting.response, waiting.request),
    party.refresh(tokens.refreshToken),
    party.userinfo(tokens.accessToken),
    introspect(site, party, tokens.accessToken),
    revoke(site, party, tokens.refreshToken),
  ];
  return Promise.all(asked.map(soon));
}

describe.each(['stopped', 'silent'])('a database that is %s', (state) => {
  let waiting: CodeHolder;
  let holder: TokenHolder;
  let session: { cookie: string };

  beforeAll(async () => {
    waiting = await takeCode(site, { application: 'own' });
    holder = await takeTokens(site, { application: 'own', browser: waiting.browser });
    session = { cookie: cookieHeader(cookiesOf(waiting.browser)) };
    if (state === 'stopped') await gate.stop();
    else gate.silence();
  });

  it('makes the endpoints say that they are busy, soon, before and after what is cached is too old', async () => {
    const busy = Array(5).fill('503 5 temporarily_unavailable');
    expect((await askEverything(waiting, holder)).map(shown)).toEqual(busy);
    await new Promise((resolve) => setTimeout(resolve, cacheMilliseconds));
    expect((await askEverything(waiting, holder)).map(shown)).toEqual(busy);
  });

  it('keeps the public documents and the process itself answering, and makes it not ready', async () => {
    const paths = ['/.well-known/openid-configuration', '/oauth2/jwks', '/healthz', '/readyz'];
    const answers = await Promise.all(paths.map((path) => soon(get(path))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 503]);
    expect(readMembers(answers[0] as WireResponse)).toEqual(holder.party.configuration);
    expect(readMembers(answers[1] as WireResponse).keys).toHaveLength(4);
  });

  it('makes pages and what browsers are sent through say so too', async () => {
    const { url } = holder.party.request();
    const answers = await Promise.all([
      soon(site.wire(url, { headers: session })),
      soon(get(`/interaction/${'a'.repeat(26)}`)),
      soon(get(`/errors/${'a'.repeat(26)}`)),
    ]);
    expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(
      answers.map(() => [503, '5']),
    );
    for (const { text } of answers) expect(text).toContain('cannot continue');
    const refused = await soon(get(`/sign-in?request=${'a'.repeat(26)}`));
    const explained = await soon(get(refused.headers.get('location') ?? ''));
    expect([explained.status, explained.headers.get('retry-after')]).toEqual([503, '5']);
  });

  it('is forgotten without a restart, and what was presented meanwhile is good exactly once', async () => {
    await gate.open();
    await untilReady();
    const { party, tokens } = holder;
    const redeemed = await party.redeem(waiting.response, waiting.request);
    expect(redeemed.status).toBe(200);
    expect((await party.userinfo(tokens.accessToken)).status).toBe(200);
    expect(readMembers(await introspect(site, party, tokens.accessToken))).toMatchObject({ active: true });
    const refreshed = await party.refresh(tokens.refreshToken);
    expect(refreshed.status).toBe(200);
    const next = String(readMembers(refreshed).refresh_token);
    expect((await party.refresh(next)).status).toBe(200);
    expect((await party.redeem(waiting.response, waiting.request)).status).toBe(400);
    expect((await takeTokens(site, { application: 'own' })).tokens.accessToken).toBeTruthy();
  });
});

it.each([
  ['authorization_code', 'gatehouse-redeem'],
  ['refresh_token', 'gatehouse-rotate'],
])('no %s is spent later by a statement that got lost on its way', async (table, statement) => {
  const waiting = await takeCode(site, { application: 'own' });
  const { party, tokens } = await takeTokens(site, { application: 'own', browser: waiting.browser });
  const countSpent = () => query(site, `SELECT count(consumed_at) FROM ${table}`);
  const before = await countSpent();
  gate.silenceAt(statement);
  const isCode = table === 'authorization_code';
  const present = () => (isCode ? party.redeem(waiting.response, waiting.request) : party.refresh(tokens.refreshToken));
  expect(shown(await soon(present()))).toBe('503 5 temporarily_unavailable');
  await gate.open();
  await untilReady();
  expect(await countSpent()).toEqual(before);
  expect((await present()).status).toBe(200);
});

it('connections that the database ends in the middle of work cost a 503 at most', async () => {
  const { party, tokens, browser } = await takeTokens(site, { application: 'own' });
  const headers = { cookie: cookieHeader(cookiesOf(browser)) };
  const statuses: number[] = [];
  const answered = () => statuses.filter((status) => status === 200).length;
  let isOver = false;
  const keepAsking = async (ask: () => Promise<WireResponse>) => {
    while (!isOver) statuses.push((await ask()).status);
  };
  const work = [
    keepAsking(() => party.userinfo(tokens.accessToken)),
    keepAsking(() => introspect(site, party, tokens.accessToken)),
    keepAsking(() => site.wire(party.request().url, { headers })),
    keepAsking(() => site.wire(party.request().url, { headers })),
  ];
  for (let cut = 0; cut < 5; cut += 1) {
    const before = answered();
    await expect.poll(answered, patience).toBeGreaterThan(before + 20);
    await query(
      site,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()',
    );
  }
  isOver = true;
  await Promise.all(work);
  expect(statuses.filter((status) => ![200, 303, 503].includes(status))).toEqual([]);
  await untilReady();
});

it('a start without the database ends in one line and fails', async () => {
  await instance.stop();
  await gate.stop();
  const before = instance.logs().length;
  await expect(instance.start()).rejects.toThrow('ended before it was ready');
  expect(instance.logs().slice(before).trim().split('\n')).toEqual([expect.stringContaining('database')]);
});
