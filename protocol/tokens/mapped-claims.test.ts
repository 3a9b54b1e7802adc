/** What an administrator chose for one client: where claims go and what they are called; roles and groups among them. */
import { describe, expect, it } from 'vitest';
import { issueRowId } from '../identifiers';
import type { ClientSettings } from '../ports';
import { obtainCode } from '../testing/browser';
import type { TestEngine } from '../testing/engine';
import { createTestEngine } from '../testing/engine';
import { beginFrontChannel } from '../testing/front-channel';
import { addApi, addClient, giveRoles, signIn } from '../testing/registrations';
import { codeForm, codeQuery, obtainTokens, payloadOf, refresh, sendAs, userinfo } from '../testing/token-request';

type Settings = Partial<ClientSettings>;
const everywhere: ClientSettings['claims'][number]['in'] = ['id_token', 'userinfo', 'access_token'];

/** A role in one application. */
async function giveLocalRole({ storage, clock, random }: TestEngine, personId: string, clientId: string, name: string) {
  const role = { id: issueRowId(clock.now(), random), clientId, name, description: '' };
  await storage.stores.roles.create(role);
  await storage.stores.roles.grant(role.id, { personId });
}

/** Ada, who is an editor everywhere, a clerk in this application, a chief in another, and in the group Staff. */
async function begin(settings: Settings = {}, scope = 'openid profile email roles groups') {
  const engine = await createTestEngine();
  await addApi(engine, { includesRoles: true });
  const client = await addClient(engine, { scope: 'openid profile email roles groups read offline_access' }, settings);
  const other = await addClient(engine);
  const ada = await signIn(engine);
  const { stores } = engine.storage;
  await giveRoles(engine, ada, ['editor']);
  await giveLocalRole(engine, ada.personId, client.clientId, 'clerk');
  await giveLocalRole(engine, ada.personId, other.clientId, 'chief');
  const group = { id: issueRowId(engine.clock.now(), engine.random), name: 'Staff', description: '' };
  await stores.groups.create(group);
  await stores.groups.add(group.id, ada.personId);
  const read = async (query: Record<string, string> = {}) => {
    const tokens = await obtainTokens(engine, client, ada, { scope, ...query });
    return {
      tokens,
      id_token: payloadOf(tokens.id_token),
      userinfo: (await userinfo(engine, tokens.access_token)).body,
      access_token: payloadOf(tokens.access_token),
      introspection: (await sendAs(engine, client, 'introspection', { token: tokens.access_token })).body,
    };
  };
  return { engine, client, ada, read };
}

const usual = [...['acr', 'amr', 'at_hash', 'aud', 'auth_time', 'exp', 'iat', 'iss', 'nonce', 'sid', 'sub']];

describe('the scopes roles and groups', () => {
  it('tell userinfo the roles of the realm and of this application, and the groups, and no token', async () => {
    const { read } = await begin();
    const told = await read();
    expect(told.userinfo).toMatchObject({ roles: ['clerk', 'editor'], groups: ['Staff'] });
    expect(Object.keys(told.id_token).sort()).toEqual(usual);
    expect(told.access_token).not.toHaveProperty('roles');
    expect(told.access_token).not.toHaveProperty('groups');
  });

  it('tell nothing when they were not granted, nor of what nobody has', async () => {
    const { read } = await begin({}, 'openid');
    expect(Object.keys((await read()).userinfo)).toEqual(['sub']);
    const engine = await createTestEngine();
    const client = await addClient(engine);
    const tokens = await obtainTokens(engine, client, await signIn(engine), { scope: 'openid roles groups' });
    expect(Object.keys((await userinfo(engine, tokens.access_token)).body)).toEqual(['sub']);
  });

  it('may be asked for by name, in the ID token too', async () => {
    const { read } = await begin({}, 'openid');
    const claims = JSON.stringify({ id_token: { roles: null, groups: { essential: true } } });
    expect((await read({ claims })).id_token).toMatchObject({ roles: ['clerk', 'editor'], groups: ['Staff'] });
  });

  it('follow what is granted and taken away at the next look', async () => {
    const { engine, ada, read } = await begin();
    const { tokens } = await read();
    await giveRoles(engine, ada, ['reader']);
    expect((await userinfo(engine, tokens.access_token)).body.roles).toEqual(['clerk', 'reader']);
  });

  it('do not make a role of one application one of the realm: an API hears of those of the realm alone', async () => {
    const { engine, client, ada, read } = await begin();
    await giveLocalRole(engine, ada.personId, client.clientId, 'owner');
    const { access_token } = await read({ scope: 'openid roles read', resource: 'https://api.example' });
    expect(access_token.roles).toEqual(['editor']);
  });

  it('give a role of one application no scope of an API', async () => {
    const engine = await createTestEngine();
    await addApi(engine);
    const client = await addClient(engine, { scope: 'openid read write' });
    const ada = await signIn(engine);
    await giveLocalRole(engine, ada.personId, client.clientId, 'editor');
    expect((await obtainTokens(engine, client, ada, { scope: 'openid read write' })).scope).toBe('openid read');
  });
});

describe('the switch for claims of scopes in the ID token', () => {
  const on = { scopeClaimsInIdToken: true };

  it('is off, and puts them there when it is on, at the code as at each refresh', async () => {
    const { engine, client, read } = await begin(on, 'openid profile email roles offline_access');
    const { id_token, userinfo: answered, tokens } = await read();
    const again = payloadOf(String((await refresh(engine, client, tokens.refresh_token)).body.id_token));
    for (const token of [id_token, again])
      expect(token).toMatchObject({ ...answered, preferred_username: 'ada', roles: ['clerk', 'editor'] });
    expect(id_token).not.toHaveProperty('groups');
  });

  it('holds no more than the scopes of the request', async () => {
    const { read } = await begin(on, 'openid email');
    expect(Object.keys((await read()).id_token).sort()).toEqual([...usual, 'email', 'email_verified'].sort());
  });

  it('keeps them off the address where a code goes along', async () => {
    const hybrid = await beginFrontChannel('code id_token', {}, { settings: on });
    const front = await hybrid.ask({ scope: 'openid email' });
    expect(payloadOf(front.id_token ?? '')).not.toHaveProperty('email');
    const { body } = await sendAs(hybrid.engine, hybrid.client, 'token', codeForm(front.code));
    expect(payloadOf(String(body.id_token))).toHaveProperty('email');
    const implicit = await beginFrontChannel('id_token token', {}, { settings: on });
    expect(payloadOf((await implicit.ask({ scope: 'openid email' })).id_token ?? '')).toHaveProperty('email');
    const off = await beginFrontChannel('id_token token');
    expect(payloadOf((await off.ask({ scope: 'openid email' })).id_token ?? '')).not.toHaveProperty('email');
  });
});

describe('a mapped claim', () => {
  it('goes where it was put, under its name', async () => {
    const claims: ClientSettings['claims'] = [
      { claim: 'mail', from: 'email', in: everywhere },
      { claim: 'https://shop.example/roles', from: 'roles', in: ['id_token'] },
      { claim: 'memberOf', from: 'groups', in: ['access_token'] },
      { claim: 'tenant', value: 'acme', in: ['userinfo'] },
    ];
    const told = await (await begin({ claims })).read();
    expect(told.id_token).toMatchObject({ mail: 'ada@example.com', 'https://shop.example/roles': ['clerk', 'editor'] });
    expect(told.userinfo).toMatchObject({
      mail: 'ada@example.com',
      tenant: 'acme',
      email_verified: true,
      roles: ['clerk', 'editor'],
    });
    expect(told.access_token).toMatchObject({ mail: 'ada@example.com', memberOf: ['Staff'] });
    expect(told.introspection).toMatchObject({ mail: 'ada@example.com', memberOf: ['Staff'] });
    expect(told.userinfo).not.toHaveProperty('email');
    expect(Object.keys(told.id_token).sort()).toEqual([...usual, 'https://shop.example/roles', 'mail'].sort());
    expect(told.access_token).not.toHaveProperty('tenant');
  });

  it('keeps its own name where it is mapped to that, too', async () => {
    const claims: ClientSettings['claims'] = [
      { claim: 'mail', from: 'email', in: ['userinfo'] },
      { claim: 'email', from: 'email', in: ['userinfo', 'id_token'] },
    ];
    const { userinfo: answered, id_token } = await (await begin({ claims })).read();
    expect(answered).toMatchObject({ mail: 'ada@example.com', email: 'ada@example.com' });
    expect(id_token).toHaveProperty('email');
  });

  it('tells nothing of a person that was not granted; what is the same for all needs no grant', async () => {
    const claims: ClientSettings['claims'] = [
      { claim: 'mail', from: 'email', in: everywhere },
      { claim: 'rights', from: 'roles', in: everywhere },
      { claim: 'tenant', value: ['acme'], in: everywhere },
    ];
    const told = await (await begin({ claims }, 'openid')).read();
    for (const place of [told.id_token, told.userinfo, told.access_token, told.introspection]) {
      expect(place.tenant).toEqual(['acme']);
      expect(place).not.toHaveProperty('mail');
      expect(place).not.toHaveProperty('rights');
    }
  });

  it('is told again only as far as a refresh goes', async () => {
    const claims: ClientSettings['claims'] = [{ claim: 'mail', from: 'email', in: ['id_token'] }];
    const { engine, client, read } = await begin({ claims }, 'openid email offline_access');
    const { tokens, id_token } = await read();
    expect(id_token).toHaveProperty('mail');
    const narrowed = await refresh(engine, client, tokens.refresh_token, { scope: 'openid' });
    expect(payloadOf(String(narrowed.body.id_token))).not.toHaveProperty('mail');
  });

  it('is no role at an API that asks for roles', async () => {
    const claims: ClientSettings['claims'] = [{ claim: 'roles', from: 'groups', in: ['access_token'] }];
    const { read } = await begin({ claims });
    expect((await read()).access_token.roles).toEqual(['Staff']);
    const atApi = await read({ scope: 'openid groups read', resource: 'https://api.example' });
    expect(atApi.access_token.roles).toEqual(['editor']);
    expect(atApi.introspection.roles).toEqual(['editor']);
  });

  it('of a client that acts for itself is what is the same for all', async () => {
    const engine = await createTestEngine();
    const claims: ClientSettings['claims'] = [
      { claim: 'mail', from: 'email', in: everywhere },
      { claim: 'tenant', value: 'acme', in: everywhere },
    ];
    const machine = await addClient(engine, { grant_types: ['client_credentials'], response_types: [] }, { claims });
    const { body } = await sendAs(engine, machine, 'token', { grant_type: 'client_credentials' });
    expect(payloadOf(String(body.access_token))).toMatchObject({ tenant: 'acme', sub: machine.clientId });
    expect(payloadOf(String(body.access_token))).not.toHaveProperty('mail');
  });

  it('changes nothing of the protocol, whatever was stored', async () => {
    const names = [...usual, 'client_id', 'scope', 'jti', 'active', 'token_type'];
    const claims = names.map((claim) => ({ claim, value: 'forged', in: everywhere }));
    const told = await (await begin({ claims })).read();
    for (const name of usual) expect(told.id_token[name], name).not.toBe('forged');
    for (const name of ['iss', 'sub', 'aud', 'exp', 'iat', 'jti', 'client_id', 'scope']) {
      expect(told.access_token[name], name).not.toBe('forged');
      expect(told.introspection[name], name).not.toBe('forged');
    }
    expect(told.userinfo.sub).not.toBe('forged');
  });
});

describe('an opaque access token', () => {
  it('is introspected with what a JWT would say', async () => {
    const engine = await createTestEngine();
    await addApi(engine, { accessTokenFormat: 'opaque' });
    const claims: ClientSettings['claims'] = [{ claim: 'mail', from: 'email', in: ['access_token'] }];
    const client = await addClient(engine, { scope: 'openid email read' }, { claims });
    const ada = await signIn(engine);
    const query = codeQuery(client, { scope: 'openid email read', resource: 'https://api.example' });
    const { code } = await obtainCode(engine, query, ada);
    const { body } = await sendAs(engine, client, 'token', codeForm(code));
    const told = await sendAs(engine, client, 'introspection', { token: String(body.access_token) });
    expect(told.body).toMatchObject({ active: true, mail: 'ada@example.com' });
  });
});
