/** SECURITY invariant 14: a secret leaves once, to whom it is for, and is nowhere to be found afterwards. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredClient } from '../harness/command-line';
import { ada } from '../harness/data';
import type { Instance } from '../harness/instance';
import { findById, readPage } from '../harness/page';
import { createPlainBrowser } from '../harness/plain-browser';
import { createRelyingParty } from '../harness/relying-party';
import { expectScreen, signIn } from '../harness/screens';
import { databaseKinds } from '../harness/test-database';
import { readMembers } from '../harness/wire';
import { applications } from './applications';
import { createEmptyInstance, query } from './databases';
import { forgedLine, misplace } from './misplaced-secrets';
import type { RecordedWire } from './recorded-wire';
import { recordWire, textOf } from './recorded-wire';
import { readSetupToken } from './set-up';
import type { Site } from './site';
import { openSite, securitySite } from './site';
import { cookiesOf, introspect, revoke, takeCode, takeTokens } from './visitor';

const administratorPassword = 'An-administrators-passphrase-77';
const wrongPassword = 'Not-the-passphrase-of-anybody-78';
const newPassword = 'The-next-passphrase-of-hers-79';

/** A whole day in the life of an instance, with every secret that came up in it. */
async function live(site: Site, instance: Instance, log: RecordedWire): Promise<Map<string, string>> {
  const secrets = new Map<string, string>([
    ['the password', ada.password],
    ['a wrong password', wrongPassword],
    ['the administrator password', administratorPassword],
    ['the next password', newPassword],
    ['the secret of web', site.clients.web.client_secret ?? ''],
  ]);
  const setUp = site.browser();
  const token = await readSetupToken(instance);
  const setupPage = await setUp.open(`${site.issuer}/setup?token=${token}`, 'address-bar');
  if (setupPage.kind === 'page') {
    const button = setupPage.page.document.querySelector('button[type=submit]')?.id ?? '';
    const typed = { username: 'chief', email: 'chief@people.example', password: administratorPassword };
    const first = await setUp.press(setupPage.page, button, { ...typed, username: 'no good name' });
    if (first.kind === 'page') await setUp.press(first.page, button, typed);
  }
  secrets.set('the set-up token', token);

  const browser = site.browser();
  const party = await site.party('web');
  const page = expectScreen(await browser.open(party.request().url), 'sign-in');
  const failed = expectScreen(await signIn(browser, page, { ...site.ada, password: wrongPassword }), 'sign-in');
  await signIn(browser, failed, site.ada);
  const holder = await takeTokens(site, { browser });
  const { tokens, request, code } = holder;
  const rotated = readMembers(await party.refresh(tokens.refreshToken));
  await party.refresh(tokens.refreshToken);
  const posted = await takeCode(site, { browser, parameters: { response_mode: 'form_post' } });
  const spent = await takeTokens(site, { application: 'strict', browser });
  for (let turn = 0; turn < 2; turn += 1) await spent.party.refresh(spent.tokens.refreshToken);
  for (const [name, value] of cookiesOf(browser)) secrets.set(`cookie ${name}`, value);
  secrets
    .set('a verifier', request.codeVerifier ?? '')
    .set('a code', code)
    .set('a code by form', posted.code);
  secrets.set('the access token', tokens.accessToken).set('the refresh token', tokens.refreshToken);
  secrets.set('the ID token', tokens.idToken).set('the next refresh token', String(rotated.refresh_token));
  secrets.set('the next access token', String(rotated.access_token));

  await introspect(site, party, tokens.accessToken);
  await party.userinfo(tokens.accessToken);
  await misplace(site, [...secrets.values()]);
  await browser.open(party.request({ prompt: 'none', id_token_hint: tokens.idToken }).url);
  await revoke(site, party, tokens.accessToken);
  await browser.open(party.endSessionUrl({ id_token_hint: tokens.idToken }));
  await site.commandLine.cliJson(['user', 'set-password', 'ada'], newPassword);
  const renewed = await site.commandLine.cliJson<RegisteredClient>([
    'client',
    'rotate-secret',
    site.clients.web.client_id,
  ]);
  secrets.set('the next secret of web', renewed.client_secret ?? '');
  // The pages that the errors so far refer to.
  const traces = log.answers.map(({ text }) =>
    String(readMembers({ status: 0, headers: new Headers(), text }).error_uri),
  );
  for (const url of traces.filter((one) => one.startsWith(site.issuer)).slice(0, 40)) await site.wire(url);
  return secrets;
}

/** Everything that the database holds, as text. */
async function readRows(place: Instance, kind: (typeof databaseKinds)[number]): Promise<string> {
  if (kind === 'sqlite') {
    const files = readdirSync(place.dataDir).filter((name) => name.startsWith('gatehouse.db'));
    return files.map((name) => readFileSync(join(place.dataDir, name), 'latin1')).join('\n');
  }
  const tables = await query(place, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
  const rows = await Promise.all(
    tables.map(({ table_name: name }) => query(place, `SELECT t::text AS row FROM "${name}" t`)),
  );
  return JSON.stringify(rows);
}

/** The spellings in which a secret could stand somewhere; of a token its end, which only its owner has. */
function spellings(secret: string): string[] {
  const core = secret.split('.').at(-1) ?? '';
  const all = [
    core,
    encodeURIComponent(core),
    Buffer.from(core).toString('base64url'),
    JSON.stringify(core).slice(1, -1),
  ];
  return [...new Set(all)].filter((one) => one.length >= 12);
}
const holds = (text: string, secret: string) => spellings(secret).some((one) => text.includes(one));

describe.each(databaseKinds)('after a day on %s', (kind) => {
  let instance: Instance;
  let site: Site;
  let log: RecordedWire;
  let secrets: Map<string, string>;

  beforeAll(async () => {
    const env = { ADMIN_EMAIL: undefined, ADMIN_PASSWORD: undefined, LOG_LEVEL: 'trace' };
    instance = await createEmptyInstance(kind, securitySite(kind), { env });
    const person = await instance.createUser(ada.claims, ada.password);
    const clients = { ...securitySite(kind).clients };
    for (const name of ['web', 'strict'] as const) clients[name] = await instance.createClient(applications[name]);
    await instance.start();
    const { issuer, address, env: environment, dataDir } = instance;
    const opened = openSite({ issuer, address, env: environment, dataDir, clients, ada: person, noel: person });
    log = recordWire(opened.wire);
    const { wire } = log;
    site = {
      ...opened,
      wire,
      browser: () => createPlainBrowser(issuer, wire),
      party: (application) => createRelyingParty(issuer, wire, clients[application]),
    };
    secrets = await live(site, instance, log);
  });
  afterAll(() => instance.remove());

  it('the day was a full one', () => {
    expect(secrets.size).toBeGreaterThanOrEqual(17);
    for (const [name, secret] of secrets) expect(spellings(secret).length, name).toBeGreaterThan(0);
    expect(log.answers.filter(({ url }) => url.includes('/oauth2/token')).length).toBeGreaterThan(40);
    expect(log.answers.some(({ url, status }) => url.endsWith('/') && status === 200)).toBe(true);
  });

  it('no row holds a secret, and passwords are argon2id', async () => {
    const rows = await readRows(instance, kind);
    const found = [...secrets].filter(([, secret]) => holds(rows, secret)).map(([name]) => name);
    expect(found).toEqual([]);
    // What is told of requests is among them, so that it was looked through.
    for (const told of ['redirect-uri-mismatch', 'refresh-token-reused', 'elsewhere.example/cb'])
      expect(rows).toContain(told);
    expect(rows).toMatch(/\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const master = instance.env.GATEHOUSE_SECRET ?? readFileSync(join(instance.dataDir, 'secret'), 'utf8').trim();
    expect(rows).not.toContain(master);
    expect(rows).not.toMatch(/"d":"|PRIVATE KEY/);
  });

  it('no log line holds a secret but the set-up link, and every line is whole', async () => {
    const lines = instance
      .logs()
      .split('\n')
      .filter((line) => line !== '');
    const found = [...secrets].filter(([, secret]) =>
      lines.some((line) => !line.includes('/setup?token=') && holds(line, secret)),
    );
    expect(found.map(([name]) => name)).toEqual([]);
    const records = lines.filter((line) => line.startsWith('{'));
    expect(records.length).toBeGreaterThan(100);
    for (const line of records) expect(() => JSON.parse(line), line).not.toThrow();
    const others = lines.filter((line) => !line.startsWith('{'));
    // What the announcement says, and nothing else.
    expect(
      others.filter((line) => !/^(Gatehouse | {2}|✓ Running next.config|There is no administrator)/.test(line)),
    ).toEqual([]);
    expect(lines).not.toContain(forgedLine);
    expect(instance.logs()).not.toContain('\u001b');
  });

  it('no page holds a secret, and each answer only what it is there to give', () => {
    const mayGive: [RegExp, (answer: { url: string; method: string }) => boolean, string[]][] = [
      [/^cookie /, () => true, ['set-cookie']],
      [/^a code$/, ({ url }) => /\/(interaction|oauth2\/authorize)/.test(url), ['location']],
    ];
    for (const [name, secret] of secrets) {
      const headers = mayGive.find(([pattern]) => pattern.test(name))?.[2] ?? [];
      const given = log.answers
        .filter((answer) => holds(textOf(answer, headers), secret))
        .map(({ url }) => new URL(url).pathname);
      const places = new Set(given);
      if (/token$/.test(name) && !name.includes('set-up')) expect([...places], name).toEqual(['/oauth2/token']);
      else if (name === 'the set-up token') expect([...places], name).toEqual(expect.arrayContaining(['/setup']));
      else if (name === 'a code by form') expect(given, name).toHaveLength(1);
      else expect(given, name).toEqual([]);
    }
    const pages = log.answers.filter(({ headers }) => headers.get('content-type')?.startsWith('text/html'));
    expect(pages.length).toBeGreaterThan(20);
    for (const { url, status, headers, text } of pages) {
      const field = findById(readPage(url, status, headers, text), 'password');
      expect(field?.getAttribute('value') ?? '', url).toBe('');
    }
  });

  it('no command shows one again', async () => {
    const shown = await Promise.all([
      instance.cli(['client', 'list', '--json']),
      instance.cli(['client', 'show', site.clients.web.client_id, '--json']),
      instance.cli(['user', 'list', '--json']),
      instance.cli(['user', 'show', 'ada', '--json']),
      instance.cli(['keys', 'list', '--json']),
      instance.cli(['doctor', '--json']),
    ]);
    const text = shown.map(({ stdout, stderr }) => stdout + stderr).join('\n');
    expect([...secrets].filter(([, secret]) => holds(text, secret)).map(([name]) => name)).toEqual([]);
    expect(text).not.toMatch(/\$argon2|"hash"|"d":/);
  });
});
