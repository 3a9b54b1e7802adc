/** Dynamic registration under attack: unreachable while off, one client a use, nobody else's registration, nothing of ours. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '../harness/instance';
import type { SelfRegisteredClient } from '../harness/registration';
import { manageRegistration, sendRegistration } from '../harness/registration';
import { databaseKinds } from '../harness/test-database';
import { readMembers } from '../harness/wire';
import { origins } from './applications';
import { query } from './databases';
import { hostileBodies } from './hostile-requests';
import type { Site } from './site';
import { createSibling, securitySite } from './site';

const metadata = { client_name: 'Newcomer', redirect_uris: [`${origins.attacker}/cb`] };
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** Documents that break one rule each, or none; what of them is stored, if anything, is what the rules leave. */
const hostileDocuments: Record<string, unknown>[] = [
  { redirect_uris: 'https://a.example' },
  { redirect_uris: [null, 1, {}] },
  { redirect_uris: Array.from({ length: 101 }, (_, index) => `https://a.example/${index}`) },
  { redirect_uris: [`https://a.example/${'x'.repeat(3000)}`] },
  { redirect_uris: ['https://a.example/\n', 'https://*.a.example', 'https://u:p@a.example', 'intent://x'] },
  { client_name: 'a\u202eb' },
  { client_name: { toString: 'x' } },
  { client_name: 'x'.repeat(60_000) },
  { contacts: ['not an address'] },
  { jwks: { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] } },
  { jwks: { keys: [{ kty: 'RSA', n: 'x', e: 'AQAB', d: 'x' }] } },
  { jwks: { keys: [{ kty: 'RSA', nested: JSON.parse(deep(15)) }] }, jwks_uri: 'https://a.example' },
  { jwks_uri: 'http://169.254.169.254/latest' },
  { jwks_uri: 'file:///etc/passwd' },
  { logo_uri: 'javascript:alert(1)' },
  { sector_identifier_uri: 'http://127.0.0.1:1/' },
  { frontchannel_logout_uri: "https://a.example;script-src 'unsafe-inline'/" },
  { token_endpoint_auth_method: 'constructor' },
  { grant_types: ['__proto__'] },
  { response_types: ['code code'] },
  { scope: 'admin' },
  { default_max_age: -1 },
];

describe.each(databaseKinds)('on %s', (kind) => {
  let site: Site;
  let sibling: Instance;
  let token: string;
  let client: SelfRegisteredClient;
  let whileOff: { status: number; discovered: unknown };

  beforeAll(async () => {
    site = securitySite(kind);
    const discovery = await site.wire(`${site.issuer}/.well-known/openid-configuration`);
    const { status } = await sendRegistration(site.wire, site.issuer, metadata);
    whileOff = { status, discovered: readMembers(discovery).registration_endpoint };
    await site.commandLine.set('registration', 'token');
    ({ token } = await site.commandLine.cliJson<{ token: string }>(['registration-token', 'create']));
    sibling = await createSibling(site);
    await sibling.start();
  });
  afterAll(async () => {
    await sibling?.remove();
    await site.commandLine.set('registration', 'off');
  });

  const countClients = async () => Number((await query(site, 'SELECT count(*) AS rows FROM client'))[0]?.rows);

  it('nothing is there while it is off', () => {
    expect(whileOff).toEqual({ status: 404, discovered: undefined });
  });

  it('fifty at once at two processes make one client with a token of one use', async () => {
    const before = await countClients();
    const wires = [site.wire, sibling.wire];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, turn) =>
        sendRegistration(wires[turn % 2] ?? site.wire, site.issuer, metadata, token),
      ),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(refused.map((answer) => `${answer.status} ${readMembers(answer).error}`))).toEqual(
      new Set(['401 invalid_token']),
    );
    expect(await countClients()).toBe(before + 1);
    client = made.map(readMembers)[0] as SelfRegisteredClient;
  });

  it('no token of a registration, and no secret of it, is in the database', async () => {
    const tables = ['client', 'client_secret', 'initial_access_token', 'audit_entry'];
    const rows = await Promise.all(tables.map((table) => query(site, `SELECT * FROM ${table}`)));
    const stored = JSON.stringify(rows);
    expect(stored).toContain(client.client_id);
    for (const secret of [token, client.registration_access_token, String(client.client_secret)])
      expect(stored).not.toContain(secret);
  });

  it('no document makes anything fail, and none that is refused leaves a row', async () => {
    const before = await countClients();
    for (const hostile of hostileDocuments) {
      const document = { ...metadata, ...hostile };
      const answers = [
        await sendRegistration(site.wire, site.issuer, document, 'ghi_unknown'),
        await manageRegistration(site.wire, client, 'PUT', { ...document, client_id: 'gh_other' }),
      ];
      for (const { status, text } of answers) {
        expect([400, 401], `${JSON.stringify(hostile).slice(0, 200)}: ${text}`).toContain(status);
      }
    }
    const bodies = [
      deep(20_000),
      `{"a":${deep(20_000)}}`,
      '{"__proto__":{"redirect_uris":[]}}',
      '"',
      '{"a":1,}',
      'null',
    ];
    const asJson = bodies.map((body) => ({
      body,
      headers: [['Content-Type', 'application/json']] as [string, string][],
    }));
    for (const request of [...hostileBodies('client_name=x').map(([, given]) => given), ...asJson]) {
      const { status } = await site.raw({ ...request, method: 'POST', target: '/oauth2/register' });
      expect(status).toBeLessThan(500);
      expect(status).not.toBe(201);
    }
    expect(await countClients()).toBe(before);
  });

  it('what only we decide is not written through, by no member of any spelling', async () => {
    const ours = {
      ...{ status: 'disabled', first_party: true, self_registration: null, allotments: [{ api: 'x', scopes: ['y'] }] },
      ...{ settings: { firstParty: true, allowedOrigins: ['*'] }, quarantinedAt: null, quarantined_at: null, id: 'x' },
    };
    const document = { ...metadata, client_id: client.client_id, ...ours };
    const answer = await manageRegistration(site.wire, client, 'PUT', document);
    expect(answer.status, answer.text).toBe(200);
    for (const name of Object.keys(ours)) expect(readMembers(answer)).not.toHaveProperty(name);
    const [row] = await query(site, `SELECT * FROM client WHERE client_id = '${client.client_id}'`);
    expect(row).toMatchObject({ status: 'active' });
    expect(row?.quarantined_at).not.toBeNull();
    expect(JSON.stringify(row?.settings)).not.toMatch(/"?firstParty\\?":\s?true/);
  });

  it('nobody comes to a registration with anything but its own token, and nobody after its end', async () => {
    const [other, ...notTheirs] = [site.clients.web.client_secret, token, 'ghm_unknown', client.client_secret];
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const document = method === 'PUT' ? { ...metadata, client_id: client.client_id } : undefined;
      for (const presented of [other, ...notTheirs]) {
        const { status } = await manageRegistration(site.wire, client, method, document, String(presented));
        expect(status).toBe(401);
      }
    }
    const uri = `${site.issuer}/oauth2/register/${site.clients.web.client_id}`;
    expect((await manageRegistration(site.wire, { ...client, registration_client_uri: uri }, 'DELETE')).status).toBe(
      401,
    );
    expect((await manageRegistration(site.wire, client, 'DELETE')).status).toBe(204);
    for (const method of ['GET', 'DELETE'] as const)
      expect((await manageRegistration(sibling.wire, client, method)).status).toBe(401);
  });
});
