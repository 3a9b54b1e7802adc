/** Tokens for APIs: those of a client that acts for itself, JWT and opaque, and what nobody else can do with them. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { RegisteredClient } from '../harness/command-line';
import { untilDiscovered } from '../harness/discovered';
import { patience } from '../harness/patience';
import { basicCredentials } from '../harness/relying-party';
import { databaseKinds } from '../harness/test-database';
import { readMembers } from '../harness/wire';
import { query } from './databases';
import type { Site } from './site';
import { securitySite } from './site';

const formats = ['jwt', 'opaque'] as const;
type Format = (typeof formats)[number];
const apiOf = (format: Format) => `https://${format}.api.example.test`;

describe.each(databaseKinds)('on %s', (kind) => {
  let site: Site;
  let robot: RegisteredClient;
  let stranger: RegisteredClient;

  const post = (endpoint: string, as: RegisteredClient, fields: Record<string, string>) =>
    site.wire(`${site.issuer}/oauth2/${endpoint}`, {
      method: 'POST',
      headers: { authorization: basicCredentials(as.client_id, as.client_secret ?? '') },
      body: new URLSearchParams(fields),
    });
  const ask = (as: RegisteredClient, fields: Record<string, string>) =>
    post('token', as, { grant_type: 'client_credentials', ...fields });
  const take = async (format: Format) =>
    String(readMembers(await ask(robot, { resource: apiOf(format) })).access_token);
  const introspect = async (as: RegisteredClient, token: string) =>
    readMembers(await post('introspect', as, { token }));
  const errorOf = (answer: Awaited<ReturnType<typeof post>>) => `${answer.status} ${readMembers(answer).error}`;

  beforeAll(async () => {
    site = securitySite(kind);
    const { createClient, cliJson } = site.commandLine;
    const service = { grant_types: ['client_credentials'] };
    robot = await createClient({ ...service, client_name: 'Robot' });
    stranger = await createClient({ ...service, client_name: 'Other robot' });
    for (const format of formats) {
      await cliJson(['api', 'create', apiOf(format), '--token-format', format, '--scope', `read-${format}=Read`]);
      await cliJson(['client', 'allow', robot.client_id, '--api', apiOf(format), '--scope', `read-${format}`]);
      await untilDiscovered(site, `read-${format}`);
    }
  });

  it('a client has what it is allotted, and another one nothing of it', async () => {
    for (const format of formats) {
      const fields = { resource: apiOf(format), scope: `read-${format}` };
      expect((await ask(robot, fields)).status).toBe(200);
      expect(errorOf(await ask(stranger, fields))).toBe('400 invalid_target');
      expect(errorOf(await ask(stranger, { scope: fields.scope }))).toBe('400 invalid_scope');
    }
  });

  it('a JWT leaves no row behind, and an opaque token none that holds it', async () => {
    const count = async (table: string) => {
      const [row] = await query(site, `SELECT count(*) AS rows FROM ${table} WHERE client_id = '${robot.client_id}'`);
      return Number(row?.rows);
    };
    const counts = async () => [await count('"authorization"'), await count('opaque_access_token')] as const;
    const [authorizations, opaque] = await counts();
    await take('jwt');
    expect(await counts()).toEqual([authorizations, opaque]);
    const token = await take('opaque');
    expect(await counts()).toEqual([authorizations, opaque + 1]);
    const rows = await query(site, `SELECT * FROM opaque_access_token WHERE client_id = '${robot.client_id}'`);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it.each(formats)('a token that is %s is of one kind, and nothing as any other', async (format) => {
    const token = await take(format);
    const code = { grant_type: 'authorization_code', code: token, redirect_uri: 'https://app.example.test/callback' };
    const web = site.clients.web;
    expect({
      code: errorOf(await post('token', web, code)),
      'refresh token': errorOf(await post('token', web, { grant_type: 'refresh_token', refresh_token: token })),
      'client secret': errorOf(await ask({ ...robot, client_secret: token }, {})),
      userinfo: (await site.wire(`${site.issuer}/oauth2/userinfo`, { headers: { authorization: `Bearer ${token}` } }))
        .status,
    }).toEqual({
      code: '400 invalid_grant',
      'refresh token': '400 invalid_grant',
      'client secret': '401 invalid_client',
      userinfo: 401,
    });
    expect(await introspect(robot, token)).toMatchObject({ active: true });
  });

  it.each(formats)(
    'a token that is %s is shown to nobody else, revoked by nobody else, and by its client at once',
    async (format) => {
      const token = await take(format);
      expect(await introspect(stranger, token)).toEqual({ active: false });
      expect(errorOf(await post('revoke', stranger, { token }))).toBe('400 invalid_grant');
      expect(await introspect(robot, token)).toMatchObject({ active: true, sub: robot.client_id });
      expect((await post('revoke', robot, { token })).status).toBe(200);
      expect(await introspect(robot, token)).toEqual({ active: false });
    },
  );

  it('what is taken from a client is gone, and so is all of one that is switched off', async () => {
    const { createClient, cliJson } = site.commandLine;
    const own = await createClient({ grant_types: ['client_credentials'] });
    const resource = apiOf('jwt');
    await cliJson(['client', 'allow', own.client_id, '--api', resource]);
    await vi.waitFor(async () => expect((await ask(own, { resource })).status).toBe(200), patience);
    const token = String(readMembers(await ask(own, { resource })).access_token);
    await cliJson(['client', 'disallow', own.client_id, '--api', resource]);
    await vi.waitFor(async () => expect(errorOf(await ask(own, { resource }))).toBe('400 invalid_target'), patience);
    await cliJson(['client', 'update', own.client_id, '--disable']);
    await vi.waitFor(async () => expect(errorOf(await ask(own, {}))).toBe('401 invalid_client'), patience);
    await cliJson(['client', 'update', own.client_id, '--enable']);
    await vi.waitFor(async () => expect((await ask(own, {})).status).toBe(200), patience);
    expect(await introspect(own, token)).toEqual({ active: false });
  });
});
