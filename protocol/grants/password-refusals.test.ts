import { beforeEach, describe, expect, it } from 'vitest';
import type { TestEngine } from '../testing/engine';
import type { PasswordGrantTest } from '../testing/password-grant';
import { beginPasswordGrant, passwordClient, rightPassword } from '../testing/password-grant';
import type { TestClient } from '../testing/registrations';
import { addClient } from '../testing/registrations';
import { credentials, send } from '../testing/token-request';

let engine: TestEngine;
let client: TestClient;
let ada: PasswordGrantTest['ada'];
let ask: PasswordGrantTest['ask'];
let form: PasswordGrantTest['form'];
let grantedRows: PasswordGrantTest['grantedRows'];

beforeEach(async () => {
  ({ engine, client, ada, ask, form, grantedRows } = await beginPasswordGrant());
});

const setStatus = (status: 'active' | 'disabled' | 'locked') =>
  engine.storage.stores.people.update(ada.personId, { status });

/** What is said and told when nothing may come of a request. */
async function expectRefusal(asked: ReturnType<typeof ask>, error: string, code: string) {
  const answer = await asked;
  expect([answer.status, answer.body.error]).toEqual([400, error]);
  expect(engine.events.at(-1)).toMatchObject({ step: 'token', outcome: 'failed', code });
  expect(await grantedRows()).toEqual([]);
  return answer;
}

describe('off unless realm and client have it', () => {
  it.each([
    [false, false, 'unsupported_grant_type', 'grant-type-off'],
    [false, true, 'unsupported_grant_type', 'grant-type-off'],
    [true, false, 'unauthorized_client', 'grant-not-registered'],
  ])('realm %s, client %s: %s, and no password is tried', async (realm, registered, error, code) => {
    engine.options.passwordGrant = realm;
    await expectRefusal(ask({}, registered ? client : await addClient(engine)), error, code);
    expect(engine.passwords.attempts).toEqual([]);
  });

  it('realm and client: it works, and stops when the realm switches it off', async () => {
    expect((await ask()).status).toBe(200);
    engine.options.passwordGrant = false;
    expect((await ask()).body.error).toBe('unsupported_grant_type');
  });

  it.each(['oauth21', 'fapi2'] as const)('the profile %s forbids it, whatever was stored', async (profile) => {
    await expectRefusal(
      ask({}, await addClient(engine, passwordClient, { profile })),
      'unauthorized_client',
      'grant-type-profile',
    );
    expect(engine.passwords.attempts).toEqual([]);
  });

  it('a client that proves nothing gets nothing, whatever was stored', async () => {
    const spa = await addClient(engine, { token_endpoint_auth_method: 'none' });
    const metadata = { ...spa.client.metadata, grant_types: ['password'] };
    await engine.storage.stores.clientAdministration.update(spa.clientId, { metadata }, engine.clock.now());
    await expectRefusal(ask({}, spa), 'unauthorized_client', 'password-public');
    expect(engine.passwords.attempts).toEqual([]);
  });

  it('a client that proves itself wrongly tries no password', async () => {
    const { body, headers } = credentials({ ...client, secret: 'wrong' });
    expect((await send(engine, 'token', { ...body, ...form() }, headers)).status).toBe(401);
    expect(engine.passwords.attempts).toEqual([]);
  });
});

describe('a request that is wrong is no try at a password', () => {
  it.each<[what: string, form: Record<string, string | undefined>, error: string, code: string]>([
    ['no username', { username: undefined }, 'invalid_request', 'username-missing'],
    ['an empty username', { username: '' }, 'invalid_request', 'username-missing'],
    ['no password', { password: undefined }, 'invalid_request', 'password-missing'],
    ['a long username', { username: 'a'.repeat(1025) }, 'invalid_request', 'parameter-too-long'],
    ['a long password', { password: 'a'.repeat(1025) }, 'invalid_request', 'parameter-too-long'],
    ['NUL in the username', { username: 'a\0da' }, 'invalid_request', 'parameter-malformed'],
    ['NUL in the password', { password: `${rightPassword}\0` }, 'invalid_request', 'parameter-malformed'],
    ['a malformed scope', { scope: 'openid "' }, 'invalid_scope', 'scope-malformed'],
    ['a scope that the client is not registered for', { scope: 'phone' }, 'invalid_scope', 'scope-not-allowed'],
    ['an unknown resource', { resource: 'https://x.example' }, 'invalid_target', 'resource-unknown'],
  ])('%s', async (_what, more, error, code) => {
    await expectRefusal(ask(more), error, code);
    expect(engine.passwords.attempts).toEqual([]);
  });

  it('a repeated password', async () => {
    const { headers } = credentials(client);
    const repeated = `${new URLSearchParams({ ...form() })}&password=x`;
    await expectRefusal(send(engine, 'token', repeated, headers), 'invalid_request', 'parameter-repeated');
    expect(engine.passwords.attempts).toEqual([]);
  });
});

describe('a password that proves nothing', () => {
  it.each<[why: string, form: Record<string, string>, status: Parameters<typeof setStatus>[0]]>([
    ['an unknown name', { username: 'eve' }, 'active'],
    ['a wrong password', { password: 'wrong' }, 'active'],
    ['the password with a blank', { password: `${rightPassword} ` }, 'active'],
    ['a disabled person', {}, 'disabled'],
    ['a locked person', {}, 'locked'],
  ])('%s is answered in the same words', async (_why, more, status) => {
    await setStatus(status);
    const answer = await expectRefusal(ask(more), 'invalid_grant', 'password-wrong');
    expect(answer.body.error_description).toBe('User name or password is wrong.');
  });

  it('leaves neither name nor password in what is told', async () => {
    await ask({ username: 'typed-as-a-name', password: 'typed-as-a-password' });
    await ask();
    const told = JSON.stringify([engine.events, await engine.storage.stores.auditReader.list({ limit: 100 })]);
    for (const secret of ['typed-as-a-name', 'typed-as-a-password', rightPassword]) expect(told).not.toContain(secret);
  });

  it('is handed on as it was typed, with where it came from', async () => {
    await ask({ username: ' ADA ', password: ' päss\u202f ' });
    const { traceId } = engine.events.at(-1) ?? {};
    const attempt = { name: ' ADA ', password: ' päss\u202f ', origin: { network: null, traceId } };
    expect(engine.passwords.attempts).toEqual([attempt]);
  });

  it('is held back with the time to wait, and overload is told as such', async () => {
    engine.passwords.waitSeconds = 17;
    const answer = await expectRefusal(ask(), 'invalid_grant', 'password-too-many-attempts');
    expect(answer.headers.get('retry-after')).toBe('17');
    engine.passwords.waitSeconds = 0;
    engine.passwords.beforeAnswer = async () => {
      throw Object.assign(new Error('full'), { kind: 'overloaded' });
    };
    const overloaded = await ask();
    expect([overloaded.status, overloaded.body.error]).toEqual([503, 'temporarily_unavailable']);
    expect(overloaded.headers.get('retry-after')).toBe('5');
  });

  it.each<[what: string, happens: () => Promise<unknown>]>([
    ['is disabled', () => setStatus('disabled')],
    ['gets another password', () => engine.storage.stores.passwords.set(ada.personId, 'new', new Date(0))],
  ])('who %s while it is proven leaves nothing behind', async (_what, happens) => {
    engine.passwords.beforeAnswer = async () => void (await happens());
    await expectRefusal(ask({ scope: 'read' }), 'invalid_grant', 'password-wrong');
    expect(engine.passwords.attempts).toHaveLength(1);
  });
});
