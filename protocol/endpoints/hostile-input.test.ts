import { beforeAll, describe, expect, it } from 'vitest';
import type { TestEngine } from '../testing/engine';
import { createTestEngine, issuer } from '../testing/engine';
import type { TestClient } from '../testing/registrations';
import { addClient, signIn } from '../testing/registrations';
import { codeForm, codeQuery, credentials, obtainTokens, readResponse, send } from '../testing/token-request';

type Endpoint = 'token' | 'introspection' | 'revocation' | 'userinfo';

let engine: TestEngine;
let client: TestClient;
/** A request to each endpoint that is good, or nearly. */
let good: [endpoint: Endpoint, form: Record<string, string | undefined>][];

beforeAll(async () => {
  engine = await createTestEngine();
  client = await addClient(engine);
  const tokens = await obtainTokens(engine, client, await signIn(engine));
  good = [
    ['token', codeForm('unknown')],
    ['token', { grant_type: 'refresh_token', refresh_token: tokens.refresh_token, scope: 'openid' }],
    ['introspection', { token: tokens.access_token, token_type_hint: 'access_token' }],
    ['revocation', { token: 'unknown', token_type_hint: 'refresh_token' }],
    ['userinfo', { access_token: tokens.access_token }],
  ];
});

const names = [
  'grant_type',
  'code',
  'redirect_uri',
  'code_verifier',
  'refresh_token',
  'scope',
  'token',
  'token_type_hint',
  'access_token',
  'client_id',
  'client_secret',
];

/** Ways to spoil one parameter of a form. */
const spoil: [what: string, change: (name: string, value: string) => [string, string][]][] = [
  ['missing', () => []],
  ['empty', (name) => [[name, '']]],
  [
    'repeated',
    (name, value) => [
      [name, value],
      [name, value],
    ],
  ],
  [
    'repeated and empty',
    (name, value) => [
      [name, value],
      [name, ''],
    ],
  ],
  [
    'an array',
    (name, value) => [
      [`${name}[]`, value],
      [`${name}[0]`, value],
    ],
  ],
  [
    'an object',
    (name) => [
      [`${name}[$ne]`, ''],
      [`${name}.x`, ''],
    ],
  ],
  ['holding a NUL', (name, value) => [[name, `${value}\0`]]],
  ['no UTF-8', (name, value) => [[name, `${value}\ufffd`]]],
  ['2 kB', (name) => [[name, 'x'.repeat(2049)]]],
  ['63 kB', (name) => [[name, 'x'.repeat(63 * 1024)]]],
  ['65 kB', (name) => [[name, 'x'.repeat(65 * 1024)]]],
  ['a JSON object', (name) => [[name, '{"$gt":""}']]],
  ['SQL', (name, value) => [[name, `${value}' OR '1'='1`]]],
  ['emoji', (name) => [[name, '😀'.repeat(100)]]],
  [
    '__proto__',
    (_name, value) => [
      ['__proto__', value],
      ['constructor', value],
    ],
  ],
];

describe('no parameter can break an endpoint', () => {
  it.each(spoil)('%s', async (_what, change) => {
    for (const [endpoint, form] of good) {
      const headers = endpoint === 'userinfo' ? {} : credentials(client).headers;
      for (const name of names) {
        const others = Object.entries(form).filter(
          (pair): pair is [string, string] => pair[0] !== name && pair[1] !== undefined,
        );
        const answer = await send(engine, endpoint, [...others, ...change(name, form[name] ?? 'x')], headers);
        expect({ endpoint, name, status: answer.status }).toEqual({
          endpoint,
          name,
          status: expect.toSatisfy((status) => status < 500),
        });
      }
    }
  });

  it.each(spoil)('of the authorization request: %s', async (_what, change) => {
    const query = {
      ...codeQuery(client),
      prompt: 'login',
      max_age: '1',
      claims: '{}',
      resource: 'https://x.example',
      id_token_hint: 'x',
      acr_values: 'x',
      ui_locales: 'en',
      display: 'page',
      login_hint: 'x',
    };
    for (const name of Object.keys(query)) {
      const others = Object.entries(query).filter(([other]) => other !== name);
      const search = new URLSearchParams([...others, ...change(name, String(query[name as keyof typeof query]))]);
      for (const request of [
        new Request(`${issuer}/oauth2/authorize?${search}`),
        new Request(`${issuer}/oauth2/authorize`, { method: 'POST', body: search }),
        new Request(`${issuer}/oauth2/end_session?${search}`),
      ]) {
        const endpoint = request.url.includes('end_session') ? 'endSession' : 'authorize';
        const { status } = await engine.server[endpoint](request, undefined);
        expect({ name, status }).toEqual({ name, status: expect.toSatisfy((code) => code < 500) });
      }
    }
  });
});

describe.each(['token', 'introspection', 'revocation', 'userinfo'] as const)('%s', (endpoint) => {
  const headers = () => (endpoint === 'userinfo' ? {} : credentials(client).headers);
  const post = async (body: string | FormData | ReadableStream, type?: string, length?: string) => {
    const about = { ...headers(), 'content-type': type, 'content-length': length };
    const sent = Object.entries(about).filter((header): header is [string, string] => header[1] !== undefined);
    const init = { method: 'POST', body, duplex: 'half', headers: sent };
    return readResponse(await engine.server[endpoint](new Request(`${issuer}/oauth2/${endpoint}`, init)));
  };

  it.each([
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencodedx',
    '',
  ])('refuses a body of the type %j', async (type) => {
    expect(await post('{"token":"x"}', type)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  it('reads a form whatever is said beside its type, and in any case', async () => {
    const answer = await post('token=x&grant_type=banana', 'Application/X-WWW-Form-URLEncoded; charset=UTF-8');
    expect(answer.body.error).not.toBe('invalid_request');
  });

  it('refuses a multipart form', async () => {
    const form = new FormData();
    form.set('token', 'x');
    expect((await post(form)).status).toBe(400);
  });

  it.each([
    ['announced', 'x'.repeat(70_000), '70000'],
    ['announced as less', 'x'.repeat(70_000), '5'],
    ['unannounced', new Blob(['x'.repeat(70_000)]), undefined],
  ])('refuses more than 64 kB, %s', async (_what, body, length) => {
    const sent = typeof body === 'string' ? body : body.stream();
    const answer = await post(sent, 'application/x-www-form-urlencoded', length);
    expect(answer).toMatchObject({ status: 413, body: { error: 'invalid_request' } });
  });

  it('refuses a body that breaks off', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    const answer = await post(broken, 'application/x-www-form-urlencoded');
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'HEAD'])('does not answer %s', async (method) => {
    const answer = await send(engine, endpoint, '', headers(), method);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toContain('POST');
  });

  it('puts nothing that was sent into its errors', async () => {
    const { text } = await send(
      engine,
      endpoint,
      { token: '<script>', grant_type: '<script>', access_token: '<script>' },
      headers(),
    );
    expect(text).not.toContain('<script');
  });
});

describe('a form at the token endpoint', () => {
  it.each([
    [{}, 'invalid_request'],
    [{ grant_type: '' }, 'invalid_request'],
    [{ grant_type: 'banana' }, 'unsupported_grant_type'],
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{ grant_type: 'client_credentials' }, 'unauthorized_client'],
    [{ grant_type: 'toString' }, 'unsupported_grant_type'],
    [{ grant_type: '__proto__' }, 'unsupported_grant_type'],
    [{ grant_type: 'code' }, 'unsupported_grant_type'],
  ])('%j: %s', async (form, error) => {
    const answer = await send(engine, 'token', form, credentials(client).headers);
    expect(answer).toMatchObject({ status: 400, body: { error } });
  });

  it('says which grant_type is meant by a common slip', async () => {
    const { body } = await send(engine, 'token', { grant_type: 'code' }, credentials(client).headers);
    expect(body.error_description).toContain('authorization_code');
  });

  it('is not read from the query', async () => {
    const url = `${issuer}/oauth2/token?${new URLSearchParams({ grant_type: 'authorization_code', code: 'x' })}`;
    const request = new Request(url, { method: 'POST', headers: credentials(client).headers });
    expect((await readResponse(await engine.server.token(request))).body.error_description).toContain('grant_type');
  });

  it('fails with the trace of its failure', async () => {
    const { body } = await send(engine, 'token', codeForm('x'), credentials(client).headers);
    const event = engine.events.at(-1);
    expect(event).toMatchObject({ step: 'token', outcome: 'failed', code: 'code-unknown', clientId: client.clientId });
    expect(body.error_uri).toBe(`${issuer}/errors/${event?.traceId}`);
  });
});
