import { describe, expect, it } from 'vitest';
import { grants } from '../grants';
import { createTestEngine, issuer } from '../testing/engine';
import { addApi } from '../testing/registrations';
import { readResponse } from '../testing/token-request';

const byDefault = Object.keys(grants).filter((grantType) => grantType !== 'password');
const url = `${issuer}/.well-known/openid-configuration`;

async function discover(engine: Awaited<ReturnType<typeof createTestEngine>>) {
  return (await readResponse(await engine.server.discovery(new Request(url)))).body;
}

/** What of RFC 8414, OpenID Connect Discovery and the logout specifications the conformance tests know, as far as it is ours. */
const knownMembers = new Set(
  `issuer authorization_endpoint token_endpoint jwks_uri userinfo_endpoint revocation_endpoint introspection_endpoint
  end_session_endpoint device_authorization_endpoint check_session_iframe frontchannel_logout_supported frontchannel_logout_session_supported
  backchannel_logout_supported backchannel_logout_session_supported response_types_supported response_modes_supported grant_types_supported subject_types_supported
  scopes_supported claims_supported claims_parameter_supported request_parameter_supported
  request_uri_parameter_supported id_token_signing_alg_values_supported userinfo_signing_alg_values_supported
  token_endpoint_auth_methods_supported revocation_endpoint_auth_methods_supported
  token_endpoint_auth_signing_alg_values_supported revocation_endpoint_auth_signing_alg_values_supported
  introspection_endpoint_auth_signing_alg_values_supported
  introspection_endpoint_auth_methods_supported code_challenge_methods_supported
  authorization_response_iss_parameter_supported acr_values_supported display_values_supported prompt_values_supported
  ui_locales_supported service_documentation op_policy_uri op_tos_uri`.split(/\s+/),
);

describe('the discovery document', () => {
  it('has no member that the conformance tests do not know', async () => {
    const members = Object.keys(await discover(await createTestEngine()));
    expect(members.filter((member) => !knownMembers.has(member))).toEqual([]);
  });

  it('says what is built, and nothing else', async () => {
    expect(await discover(await createTestEngine())).toMatchObject({
      issuer,
      response_types_supported: ['code'],
      response_modes_supported: ['query', 'fragment', 'form_post', 'web_message'],
      grant_types_supported: byDefault,
      subject_types_supported: ['public', 'pairwise'],
      token_endpoint_auth_methods_supported: [
        'client_secret_basic',
        'client_secret_post',
        'client_secret_jwt',
        'private_key_jwt',
        'none',
      ],
      token_endpoint_auth_signing_alg_values_supported: ['HS256', 'RS256', 'ES256', 'PS256', 'EdDSA'],
      introspection_endpoint_auth_methods_supported: [
        'client_secret_basic',
        'client_secret_post',
        'client_secret_jwt',
        'private_key_jwt',
      ],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      check_session_iframe: `${issuer}/oauth2/check_session`,
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      claims_parameter_supported: true,
      request_parameter_supported: false,
      request_uri_parameter_supported: false,
      acr_values_supported: ['urn:gatehouse:aal1'],
    });
  });

  it('has implicit and hybrid only while they are switched on', async () => {
    const engine = await createTestEngine({ implicitAndHybrid: true });
    expect(await discover(engine)).toMatchObject({
      response_types_supported: [
        ...['code', 'token', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'],
      ],
      grant_types_supported: [...byDefault, 'implicit'],
    });
    engine.options.implicitAndHybrid = false;
    expect(await discover(engine)).toMatchObject({
      response_types_supported: ['code'],
      grant_types_supported: byDefault,
    });
  });

  it('has the password grant only while it is switched on', async () => {
    const engine = await createTestEngine({ passwordGrant: true });
    expect(await discover(engine)).toMatchObject({ grant_types_supported: Object.keys(grants) });
    engine.options.passwordGrant = false;
    expect(await discover(engine)).toMatchObject({ grant_types_supported: byDefault });
  });

  it('has RS256 and never none', async () => {
    const { id_token_signing_alg_values_supported: algorithms } = await discover(await createTestEngine());
    expect(algorithms).toContain('RS256');
    expect(algorithms).not.toContain('none');
  });

  it('has absolute addresses under the issuer, without a slash at the end', async () => {
    const document = await discover(await createTestEngine());
    const addresses = Object.entries(document).filter(([name]) => /_(endpoint|uri)$/.test(name));
    expect(addresses.length).toBe(8);
    for (const [, address] of addresses) expect(address).toMatch(/^https:\/\/id\.example\/oauth2\/[a-z_]+$/);
  });

  it('lists the scopes of APIs beside the standard ones, each once', async () => {
    const engine = await createTestEngine();
    await addApi(engine);
    await addApi(engine, { identifier: 'https://two.example' });
    const { scopes_supported: scopes } = await discover(engine);
    expect(scopes).toEqual([
      'openid',
      'profile',
      'email',
      'address',
      'phone',
      'offline_access',
      'roles',
      'groups',
      'read',
      'write',
    ]);
  });

  it('offers prompt=create only while people may register', async () => {
    const engine = await createTestEngine();
    expect((await discover(engine)).prompt_values_supported).toContain('create');
    engine.options.registrationOpen = false;
    expect((await discover(engine)).prompt_values_supported).not.toContain('create');
  });

  it('lists the claims that can be delivered, each once', async () => {
    const claims = (await discover(await createTestEngine())).claims_supported as string[];
    expect(new Set(claims).size).toBe(claims.length);
    expect(claims).toEqual(
      expect.arrayContaining(['sub', 'auth_time', 'acr', 'name', 'email', 'address', 'phone_number']),
    );
  });
});

describe('discovery and JWKS', () => {
  it.each(['discovery', 'jwks'] as const)('%s: JSON for anyone, GET and HEAD', async (endpoint) => {
    const { server } = await createTestEngine();
    const get = await server[endpoint](new Request(url));
    expect(get.status).toBe(200);
    expect(get.headers.get('content-type')).toBe('application/json');
    expect(get.headers.get('access-control-allow-origin')).toBe('*');
    const head = await server[endpoint](new Request(url, { method: 'HEAD' }));
    expect([head.status, await head.text()]).toEqual([200, '']);
    const preflight = await server[endpoint](new Request(url, { method: 'OPTIONS' }));
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    const post = await server[endpoint](new Request(url, { method: 'POST', body: 'x' }));
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('answer while the database is away', async () => {
    const engine = await createTestEngine();
    await addApi(engine);
    const before = await discover(engine);
    const keys = await (await engine.server.jwks(new Request(url))).json();
    engine.outage.begin();
    engine.keys.invalidate();
    engine.clock.advance(3600);
    expect(await discover(engine)).toEqual(before);
    expect(await (await engine.server.jwks(new Request(url))).json()).toEqual(keys);
  });

  it('JWKS says 503 when it never had any keys', async () => {
    const engine = await createTestEngine();
    engine.outage.begin();
    const { status, headers, body } = await readResponse(await engine.server.jwks(new Request(url)));
    expect([status, headers.get('retry-after'), body.error]).toEqual([503, '5', 'temporarily_unavailable']);
  });
});
