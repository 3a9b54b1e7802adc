/** CONFORMANCE.md 2.4, 2.5 and 2.6: clients that register themselves, and what they then do. */
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { assertionParameters, createClientKey } from '@/e2e/harness/client-key';
import { applicationOrigin } from '@/e2e/harness/data';
import { authorize, completeFlow } from '@/e2e/harness/flow';
import { publish } from '@/e2e/harness/logout-receiver';
import { visibleText } from '@/e2e/harness/page';
import { manageRegistration, registerClient, sendRegistration } from '@/e2e/harness/registration';
import { createRelyingParty } from '@/e2e/harness/relying-party';
import { expectScreen } from '@/e2e/harness/screens';
import { databaseKinds } from '@/e2e/harness/test-database';
import { readMembers } from '@/e2e/harness/wire';
import { conformanceSite } from './site';

const callback = `${applicationOrigin}/callback`;
const longestWaitMilliseconds = 40_000;

const suiteKey = createClientKey();

/** As the suite registers: with keys also where there is a secret, and with members that mean nothing here. */
async function suiteMetadata(change: Record<string, unknown> = {}) {
  const { publicJwk } = await suiteKey;
  return {
    client_name: 'Conformance suite',
    redirect_uris: [callback],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
    jwks: { keys: [publicJwk] },
    contacts: ['certification@app.example.test'],
    request_uris: [`${applicationOrigin}/request#hash`],
    a_member_of_the_future: { of: ['any', 'shape'] },
    ...change,
  };
}

async function register(change: Record<string, unknown> = {}, kind?: 'sqlite' | 'postgresql') {
  const site = conformanceSite(kind);
  const client = await registerClient(site.wire, site.issuer, await suiteMetadata(change));
  return { site, client, relyingParty: await createRelyingParty(site.issuer, site.wire, client) };
}

async function refusalOf(change: Record<string, unknown>) {
  const { wire, issuer } = conformanceSite();
  const answer = await sendRegistration(wire, issuer, await suiteMetadata(change));
  return { status: answer.status, error: readMembers(answer).error };
}

describe('the Dynamic plan’s discovery', () => {
  it('has the endpoint, and the response and grant types that the plan needs', async () => {
    const site = conformanceSite();
    const { configuration } = await site.relyingParty();
    expect(configuration.registration_endpoint).toBe(`${site.issuer}/oauth2/register`);
    expect(configuration.response_types_supported).toEqual(
      expect.arrayContaining(['code', 'id_token', 'id_token token']),
    );
    expect(configuration.grant_types_supported).toEqual(expect.arrayContaining(['authorization_code', 'implicit']));
  });
});

describe('registration', () => {
  it.each<[responseType: string, grantTypes: string[]]>([
    ['code', ['authorization_code']],
    ['id_token', ['implicit']],
    ['id_token token', ['implicit']],
    ['code id_token', ['authorization_code', 'implicit']],
    ['code token', ['authorization_code', 'implicit']],
    ['code id_token token', ['authorization_code', 'implicit']],
  ])('%s: 201 with all that the suite reads, and 204 when it cleans up', async (responseType, grants) => {
    const { wire, issuer } = conformanceSite();
    const metadata = await suiteMetadata({ response_types: [responseType], grant_types: grants });
    const answer = await sendRegistration(wire, issuer, metadata);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { a_member_of_the_future: _, request_uris: __, ...kept } = metadata;
    const client = readMembers(answer);
    expect(client).toMatchObject({
      ...kept,
      ...{ client_id: expect.any(String), client_secret: expect.any(String), client_secret_expires_at: 0 },
      registration_client_uri: expect.stringMatching(/^https:\/\//),
      registration_access_token: expect.any(String),
    });
    expect(client).not.toHaveProperty('a_member_of_the_future');
    const headers = { authorization: `Bearer ${client.registration_access_token}` };
    const deleted = await wire(String(client.registration_client_uri), { method: 'DELETE', headers });
    expect({ status: deleted.status, text: deleted.text }).toEqual({ status: 204, text: '' });
  });

  it('oidcc-redirect-uri-regfrag: no fragment is registered', async () => {
    expect(await refusalOf({ redirect_uris: [`${callback}#fragment`] })).toEqual({
      ...{ status: 400, error: 'invalid_redirect_uri' },
    });
  });

  it('oidcc-idtoken-unsigned: none is neither offered nor registered', async () => {
    const { configuration } = await conformanceSite().relyingParty();
    expect(configuration.id_token_signing_alg_values_supported).not.toContain('none');
    expect(await refusalOf({ id_token_signed_response_alg: 'none' })).toEqual({
      ...{ status: 400, error: 'invalid_client_metadata' },
    });
  });
});

describe.each(databaseKinds)('a client that registered itself, on %s', (kind) => {
  it('oidcc-server: signs people in with everything of 2.1, and prompt=none works after one consent', async () => {
    const { site, relyingParty } = await register({}, kind);
    const browser = site.browser();
    const flow = await completeFlow(relyingParty, browser, site.ada);
    expect(flow.problems).toEqual([]);
    expect(flow.shown).toEqual(['sign-in', 'consent']);
    const silent = await completeFlow(relyingParty, browser, site.ada, { parameters: { prompt: 'none' } });
    expect({ problems: silent.problems, shown: silent.shown }).toEqual({ problems: [], shown: [] });
    const elsewhere = await authorize(relyingParty, site.browser(), site.ada);
    expect(elsewhere.shown, 'asked again in another sign-in').toEqual(['sign-in', 'consent']);
    expect(visibleText(elsewhere.pages[1]!)).toContain('Nobody has reviewed this application');
  });
});

describe('redirect URIs', () => {
  it('oidcc-ensure-redirect-uri-in-authorization-request: with two of them it must be sent', async () => {
    const { site, relyingParty } = await register({ redirect_uris: [callback, `${callback}2`] });
    const request = relyingParty.request({ redirect_uri: undefined });
    expectScreen(await site.browser().open(request.url), 'error');
  });

  it('oidcc-redirect-uri-query-OK: the query that was registered is kept', async () => {
    const { site, relyingParty } = await register({ redirect_uris: [`${callback}?foo=bar`] });
    const flow = await completeFlow(relyingParty, site.browser(), site.ada);
    const { arrival } = flow;
    expect(arrival.kind === 'elsewhere' && new URL(arrival.url).searchParams.get('foo')).toBe('bar');
  });

  it.each([
    ['-mismatch', [`${callback}?foo=bar`], `${callback}?foo=baz`],
    ['-added', [callback], `${callback}?foo=bar`],
  ])('oidcc-redirect-uri-query%s: another query is our page', async (_name, registered, sent) => {
    const { site, relyingParty } = await register({ redirect_uris: registered });
    expectScreen(await site.browser().open(relyingParty.request({ redirect_uri: sent }).url), 'error');
  });
});

describe('what a person sees of it', () => {
  it('oidcc-registration-logo-uri, -policy-uri, -tos-uri: they are on the first page', async () => {
    const { receiver } = conformanceSite();
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0);
    await publish(`${receiver}/suite-logo.png`, png);
    const { site, client, relyingParty } = await register({
      logo_uri: `${receiver}/suite-logo.png`,
      policy_uri: `${applicationOrigin}/policy`,
      tos_uri: `${applicationOrigin}/tos`,
    });
    const logo = await site.wire(`${site.issuer}/logos/${client.client_id}`);
    expect({ status: logo.status, type: logo.headers.get('content-type') }).toEqual({ status: 200, type: 'image/png' });
    const page = expectScreen(await site.browser().open(relyingParty.request().url), 'sign-in');
    const links = page.document.querySelectorAll('a').map((link) => link.getAttribute('href'));
    expect(links).toEqual(expect.arrayContaining([`${applicationOrigin}/policy`, `${applicationOrigin}/tos`]));
    const pictures = page.document.querySelectorAll('img').map((picture) => picture.getAttribute('src'));
    expect(pictures).toEqual([`/logos/${client.client_id}`]);
  });
});

describe('keys of the client', () => {
  /** A client of private_key_jwt whose keys are at its `jwks_uri`, and the flow's end with an assertion of its own. */
  async function registerKeys(name: string, method = 'private_key_jwt') {
    const jwksUri = `${conformanceSite().receiver}/${name}-${Date.now()}`;
    const publishKeys = async (key: Awaited<ReturnType<typeof createClientKey>>) => {
      await publish(jwksUri, JSON.stringify({ keys: [key.publicJwk] }));
      return key;
    };
    const key = await publishKeys(await createClientKey());
    const { site, client } = await register({
      ...{ token_endpoint_auth_method: method, jwks: undefined, jwks_uri: jwksUri },
      grant_types: ['authorization_code', 'refresh_token'],
    });
    // It proves itself by the parameters of each request.
    const quiet = { ...client, token_endpoint_auth_method: 'none' };
    const relyingParty = await createRelyingParty(site.issuer, site.wire, quiet);
    const prove = async (by: typeof key, audience: string) =>
      assertionParameters(await by.assertion(client.client_id, audience));
    return { site, client, relyingParty, key, publishKeys, prove };
  }

  it.each(['token endpoint', 'issuer'])(
    'oidcc-registration-jwks-uri, client-assertion with aud = %s',
    async (where) => {
      const { site, relyingParty, key, prove } = await registerKeys(where.replace(' ', '-'));
      const { configuration } = relyingParty;
      const { request, response } = await authorize(relyingParty, site.browser(), site.ada);
      const audience = where === 'issuer' ? configuration.issuer : configuration.token_endpoint;
      const answer = await relyingParty.redeem(response, request, await prove(key, audience));
      expect(answer.status, answer.text).toBe(200);
    },
  );

  it('oidcc-refresh-token-rp-key-rotation: keys that were replaced at jwks_uri are fetched again', async () => {
    const { site, relyingParty, key, publishKeys, prove } = await registerKeys('rotating');
    const { issuer } = relyingParty.configuration;
    const { request, response } = await authorize(relyingParty, site.browser(), site.ada, {
      parameters: { scope: 'openid offline_access', prompt: 'consent' },
    });
    const first = await relyingParty.redeem(response, request, await prove(key, issuer));
    const refreshToken = String(readMembers(first).refresh_token);
    const next = await publishKeys(await createClientKey());
    const refresh = async () => (await relyingParty.refresh(refreshToken, await prove(next, issuer))).status;
    // An address is asked at most every ten seconds.
    await expect.poll(refresh, { timeout: longestWaitMilliseconds, interval: 1_000 }).toBe(200);
  });
});

describe('what a client may choose', () => {
  it('oidcc-userinfo-rs256: userinfo is a JWT with iss and aud, and without nonce', async () => {
    const { site, client, relyingParty } = await register({ userinfo_signed_response_alg: 'RS256' });
    expect(relyingParty.configuration.userinfo_signing_alg_values_supported).toContain('RS256');
    const { request, response } = await authorize(relyingParty, site.browser(), site.ada);
    const tokens = readMembers(await relyingParty.redeem(response, request));
    const answer = await relyingParty.userinfo(String(tokens.access_token));
    expect(answer.headers.get('content-type')).toMatch(/^application\/jwt\b/);
    expect(decodeProtectedHeader(answer.text).alg).toBe('RS256');
    const claims = decodeJwt(answer.text);
    expect(claims).toMatchObject({ iss: site.issuer, aud: client.client_id, sub: site.ada.sub });
    expect(claims).not.toHaveProperty('nonce');
  });

  it('oidcc-3rd-party-init-login: initiate_login_uri comes back from registration and from its address', async () => {
    const initiate = `${applicationOrigin}/begin`;
    const { site, client } = await register({ initiate_login_uri: initiate });
    expect(client.initiate_login_uri).toBe(initiate);
    const read = await manageRegistration(site.wire, client, 'GET');
    expect(read.status).toBe(200);
    expect(readMembers(read)).toMatchObject({ client_id: client.client_id, initiate_login_uri: initiate });
  });

  it.each(['http://app.example.test/begin', 'http://127.0.0.1/begin', 'javascript:alert(1)'])(
    'oidcc-3rd-party-init-login-nohttps: %s is not registered',
    async (uri) => {
      expect(await refusalOf({ initiate_login_uri: uri })).toEqual({ status: 400, error: 'invalid_client_metadata' });
    },
  );
});
