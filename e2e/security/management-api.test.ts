/** The management API from outside: which tokens open it and for what, and changes that many ask for at once, of two processes. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RegisteredClient } from '../harness/command-line';
import type { Instance } from '../harness/instance';
import { patience } from '../harness/patience';
import { basicCredentials } from '../harness/relying-party';
import { databaseKinds } from '../harness/test-database';
import type { Wire, WireRequest } from '../harness/wire';
import { readMembers } from '../harness/wire';
import type { Site } from './site';
import { createSibling, securitySite } from './site';
import { sessionCookieOf, takeCode, takeTokens } from './visitor';

const unique = () => randomBytes(6).toString('hex');
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const json = (body: unknown, headers: Record<string, string> = {}): WireRequest => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

describe.each(databaseKinds)('the management API on %s', (kind) => {
  let site: Site;
  let sibling: Instance;
  let robot: RegisteredClient;
  let maker: RegisteredClient;
  let rights: { all: string; people: string };

  const audience = () => `${site.issuer}/api/v1`;
  const call = (method: string, path: string, request: WireRequest = {}, wire: Wire = site.wire) =>
    wire(`${audience()}${path}`, { ...request, method });
  const oauth = (endpoint: string, as: RegisteredClient, fields: Record<string, string>) =>
    site.wire(`${site.issuer}/oauth2/${endpoint}`, {
      method: 'POST',
      headers: { authorization: basicCredentials(as.client_id, as.client_secret ?? '') },
      body: new URLSearchParams(fields),
    });
  const ask = (as: RegisteredClient, more: Record<string, string> = { resource: audience() }) =>
    oauth('token', as, { grant_type: 'client_credentials', ...more });
  const take = async (as: RegisteredClient) => String(readMembers(await ask(as)).access_token);

  beforeAll(async () => {
    site = securitySite(kind);
    const { createClient, cliJson } = site.commandLine;
    const makeRobot = async (...scopes: string[]) => {
      const made = await createClient({ grant_types: ['client_credentials'], client_name: `Robot ${unique()}` });
      const flags = scopes.flatMap((scope) => ['--scope', scope]);
      await cliJson(['client', 'allow', made.client_id, '--api', audience(), ...flags]);
      await vi.waitFor(async () => expect((await ask(made)).status).toBe(200), patience);
      return made;
    };
    robot = await makeRobot('applications:read', 'applications:write');
    maker = await makeRobot('users:create');
    rights = { all: await take(robot), people: await take(maker) };
    sibling = await createSibling(site);
    await sibling.start();
  }, 120_000);
  afterAll(() => sibling.remove());

  it('lets a back-end that may make people make people, and nothing else', async () => {
    const headers = bearer(rights.people);
    const person = { preferred_username: `made-${unique()}` };
    const made = await call('POST', '/people', json(person, headers));
    expect([made.status, readMembers(made).preferred_username]).toEqual([201, person.preferred_username]);
    const others: [string, string, unknown?][] = [
      ['GET', '/people'],
      ['GET', `/people/${readMembers(made).id}`],
      ['PATCH', `/people/${readMembers(made).id}`, { administrator: true }],
      ['POST', '/applications', { client_name: 'Mine' }],
      ['GET', '/settings'],
      ['GET', '/audit'],
      ['GET', '/me'],
    ];
    for (const [method, path, body] of others)
      expect((await call(method, path, body === undefined ? { headers } : json(body, headers))).status).toBe(403);
    const administrator = { preferred_username: `made-${unique()}`, administrator: true };
    expect((await call('POST', '/people', json(administrator, headers))).status).toBe(422);
  });

  it('is opened by no other token', async () => {
    const { tokens } = await takeTokens(site);
    const revoked = await take(robot);
    expect((await oauth('revoke', robot, { token: revoked })).status).toBe(200);
    const bad = {
      'for the issuer': String(readMembers(await ask(robot, {})).access_token),
      'of a person for the issuer': tokens.accessToken,
      'an ID token': tokens.idToken,
      'a refresh token': tokens.refreshToken,
      'a client secret': robot.client_secret ?? '',
      revoked,
      'cut short': rights.all.slice(0, -2),
      'that is none': 'nonsense',
    };
    for (const [what, token] of Object.entries(bad)) {
      const answer = await call('GET', '/applications', { headers: bearer(token) });
      expect([what, answer.status, readMembers(answer).type]).toEqual([
        what,
        401,
        'urn:gatehouse:problem:invalid-token',
      ]);
    }
    expect((await call('GET', '/applications', { headers: bearer(rights.all) })).status).toBe(200);
  });

  it('is closed to a client that was switched off and to a person who was', async () => {
    const { createClient, cliJson, createUser } = site.commandLine;
    const person = await createUser({ preferred_username: `mortal-${unique()}` }, 'A-password-that-is-good-1');
    const { browser } = await takeCode(site, { person });
    const cookie = sessionCookieOf(browser).join('=');
    const read = () => call('GET', '/me', { headers: { cookie, 'sec-fetch-site': 'same-origin' } });
    expect((await read()).status).toBe(200);
    await cliJson(['user', 'disable', person.username]);
    expect((await read()).status).toBe(401);

    const mortal = await createClient({ grant_types: ['client_credentials'] });
    await cliJson(['client', 'allow', mortal.client_id, '--api', audience(), '--scope', 'applications:read']);
    await vi.waitFor(async () => expect((await ask(mortal)).status).toBe(200), patience);
    const headers = bearer(await take(mortal));
    expect((await call('GET', '/applications', { headers })).status).toBe(200);
    await cliJson(['client', 'update', mortal.client_id, '--disable']);
    await vi.waitFor(async () => expect((await call('GET', '/applications', { headers })).status).toBe(401), patience);
  });

  it('takes a session from its own pages alone, with what is theirs', async () => {
    const { browser } = await takeCode(site);
    const cookie = sessionCookieOf(browser).join('=');
    const application = { client_name: `Mine ${unique()}`, redirect_uris: ['https://mine.example.test/callback'] };
    const make = (fetchSite: string) =>
      call('POST', '/applications', json(application, { cookie, 'sec-fetch-site': fetchSite }));
    expect([(await make('cross-site')).status, (await make('same-site')).status]).toEqual([403, 403]);
    const made = await make('same-origin');
    expect([made.status, readMembers(made).verified_at]).toEqual([201, null]);
    const path = `/applications/${readMembers(made).client_id}`;
    const stranger = await takeCode(site, { person: site.noel });
    const others = { cookie: sessionCookieOf(stranger.browser).join('='), 'sec-fetch-site': 'same-origin' };
    expect((await call('GET', path, { headers: others })).status).toBe(404);
    expect((await call('GET', path, { headers: { cookie, 'sec-fetch-site': 'same-origin' } })).status).toBe(200);
  });

  it('makes one application of twenty equal requests with one key, whichever process gets them', async () => {
    const name = `Once ${unique()}`;
    const request = json(
      { client_name: name, type: 'service' },
      { ...bearer(rights.all), 'idempotency-key': unique() },
    );
    const wires = [site.wire, sibling.wire];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => call('POST', '/applications', request, wires[at % 2])),
    );
    const statuses = [...new Set(answers.map(({ status }) => status))].filter((status) => status !== 409);
    expect(statuses).toEqual([201]);
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    const found = await call('GET', `/applications?search=${encodeURIComponent(name)}`, {
      headers: bearer(rights.all),
    });
    expect(readMembers(found).items).toHaveLength(1);
  });

  it('lets one of twenty changes win that rest on the same state, whichever process gets them', async () => {
    const headers = bearer(rights.all);
    const made = await call(
      'POST',
      '/applications',
      json({ client_name: `Race ${unique()}`, type: 'service' }, headers),
    );
    const path = `/applications/${readMembers(made).client_id}`;
    const tag = made.headers.get('etag') ?? '';
    const wires = [site.wire, sibling.wire];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        call('PATCH', path, json({ client_name: `Winner ${at}` }, { ...headers, 'if-match': tag }), wires[at % 2]),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
    const winner = answers.find(({ status }) => status === 200);
    const now = await call('GET', path, { headers });
    expect(readMembers(now).client_name).toBe(winner && readMembers(winner).client_name);
  });
});
