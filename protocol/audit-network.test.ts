/** Each durable row says from which network a request came: as the server told the engine, whatever the headers say. */
import { describe, expect, it } from 'vitest';
import type { EndUserSession } from './ports';
import { allow, encode, readAnswer, readPending } from './testing/browser';
import type { TestEngine } from './testing/engine';
import { createTestEngine, issuer } from './testing/engine';
import type { TestClient } from './testing/registrations';
import { addClient, signIn } from './testing/registrations';
import { codeForm, codeQuery, credentials } from './testing/token-request';

const network = '203.0.113.7';
const lies = { 'x-forwarded-for': '198.51.100.1', forwarded: 'for=198.51.100.1', 'x-real-ip': '198.51.100.1' };

async function begin(settings = {}) {
  const engine = await createTestEngine();
  const client = await addClient(engine, {}, settings);
  return { engine, client, ada: await signIn(engine) };
}

function ask({ server }: TestEngine, query: Record<string, string | undefined>, session: EndUserSession) {
  const request = new Request(`${issuer}/oauth2/authorize?${encode(query)}`, { headers: lies });
  return server.authorize(request, session, network);
}

async function send({ server }: TestEngine, client: TestClient, endpoint: 'token' | 'revocation', form: object) {
  const { headers, body } = credentials(client);
  const request = new Request(`${issuer}/oauth2/${endpoint}`, {
    method: 'POST',
    headers: { ...headers, ...lies, 'content-type': 'application/x-www-form-urlencoded' },
    body: encode({ ...body, ...form }),
  });
  const response = await server[endpoint](request, network);
  return response.text();
}

async function takeCode(engine: TestEngine, client: TestClient, ada: EndUserSession): Promise<string> {
  const { code = '' } = await readAnswer(await ask(engine, codeQuery(client), ada));
  return code;
}

const rows = async ({ storage }: TestEngine) => {
  const all = await storage.stores.auditReader.list({ limit: 10 });
  return all.map((row) => [row.action, row.code, row.network]);
};
const issued = ['authorization-create', null, network];

describe('a code', () => {
  it('that is issued at once', async () => {
    const { engine, client, ada } = await begin({ firstParty: true });
    await takeCode(engine, client, ada);
    expect(await rows(engine)).toEqual([issued]);
  });

  it('that is issued after a step, to whoever finished it', async () => {
    const { engine, client, ada } = await begin();
    const { id, secret } = readPending(await ask(engine, codeQuery(client), ada));
    const pending = await engine.server.interaction.open(id, secret);
    await engine.server.interaction.record(pending, allow(ada, ['openid']));
    await engine.server.resume(id, secret, ada, '203.0.113.8');
    expect(await rows(engine)).toEqual([['authorization-create', null, '203.0.113.8']]);
  });

  it('that is redeemed twice', async () => {
    const { engine, client, ada } = await begin({ firstParty: true });
    const form = codeForm(await takeCode(engine, client, ada));
    await send(engine, client, 'token', form);
    await send(engine, client, 'token', form);
    expect(await rows(engine)).toEqual([['authorization-revoke', 'code-reused', network], issued]);
  });
});

describe('a refresh token', () => {
  const take = async () => {
    const { engine, client, ada } = await begin({ firstParty: true, replayWindowSeconds: 0 });
    const answer = await send(engine, client, 'token', codeForm(await takeCode(engine, client, ada)));
    return { engine, client, tokens: JSON.parse(answer) };
  };

  it('that is used twice', async () => {
    const { engine, client, tokens } = await take();
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    await send(engine, client, 'token', form);
    await send(engine, client, 'token', form);
    expect(await rows(engine)).toEqual([['authorization-revoke', 'refresh-token-reused', network], issued]);
  });

  it.each([
    ['refresh_token', 'authorization-revoke'],
    ['access_token', 'access-token-revoke'],
  ])('that is revoked, like an access token: %s', async (name, action) => {
    const { engine, client, tokens } = await take();
    await send(engine, client, 'revocation', { token: tokens[name] });
    expect(await rows(engine)).toEqual([[action, null, network], issued]);
  });
});

describe('a sign-out', () => {
  const end = async (query: Record<string, string>) => {
    const { engine, client, ada } = await begin({ firstParty: true });
    const tokens = JSON.parse(await send(engine, client, 'token', codeForm(await takeCode(engine, client, ada))));
    const url = `${issuer}/oauth2/end_session?${encode({ id_token_hint: tokens.id_token, ...query })}`;
    return { engine, ada, answer: await engine.server.endSession(new Request(url, { headers: lies }), ada, network) };
  };

  it('that is done at once', async () => {
    const { engine } = await end({});
    expect(engine.signOuts).toEqual([{ network, traceId: expect.any(String) }]);
  });

  it('that is confirmed, by whoever confirmed it', async () => {
    const { engine, ada, answer } = await end({ id_token_hint: 'x.y.z' });
    const { id, secret } = readPending(answer);
    await engine.server.logout.confirm(id, secret, ada, '203.0.113.8');
    expect(engine.signOuts).toEqual([{ network: '203.0.113.8', traceId: expect.any(String) }]);
  });
});
