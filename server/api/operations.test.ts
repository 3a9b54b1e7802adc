/** What holds for every operation of the management API, whichever it is. */
import { describe, expect, test } from 'vitest';
import type { AnyOperation } from './operation';
import { operations } from './operations';
import type { ApiScopeName } from './scopes';
import { apiScopes } from './scopes';
import type { As } from './testing/api';
import { createApiHouse } from './testing/api';
import { samples } from './testing/samples';

const administrator: As = { person: 'root' };
const stranger: As = { person: 'bo' };

async function prepare({ name, method }: AnyOperation) {
  const house = await createApiHouse();
  const make = samples[name];
  if (make === undefined) throw new Error(`There is no sample of ${name}.`);
  const { path, body } = await make(house);
  const before = (await house.storage.stores.auditReader.list({ limit: 100 })).length;
  const send = (as: As, headers: Record<string, string> = {}, sent: unknown = body) =>
    house.call(method, path, { as, headers, ...(sent === undefined ? {} : { body: sent }) });
  const audited = async () => (await house.storage.stores.auditReader.list({ limit: 100 })).length - before;
  return { house, path, body, send, audited };
}

const isChange = ({ method }: AnyOperation) => method !== 'GET';
const isOfObject = ({ path, audience }: AnyOperation) => path.includes('{') && audience !== 'operators';
const scopeNames = Object.keys(apiScopes) as ApiScopeName[];
const names = (wanted: (operation: AnyOperation) => boolean = () => true) =>
  operations.filter(wanted).map((operation) => [operation.name, operation] as const);

test('every operation has a name, a path and a sample of its own', () => {
  expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
  expect(new Set(operations.map(({ method, path }) => `${method} ${path}`)).size).toBe(operations.length);
  expect(Object.keys(samples).sort()).toEqual(operations.map(({ name }) => name).sort());
});

describe.each(names())('%s', (_, operation) => {
  test('answers an administrator as it says, and audits what it changes', async () => {
    const { send, audited, house } = await prepare(operation);
    const answer = await send(administrator);
    expect(answer).toMatchObject({ status: operation.status });
    if (operation.answer !== undefined) expect(operation.answer.safeParse(answer.json).error).toBeUndefined();
    expect(await audited()).toBe(isChange(operation) ? 1 : 0);
    expect(house.reported).toEqual([]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('answers a token of its scope, and none of all the others', async () => {
    const { send, audited } = await prepare(operation);
    const { scope } = operation;
    const refused = await send({ scopes: scopeNames.filter((name) => name !== scope) });
    expect(await audited()).toBe(0);
    if (scope === null) {
      expect(refused).toMatchObject({ status: 403, json: { type: 'urn:gatehouse:problem:session-only' } });
      return;
    }
    expect(refused).toMatchObject({ status: 403, json: { type: 'urn:gatehouse:problem:insufficient-scope' } });
    expect(refused.headers.get('www-authenticate')).toContain(`error="insufficient_scope", scope="${scope}"`);
    expect((await send({ scopes: [scope] })).status).toBe(operation.status);
  });

  test('answers nobody else', async () => {
    const { send, audited } = await prepare(operation);
    expect(await send('nobody')).toMatchObject({ status: 401, json: { type: 'urn:gatehouse:problem:not-signed-in' } });
    const bad = await send('nobody', { authorization: 'Bearer nonsense' });
    expect(bad).toMatchObject({ status: 401, json: { type: 'urn:gatehouse:problem:invalid-token' } });
    expect(bad.headers.get('www-authenticate')).toContain('invalid_token');
    expect((await send({ person: 'nobody' })).status).toBe(401);
    expect(await audited()).toBe(0);
  });
});

describe.each(names(isChange))('%s', (_, operation) => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another origin of this site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
    ['no origin at all', { 'sec-fetch-site': '' }],
  ])('takes no session from %s', async (__, headers) => {
    const { send, audited } = await prepare(operation);
    const asked = { person: 'root', headers: headers as Record<string, string> };
    expect((await send(asked)).status).toBe(403);
    expect(await audited()).toBe(0);
  });

  test('is done once for one Idempotency-Key, and answered again', async () => {
    const { send, audited } = await prepare(operation);
    const headers = { 'idempotency-key': 'once' };
    const [first, second] = [await send(administrator, headers), await send(administrator, headers)];
    expect(first.status).toBe(operation.status);
    expect(second).toMatchObject({ status: first.status, text: first.text });
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(await audited()).toBe(1);
  });
});

describe.each(names())('%s', (_, operation) => {
  const elevenMinutesAgo: As = { person: 'root', signedInSecondsAgo: 660 };

  test(`${operation.fresh ? 'asks for a' : 'needs no'} fresh authentication`, async () => {
    const { send, audited } = await prepare(operation);
    const stale = await send(elevenMinutesAgo);
    if (operation.fresh === undefined) return expect(stale.status).toBe(operation.status);
    expect(stale).toMatchObject({
      status: 403,
      json: { type: 'urn:gatehouse:problem:fresh-authentication-needed' },
    });
    expect(await audited()).toBe(0);
    expect((await send({ person: 'root', signedInSecondsAgo: 600 })).status).toBe(operation.status);
  });
});

describe.each(names(({ body }) => body !== undefined))('%s', (_, operation) => {
  test.each([
    ['an unknown member', (body: object) => ({ ...body, realm_id: 'other' }), 422],
    [
      'an unknown member that is none',
      (body: object) => `${JSON.stringify(body).slice(0, -1)},"__proto__":{"a":1}}`,
      400,
    ],
    ['a list', () => [], 422],
    ['text', () => '"text"', 422],
    ['what is no JSON', () => '{"a":', 400],
    ['something deep', () => `${'['.repeat(5000)}${']'.repeat(5000)}`, 400],
  ])('refuses %s and changes nothing', async (__, make, status) => {
    const { send, audited, body, house } = await prepare(operation);
    const answer = await send(administrator, {}, make(body as object));
    expect(answer).toMatchObject({ status, json: { status, trace_id: expect.any(String) } });
    expect(await audited()).toBe(0);
    expect(house.reported).toEqual([]);
  });

  test('takes JSON only', async () => {
    const { send } = await prepare(operation);
    expect((await send(administrator, { 'content-type': 'text/plain' })).status).toBe(415);
  });
});

describe.each(names(isOfObject))('%s', (_, operation) => {
  test("says of somebody else's object what it says of none", async () => {
    const { send, path, body, house, audited } = await prepare(operation);
    const theirs = await send(stranger);
    expect(theirs).toMatchObject({ status: 404, json: { type: 'urn:gatehouse:problem:not-found' } });
    const [, , id = ''] = path.split('/');
    const named = operation.audience === 'self' ? (path.split('/').at(-1) ?? '') : id;
    const none = await house.call(operation.method, path.replace(`/${named}`, '/none'), {
      as: stranger,
      ...(body === undefined ? {} : { body }),
    });
    const withoutNames = ({ json }: typeof none) => ({
      ...json,
      trace_id: '',
      detail: json.detail.replace(/ \S+\.$/, ''),
    });
    expect(withoutNames(theirs)).toEqual(withoutNames(none));
    expect(await audited()).toBe(0);
  });
});

describe.each(names(({ audience }) => audience === 'operators'))('%s', (_, operation) => {
  const { scope } = operation;
  const others: [string, As][] = [
    ['somebody signed in', stranger],
    ...(scope === null ? [] : ([['software that acts for them', { scopes: [scope], person: 'bo' }]] as [string, As][])),
  ];
  test.each(others)('is not there for %s', async (__, as) => {
    const { send, audited } = await prepare(operation);
    expect((await send(as)).status).toBe(404);
    expect(await audited()).toBe(0);
  });
});
