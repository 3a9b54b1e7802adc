import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredClient } from '../harness/command-line';
import { applicationOrigin } from '../harness/data';
import type { Instance } from '../harness/instance';
import { startInstance } from '../harness/instance';
import type { Wire, WireRequest, WireResponse } from '../harness/wire';
import { readMembers } from '../harness/wire';
import type { Provider } from './provider';
import { authorize, openProvider, redirectUri, scope } from './provider';

let provider: Provider;
let next: Instance;
let client: RegisteredClient;
beforeAll(async () => {
  provider = await openProvider({ door: 'fast', database: 'sqlite' });
  const { issuer, dataDir } = provider.instance;
  // The same issuer, database and keys, behind Next alone.
  next = await startInstance({ door: 'next', database: 'sqlite', issuer, env: { DATA_DIR: dataDir } });
  client = provider.registered.client_secret_basic;
});
afterAll(async () => {
  await next?.remove();
  await provider?.close();
});

const ask = (path: string, request?: WireRequest) =>
  Promise.all([provider.instance.wire, next.wire].map((wire) => wire(`${provider.instance.issuer}${path}`, request)));

// How the bytes travel, which each server decides for itself.
const framing = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'];
// Next says of each of its answers that it varies with these; route handlers have no say in it.
const nextsOwn = /^(?:rsc|next-.*|accept-encoding)$/i;

function headersOf({ headers }: WireResponse): Record<string, string> {
  const vary = (headers.get('vary') ?? '').split(/, */).filter((name) => name !== '' && !nextsOwn.test(name));
  const rest = [...headers].filter(([name]) => name !== 'vary' && !framing.includes(name));
  return Object.fromEntries([...rest, ...(vary.length > 0 ? [['vary', vary.join(', ')]] : [])]);
}

/** Chance and time differ from one answer to the next: tokens, traces, seconds. */
function bodyOf({ text }: WireResponse): string {
  return text
    .replace(/ey[\w-]+\.[\w-]+\.[\w-]+/g, '<jwt>')
    .replace(/ghr_[\w-]+/g, '<refresh token>')
    .replace(/errors\/[a-z2-7]{26}/g, 'errors/<trace>');
}

function expectEqual([fast, plain]: WireResponse[]): void {
  const describeAnswer = (answer: WireResponse) => ({
    status: answer.status,
    headers: headersOf(answer),
    body: bodyOf(answer),
  });
  expect(describeAnswer(plain!)).toEqual(describeAnswer(fast!));
}

const paths = [
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
  '/oauth2/jwks',
  '/oauth2/check_session',
  '/oauth2/token',
  '/oauth2/introspect',
  '/oauth2/revoke',
  '/oauth2/userinfo',
];
const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });

const questions: Record<string, WireRequest> = {
  'a GET': {},
  'a HEAD': { method: 'HEAD' },
  'an empty POST': { method: 'POST' },
  'a PUT': { method: 'PUT' },
  'a preflight of a registered origin': { method: 'OPTIONS', headers: { origin: applicationOrigin } },
  'a preflight of a stranger': { method: 'OPTIONS', headers: { origin: 'https://stranger.example.test' } },
  'a form of a stranger': form({
    client_id: 'gh_unknown',
    client_secret: 'x',
    grant_type: 'refresh_token',
    token: 'x',
  }),
  'a repeated parameter': { method: 'POST', body: new URLSearchParams('grant_type=x&grant_type=y&token=a&token=b') },
  'JSON in place of a form': { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
  'bad Basic credentials': { ...form({ grant_type: 'refresh_token' }), headers: { authorization: 'Basic !' } },
  'an unknown Bearer token': { headers: { authorization: 'Bearer unknown' } },
};

describe.each(paths)('%s answers alike at both doors to', (path) => {
  it.each(Object.entries(questions))('%s', async (_name, question) => {
    expectEqual(await ask(path, question));
  });
});

describe('what a signed-in client gets is alike at both doors', () => {
  /** A code for each door, redeemed there. */
  const obtainTokens = async (wire: Wire) => {
    const { issuer } = provider.instance;
    const query = { client_id: client.client_id, redirect_uri: redirectUri, response_type: 'code', scope };
    const url = new URL(`${issuer}/oauth2/authorize?${new URLSearchParams(query)}`);
    const code = (await authorize(provider.newBrowser(), url, provider.person)).searchParams.get('code') ?? '';
    return wire(
      `${issuer}/oauth2/token`,
      signed({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
    );
  };
  const signed = (fields: Record<string, string>): WireRequest => {
    const credentials = Buffer.from(`${client.client_id}:${client.client_secret}`).toString('base64');
    return { ...form(fields), headers: { authorization: `Basic ${credentials}` } };
  };

  it('tokens, userinfo, introspection, refresh and revocation', async () => {
    const answers = [await obtainTokens(provider.instance.wire), await obtainTokens(next.wire)];
    expectEqual(answers);
    const { access_token, refresh_token } = readMembers(answers[0]!);
    expectEqual(await ask('/oauth2/userinfo', { headers: { authorization: `Bearer ${access_token}` } }));
    expectEqual(await ask('/oauth2/userinfo', form({ access_token: String(access_token) })));
    expectEqual(await ask('/oauth2/introspect', signed({ token: String(access_token) })));
    // The same refresh at both doors: the second is inside the replay window and gets the same bytes.
    const refresh = signed({ grant_type: 'refresh_token', refresh_token: String(refresh_token) });
    const [first, second] = await ask('/oauth2/token', refresh);
    expectEqual([first!, second!]);
    expect(second!.text).toBe(first!.text);
    expectEqual(await ask('/oauth2/revoke', signed({ token: String(refresh_token) })));
    expectEqual(await ask('/oauth2/userinfo', { headers: { authorization: `Bearer ${access_token}` } }));
  });
});
