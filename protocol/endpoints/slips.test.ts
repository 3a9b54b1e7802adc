import { beforeAll, describe, expect, it } from 'vitest';
import { grants } from '../grants';
import type { TestEngine } from '../testing/engine';
import { createTestEngine, issuer } from '../testing/engine';
import type { TestClient } from '../testing/registrations';
import { addClient } from '../testing/registrations';
import { basic, credentials, readResponse, send } from '../testing/token-request';

let engine: TestEngine;
let client: TestClient;
beforeAll(async () => {
  engine = await createTestEngine({ passwordGrant: true });
  client = await addClient(engine);
});

const device = 'urn:ietf:params:oauth:grant-type:device_code';

describe('a common slip is refused with the right way', () => {
  it.each([
    ['code', 'authorization_code'],
    ['auth_code', 'authorization_code'],
    ['Authorization_Code', 'authorization_code'],
    ['authorization-code', 'authorization_code'],
    ['authorizationCode', 'authorization_code'],
    ['refresh', 'refresh_token'],
    ['refreshToken', 'refresh_token'],
    ['client', 'client_credentials'],
    ['client-credentials', 'client_credentials'],
    ['device_code', device],
    ['device', device],
    ['urn:ietf:params:oauth:grant-type:device-code', device],
    ['urn:ietf:params:oauth:grant_type:device_code', device],
    ['implicit', 'response_type'],
    ['token', 'response_type'],
  ])('grant_type %s: %s', async (grant_type, named) => {
    const { status, body } = await send(engine, 'token', { grant_type, code: 'x' }, credentials(client).headers);
    expect([status, body.error]).toEqual([400, 'unsupported_grant_type']);
    expect(String(body.error_description)).toContain(named);
  });

  it('no grant that there is counts for a slip', async () => {
    for (const { grantType: grant_type } of Object.values(grants)) {
      const { body } = await send(engine, 'token', { grant_type }, credentials(client).headers);
      expect(body.error).not.toBe('unsupported_grant_type');
    }
  });

  it.each(['toString', '__proto__', 'constructor', 'banana', '😀'])('%s is none of them', async (grant_type) => {
    const { body } = await send(engine, 'token', { grant_type }, credentials(client).headers);
    expect(body.error_description).toBe('This grant_type is not supported.');
  });

  it.each(['token', 'introspection', 'revocation'] as const)('GET at %s: POST', async (endpoint) => {
    const request = new Request(`${issuer}/oauth2/${endpoint}?grant_type=authorization_code`);
    const answer = await readResponse(await engine.server[endpoint](request));
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
    expect(answer.body.error_description).toContain('POST');
  });

  it.each(['text/plain', 'multipart/form-data; boundary=x', 'application/json', ''])(
    'the content type %j: the right one',
    async (type) => {
      const answer = await send(engine, 'token', '{"a":"b"}', { ...credentials(client).headers, 'content-type': type });
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
      expect(answer.body.error_description).toContain('application/x-www-form-urlencoded');
    },
  );

  const inQuery = async (query: Record<string, string>, body: string) => {
    const init = { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    return readResponse(await engine.server.token(new Request(`${issuer}/x?${new URLSearchParams(query)}`, init)));
  };

  it('everything in the query: the body', async () => {
    const answer = await inQuery({ grant_type: 'authorization_code', client_id: client.clientId }, '');
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(answer.body.error_description).toContain('not in the query');
  });

  it.each(['client_id', 'client_secret', 'client_assertion'])('%s in the query: the body', async (name) => {
    const answer = await inQuery({ [name]: 'x' }, 'grant_type=authorization_code&code=x');
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(answer.body.error_description).toContain('never in the query');
  });

  it('a client_id in the body that is not the one of the header: said so', async () => {
    const headers = { authorization: basic(client.clientId, client.secret) };
    const form = { grant_type: 'authorization_code', code: 'x', client_id: 'gh_other' };
    const answer = await send(engine, 'token', form, headers);
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(answer.body.error_description).toContain('client_id in the body');
  });

  it('a Bearer header where a client should prove itself: Basic', async () => {
    const answer = await send(engine, 'token', { grant_type: 'authorization_code' }, { authorization: 'Bearer x' });
    expect(answer.body.error_description).toContain('Basic');
  });
});
