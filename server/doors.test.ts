import { afterEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '@/protocol/ports';
import { obtainCode } from '@/protocol/testing/browser';
import type { TestEngine } from '@/protocol/testing/engine';
import { createTestEngine } from '@/protocol/testing/engine';
import { addClient, signIn } from '@/protocol/testing/registrations';
import { basic, codeForm, codeQuery } from '@/protocol/testing/token-request';
import { clientAddressHeader, vouchForClientAddress } from './client-address';
import { fastPaths } from './fast-door';
import { machineDoor } from './protocol-door';
import { ask, host, start, stop } from './testing/served-instance';

/** What a door is asked; each answer may be needed for the next question. */
interface Question {
  path: string;
  method: string;
  headers: Record<string, string>;
  form: Record<string, string> | undefined;
}
interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}
type Door = (engine: TestEngine) => Promise<(question: Question) => Promise<Answer>>;

const place = globalThis as unknown as Record<symbol, unknown>;
const containerKey = Symbol.for('gatehouse');
const issuer = `https://${host}`;
/** Where the fast door's caller is. */
const network = '127.0.0.1';
afterEach(async () => {
  delete place[containerKey];
  await stop();
});

// Set by Node for the connection; they say nothing about the answer (DECISIONS 22).
const connectionHeaders = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];

const withoutConnection = (headers: [string, string][]) =>
  Object.fromEntries(headers.filter(([name]) => !connectionHeaders.includes(name)));
const formType = 'application/x-www-form-urlencoded;charset=UTF-8';

const fastDoor: Door = async ({ server: engine }) => {
  await start({ engine });
  return async ({ form, ...question }) => {
    const body = form === undefined ? '' : new URLSearchParams(form).toString();
    const headers = { ...(form === undefined ? {} : { 'content-type': formType }), ...question.headers };
    const answer = await ask(question.path, { ...question, headers, body });
    return {
      ...answer,
      headers: withoutConnection(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
    };
  };
};

const nextDoor: Door = async ({ server: engine }) => {
  vouchForClientAddress();
  place[containerKey] = Promise.resolve({ engine, environment: { issuer } });
  return async ({ path, method, headers, form }) => {
    const body = form === undefined ? {} : { body: new URLSearchParams(form) };
    const endpoint = fastPaths.get(new URL(path, issuer).pathname)!;
    const handlers: Record<string, (request: Request) => Promise<Response>> = machineDoor(endpoint);
    // As our own server hands it on to Next.
    const found = { [clientAddressHeader]: network };
    const request = new Request(`${issuer}${path}`, { method, headers: { ...headers, ...found }, ...body });
    const response = await handlers[method]!(request);
    const text = await response.text();
    // Whoever serves the route leaves the body of an answer to HEAD out.
    return {
      status: response.status,
      headers: withoutConnection([...response.headers]),
      body: method === 'HEAD' ? '' : text,
    };
  };
};

/** Everything that a client does in a life, right and wrong, with the same clock and the same chance each time. */
async function liveThrough(door: Door): Promise<{ answers: Answer[]; audit: AuditEntry[] }> {
  const engine = await createTestEngine({}, ['RS256']);
  const client = await addClient(engine, { scope: 'openid profile email offline_access' });
  const session = await signIn(engine);
  const { code = '' } = await obtainCode(engine, codeQuery(client), session);
  const ask = await door(engine);
  const answers: Answer[] = [];
  const put = async (path: string, more: Partial<Question> = {}) => {
    const method = more.form === undefined ? 'GET' : 'POST';
    const answer = await ask({ path, method, headers: {}, form: undefined, ...more });
    answers.push(answer);
    return answer;
  };
  const authorization = basic(client.clientId, client.secret);
  const send = (path: string, form: Record<string, string>) => put(path, { form, headers: { authorization } });

  for (const path of fastPaths.keys()) {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) await put(path, { method });
    await put(`${path}?a=1&a=2`, { headers: { origin: 'https://rp.example' } });
    await put(path, { method: 'OPTIONS', headers: { origin: 'https://rp.example' } });
    await put(path, { form: { client_id: client.clientId, client_secret: 'wrong', token: 'x', grant_type: 'none' } });
  }
  const redeemed = codeForm(code) as Record<string, string>;
  const { access_token, refresh_token } = JSON.parse((await send('/oauth2/token', redeemed)).body);
  const bearer = { authorization: `Bearer ${access_token}` };
  await put('/oauth2/userinfo', { headers: bearer });
  await put('/oauth2/userinfo', { method: 'POST', headers: bearer });
  await put('/oauth2/userinfo', { form: { access_token } });
  await send('/oauth2/introspect', { token: access_token });
  await send('/oauth2/introspect', { token: refresh_token });
  await send('/oauth2/token', { grant_type: 'refresh_token', refresh_token });
  await send('/oauth2/revoke', { token: refresh_token });
  await put('/oauth2/userinfo', { headers: bearer });
  await send('/oauth2/token', redeemed);
  return { answers, audit: await engine.storage.stores.auditReader.list({ limit: 200 }) };
}

describe('the two doors', () => {
  it('give equal answers: status, headers and body, byte for byte', async () => {
    const fast = await liveThrough(fastDoor);
    const next = await liveThrough(nextDoor);
    expect(fast.answers.filter(({ status }) => status === 200).length).toBeGreaterThan(10);
    expect(next.answers).toEqual(fast.answers);
    expect(next.audit).toEqual(fast.audit);
  });

  it.each([
    ['the fast door', fastDoor],
    ["Next's door", nextDoor],
  ])('%s tells the engine from which network a request came, and the audit says so', async (_name, door) => {
    const { audit } = await liveThrough(door);
    const told = audit.filter(({ actor }) => actor.kind === 'client').map((row) => [row.action, row.code, row.network]);
    expect(told).toEqual([
      ['authorization-revoke', 'code-reused', network],
      ['authorization-revoke', null, network],
    ]);
  });
});
