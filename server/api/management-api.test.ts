import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from './open-api';
import { operations } from './operations';
import { addShop, createApiHouse, issuer, shop } from './testing/api';

describe('what is asked for', () => {
  test.each([
    ['GET', '/nothing', 404],
    ['GET', '/applications/x/y/z', 404],
    ['PUT', '/applications', 405],
    ['GET', '/applications?colour=red', 400],
    ['GET', '/applications?limit=0', 400],
    ['GET', '/applications?limit=5&limit=6', 400],
    ['GET', '/applications?sort=colour', 400],
    ['GET', '/applications?cursor=nonsense', 400],
    ['GET', '/applications/%E0%A4%A', 404],
    ['GET', '/applications/a%00b', 404],
  ])('%s %s is answered with %i', async (method, path, status) => {
    const { call, reported } = await createApiHouse();
    const answer = await call(method, path, { as: { person: 'root' } });
    expect(answer).toMatchObject({ status, json: { status, title: expect.any(String), detail: expect.any(String) } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    if (status === 405) expect(answer.headers.get('allow')).toBe('GET, POST');
    expect(reported).toEqual([]);
  });

  test('each wrong member is named, with the sentence of the rule', async () => {
    const { call } = await createApiHouse();
    const body = { ...shop, redirect_uris: ['http://shop.example.com/'], grant_types: ['magic'], colour: 'red' };
    const unknown = await call('POST', '/applications', { body });
    expect(unknown.json.errors).toEqual([
      { pointer: '#/colour', code: 'unknown', detail: 'colour is not known here.' },
    ]);
    const { colour: _, ...known } = body;
    const wrong = await call('POST', '/applications', { body: known });
    expect(wrong).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '#/grant_types', code: 'unknown-value' }] },
    });
    const nested = await call('POST', '/applications', {
      body: { ...shop, settings: { lifetimes: { idTokenSeconds: 0 } } },
    });
    expect(nested.json.errors).toMatchObject([
      { pointer: '#/settings/lifetimes/idTokenSeconds', code: 'out-of-range' },
    ]);
  });

  test('a body of more than a megabyte is refused', async () => {
    const { call } = await createApiHouse();
    const body = JSON.stringify({ ...shop, client_name: 'x'.repeat(1_048_576) });
    expect((await call('POST', '/applications', { body })).status).toBe(413);
  });
});

describe('lists', () => {
  test('come a part at a time, by name, with what they are searched for', async () => {
    const house = await createApiHouse();
    for (const name of ['Cedar', 'ash', 'Birch', 'Oak']) await addShop(house, { client_name: name });
    const first = await house.call('GET', '/applications?limit=3');
    expect(first.json.items.map((item: { client_name: string }) => item.client_name)).toEqual([
      'ash',
      'Birch',
      'Cedar',
    ]);
    const second = await house.call('GET', `/applications?limit=3&cursor=${first.json.next_cursor}`);
    expect(second.json).toMatchObject({ items: [{ client_name: 'Oak', owner: { id: 'ada' } }], next_cursor: null });
    const found = await house.call('GET', '/applications?search=EDAR');
    expect(found.json.items).toMatchObject([{ client_name: 'Cedar', verified_at: null }]);
    expect((await house.call('GET', '/applications?mine=true', { as: { person: 'root' } })).json.items).toEqual([]);
  });
});

describe('a change', () => {
  test('that rests on what was there before is refused, and loses nothing', async () => {
    const house = await createApiHouse();
    const { client_id, client_secret: _, ...made } = await addShop(house);
    const path = `/applications/${client_id}`;
    const read = await house.call('GET', path);
    const tag = read.headers.get('etag') ?? '';
    const change = (client_name: string, headers = {}) => house.call('PATCH', path, { body: { client_name }, headers });
    const first = await change('First', { 'if-match': tag });
    expect(first).toMatchObject({ status: 200, json: { client_name: 'First', redirect_uris: made.redirect_uris } });
    const late = await change('Second', { 'if-match': tag });
    expect(late).toMatchObject({ status: 412, json: { type: 'urn:gatehouse:problem:outdated' } });
    const tagOfFirst = first.headers.get('etag') ?? '';
    expect((await house.call('GET', path)).headers.get('etag')).toBe(tagOfFirst);
    expect((await change('Second', { 'if-match': `"x", ${tagOfFirst}` })).status).toBe(200);
    expect((await change('Third')).status).toBe(200);
  });

  test('gives a new application the tag that it is read with', async () => {
    const { call } = await createApiHouse();
    const made = await call('POST', '/applications', { body: shop });
    expect(made.json.client_secret).toMatch(/^ghs_/);
    const read = await call('GET', `/applications/${made.json.client_id}`);
    expect(read.headers.get('etag')).toBe(made.headers.get('etag'));
    expect(read.text).not.toContain(made.json.client_secret);
  });

  test.each([
    [
      'web',
      { token_endpoint_auth_method: 'client_secret_basic', grant_types: ['authorization_code', 'refresh_token'] },
    ],
    ['spa', { token_endpoint_auth_method: 'none', application_type: 'web' }],
    ['native', { token_endpoint_auth_method: 'none', application_type: 'native' }],
  ])('of the type %s is completed', async (type, expected) => {
    const { call } = await createApiHouse();
    expect((await call('POST', '/applications', { body: { ...shop, type } })).json).toMatchObject(expected);
    const other = { ...shop, type, grant_types: ['authorization_code'] };
    expect((await call('POST', '/applications', { body: other })).json.grant_types).toEqual(['authorization_code']);
  });
});

describe('somebody who is no administrator', () => {
  test('owns so many applications and no more, however many they ask for at once', async () => {
    const { call } = await createApiHouse();
    const as = { as: { person: 'root' } };
    await call('PUT', '/settings/applications-per-person', { ...as, body: { value: 3 } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => call('POST', '/applications', { body: shop })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 403, 403, 403, 403, 403]);
    expect((await call('POST', '/applications', { as: { person: 'bo' }, body: shop })).status).toBe(201);
    const ofRoot = await Promise.all(
      Array.from({ length: 4 }, () => call('POST', '/applications', { ...as, body: shop })),
    );
    expect(ofRoot.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  });
});

describe('an Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'a-1' };

  test('makes one application of fifty equal requests', async () => {
    const { call } = await createApiHouse();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => call('POST', '/applications', { body: shop, headers })),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ status }) => ![201, 409].includes(status))).toEqual([]);
    expect((await call('GET', '/applications')).json.items).toHaveLength(1);
    expect(await call('POST', '/applications', { body: shop, headers })).toMatchObject({ text: made[0]?.text });
  });

  test('is refused for another request, and is nobody else’s', async () => {
    const { call } = await createApiHouse();
    await call('POST', '/applications', { body: shop, headers });
    const other = await call('POST', '/applications', { body: { ...shop, client_name: 'Other' }, headers });
    expect(other).toMatchObject({ status: 422, json: { type: 'urn:gatehouse:problem:idempotency-key-reused' } });
    const theirs = await call('POST', '/applications', { as: { person: 'bo' }, body: shop, headers });
    expect(theirs).toMatchObject({ status: 201 });
    expect(theirs.headers.get('idempotent-replayed')).toBeNull();
  });

  test('of a request that failed can be used again', async () => {
    const { call } = await createApiHouse();
    expect((await call('POST', '/applications', { body: {}, headers })).status).toBe(422);
    expect((await call('POST', '/applications', { body: shop, headers })).status).toBe(201);
  });

  test('keeps secrets out of the database', async () => {
    const { call, storage } = await createApiHouse();
    const made = await call('POST', '/applications', { body: shop, headers });
    const hash = createHash('sha256')
      .update(JSON.stringify(['person ada', 'a-1']))
      .digest('base64url');
    const kept = await storage.stores.idempotentRequests.find(hash);
    expect(kept?.sealedAnswer).toMatch(/./);
    expect(JSON.stringify(kept)).not.toContain(made.json.client_secret);
  });

  test.each(['', 'a b', 'x'.repeat(256)])('%j is refused', async (key) => {
    const { call } = await createApiHouse();
    expect((await call('POST', '/applications', { body: shop, headers: { 'idempotency-key': key } })).status).toBe(400);
  });
});

describe('the OpenAPI document', () => {
  test('is open to everybody and names every operation with its scope', async () => {
    const { call } = await createApiHouse();
    const { status, json } = await call('GET', '/openapi.json', { as: 'nobody' });
    expect(status).toBe(200);
    for (const { path, method, name, scope } of operations)
      expect(json.paths[path][method.toLowerCase()]).toMatchObject({
        operationId: name,
        security: [{ session: [] }, ...(scope === null ? [] : [{ oauth2: [scope] }])],
      });
  });

  test('is valid OpenAPI 3.1', async () => {
    const { Validator } = await import('@seriousme/openapi-schema-validator');
    const validation = await new Validator().validate({ ...(await openApiDocument(issuer)) });
    expect(validation.errors ?? []).toEqual([]);
    expect(validation.valid).toBe(true);
  });
});
