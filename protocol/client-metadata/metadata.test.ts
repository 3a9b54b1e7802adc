import { describe, expect, it } from 'vitest';
import { describeProblem, parseClientMetadata } from './index';

const good = { redirect_uris: ['https://rp.example/cb'] };

/** What is wrong with a good document to which `more` is added, as `field code`. */
function problems(more: unknown): string[] {
  const parsed = parseClientMetadata(
    typeof more === 'object' && more !== null && !Array.isArray(more) ? { ...good, ...more } : more,
  );
  return parsed.ok ? [] : parsed.problems.map(({ field, code }) => `${field} ${code}`);
}

describe('client metadata', () => {
  it('is completed with the defaults of RFC 7591', () => {
    expect(parseClientMetadata(good)).toEqual({
      ok: true,
      metadata: {
        redirect_uris: ['https://rp.example/cb'],
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        application_type: 'web',
      },
    });
  });

  it('keeps what it knows and drops what it does not, prototypes included', () => {
    const parsed = parseClientMetadata(
      JSON.parse(
        '{"redirect_uris":["https://rp.example/cb"],"client_name":"X","banana":1,"__proto__":{"scope":"admin"},"client_id":"mine","client_secret":"mine"}',
      ),
    );
    expect(parsed.ok && Object.keys(parsed.metadata).sort()).toEqual(
      [
        'application_type',
        'client_name',
        'grant_types',
        'redirect_uris',
        'response_types',
        'token_endpoint_auth_method',
      ].sort(),
    );
    expect(parsed.ok && parsed.metadata.scope).toBe(undefined);
  });

  it.each([null, undefined, [], 'x', 1, true])('%j is no document', (document) => {
    expect(problems(document)).toEqual(['metadata not-an-object']);
  });

  it('takes null for absent', () => {
    expect(problems({ client_name: null, scope: null })).toEqual([]);
  });
});

const members: [member: string, value: unknown, code: string | undefined][] = [
  ['redirect_uris', 'https://rp.example/cb', 'wrong-type'],
  ['redirect_uris', [1], 'wrong-type'],
  ['redirect_uris', ['https://rp.example/cb', 'https://rp.example/cb'], 'duplicate'],
  ['redirect_uris', Array.from({ length: 101 }, (_, index) => `https://rp.example/${index}`), 'too-many'],
  ['redirect_uris', [`https://rp.example/${'x'.repeat(2048)}`], 'too-long'],
  ['redirect_uris', [], 'redirect-uri-required'],
  ['token_endpoint_auth_method', 'none', undefined],
  ['token_endpoint_auth_method', 'client_secret_jwt', undefined],
  ['token_endpoint_auth_method', 'private_key_jwt', 'keys-required'],
  ['token_endpoint_auth_method', 'tls_client_auth', 'unknown-value'],
  ['token_endpoint_auth_signing_alg', 'ES256', undefined],
  ['token_endpoint_auth_signing_alg', 'HS256', undefined],
  ['token_endpoint_auth_signing_alg', 'none', 'unknown-value'],
  ['token_endpoint_auth_signing_alg', 'HS512', 'unknown-value'],
  ['token_endpoint_auth_method', ['none'], 'wrong-type'],
  ['grant_types', ['authorization_code', 'refresh_token'], undefined],
  ['grant_types', ['implicit'], 'front-channel-type-required'],
  ['grant_types', ['urn:example:none'], 'unknown-value'],
  ['grant_types', ['refresh_token'], 'refresh-needs-issuing-grant'],
  ['grant_types', ['client_credentials', 'refresh_token'], 'refresh-needs-issuing-grant'],
  ['grant_types', [], 'refresh-needs-issuing-grant'],
  ['response_types', ['code'], undefined],
  ['response_types', ['token'], 'implicit-grant-required'],
  ['response_types', ['code id_token'], 'implicit-grant-required'],
  ['response_types', ['none'], 'unknown-value'],
  ['response_types', ['token token'], 'unknown-value'],
  ['application_type', 'native', undefined],
  ['application_type', 'browser', 'unknown-value'],
  ['client_name', 'Ärger & Söhne', undefined],
  ['client_name', ' ', 'empty'],
  ['client_name', 'x'.repeat(201), 'too-long'],
  ['client_name', 'a\nb', 'control-characters'],
  ['client_name', 'a\u202eb', 'control-characters'],
  ...[
    '\u200b',
    '\u3164',
    '\u2800',
    'Goo\u200bgle',
    '\u00ad',
    'a\u2028b',
    'a\u061cb',
    'a\u{e0041}',
    `o${'\u0301'.repeat(9)}`,
  ].map((name): [string, unknown, string] => ['client_name', name, 'control-characters']),
  ['client_name', '\u200dGoogle', 'control-characters'],
  ...['ক্ষ', 'می\u200cخواهم', 'क्\u200dष', '👩\u200d💻 tools', 'Việt Nam', '東京', 'Ⅻ'].map(
    (name): [string, unknown, undefined] => ['client_name', name, undefined],
  ),
  ['client_name', 1, 'wrong-type'],
  ['client_uri', 'https://rp.example', undefined],
  ['client_uri', 'http://rp.example', 'https-required'],
  ['client_uri', 'https:rp.example', 'not-a-uri'],
  ['client_uri', 1, 'wrong-type'],
  ['logo_uri', 'javascript:alert(1)', 'forbidden-scheme'],
  ['logo_uri', 'data:image/png;base64,x', 'forbidden-scheme'],
  ['tos_uri', 'com.example.app:/tos', 'https-required'],
  ['policy_uri', 'https://user:pass@rp.example', 'credentials'],
  ['contacts', ['ada@example.com'], undefined],
  ['contacts', ['ada'], 'not-an-email'],
  ['contacts', 'ada@example.com', 'wrong-type'],
  ['scope', 'openid profile', undefined],
  ['scope', 'openid  profile', 'scope-syntax'],
  ['scope', '', 'scope-syntax'],
  ['scope', 'a"b', 'scope-syntax'],
  ['scope', 'x'.repeat(4097), 'too-long'],
  ['scope', ['openid'], 'wrong-type'],
  ['jwks_uri', 'https://rp.example/jwks', undefined],
  ['jwks', { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }] }, undefined],
  ['jwks', { keys: [{ kty: 'EC', d: 'secret' }] }, 'private-key'],
  ['jwks', { keys: [{ kty: 'oct', k: 'secret' }] }, 'private-key'],
  ['jwks', { keys: [{ kty: 'RSA', p: 'secret' }] }, 'private-key'],
  ['jwks', { keys: [{ kty: 'RSA', n: 'x'.repeat(342), e: 'AQAB' }] }, undefined],
  ['jwks', { keys: [{ kty: 'RSA', n: 'x'.repeat(683), e: 'AQAB' }] }, undefined],
  ['jwks', { keys: [{ kty: 'RSA', n: 'x'.repeat(171), e: 'AQAB' }] }, 'unusual-key'],
  ['jwks', { keys: [{ kty: 'RSA', n: 'x'.repeat(1366), e: 'AQAB' }] }, 'unusual-key'],
  ['jwks', { keys: [{ kty: 'RSA', n: 'x'.repeat(342), e: 'x'.repeat(11) }] }, 'unusual-key'],
  ['jwks', { keys: [{ kty: 'RSA', e: 'AQAB' }] }, 'unusual-key'],
  ['jwks', { keys: ['x'] }, 'unknown-value'],
  ['jwks', { keys: [{ kty: 'EC', x: 'x'.repeat(70_000) }] }, 'too-long'],
  ['jwks', [], 'wrong-type'],
  ['subject_type', 'public', undefined],
  ['subject_type', 'secret', 'unknown-value'],
  ['id_token_signed_response_alg', 'ES256', undefined],
  ['id_token_signed_response_alg', 'none', 'unknown-value'],
  ['id_token_signed_response_alg', 'HS256', 'unknown-value'],
  ['userinfo_signed_response_alg', 'RS256', undefined],
  ['userinfo_signed_response_alg', 'none', 'unknown-value'],
  ['default_max_age', 0, undefined],
  ['default_max_age', -1, 'out-of-range'],
  ['default_max_age', 1.5, 'wrong-type'],
  ['default_max_age', '1', 'wrong-type'],
  ['require_auth_time', true, undefined],
  ['require_auth_time', 'true', 'wrong-type'],
  ['default_acr_values', ['urn:gatehouse:aal1'], undefined],
  ['default_acr_values', ['a b'], 'wrong-type'],
  ['initiate_login_uri', 'https://rp.example/login', undefined],
  ['initiate_login_uri', 'http://localhost/login', 'https-required'],
  ['post_logout_redirect_uris', ['https://rp.example/'], undefined],
  ['post_logout_redirect_uris', ['http://rp.example/'], 'https-required'],
  ['post_logout_redirect_uris', ['https://rp.example/#x'], 'fragment'],
  ['backchannel_logout_uri', 'https://back.example/ended?a=b', undefined],
  ['backchannel_logout_uri', 'http://localhost:4000/ended', undefined],
  ['backchannel_logout_uri', 'http://rp.example/ended', 'https-required'],
  ['backchannel_logout_uri', 'https://rp.example/ended#x', 'fragment'],
  ['backchannel_logout_uri', 'javascript:alert(1)', 'forbidden-scheme'],
  ['backchannel_logout_uri', ['https://rp.example/ended'], 'wrong-type'],
  ['backchannel_logout_session_required', true, undefined],
  ['backchannel_logout_session_required', 'true', 'wrong-type'],
  ['frontchannel_logout_uri', 'https://rp.example/ended?a=b', undefined],
  ['frontchannel_logout_uri', 'http://rp.example/ended', 'https-required'],
  ['frontchannel_logout_uri', 'https://rp.example/ended#x', 'fragment'],
  ['frontchannel_logout_uri', 'data:text/html,x', 'forbidden-scheme'],
  ['frontchannel_logout_uri', "https://x;script-src'self'.rp.example/", 'host-not-for-frames'],
  ['frontchannel_logout_uri', 'https://[2001:db8::1]/ended', 'host-not-for-frames'],
  ['frontchannel_logout_uri', 'https://*.rp.example/', 'host-not-for-frames'],
  ['frontchannel_logout_uri', 'https://other.example/ended', 'origin-of-no-redirect-uri'],
  ['frontchannel_logout_uri', 'https://rp.example:8443/ended', 'origin-of-no-redirect-uri'],
  ['frontchannel_logout_session_required', true, undefined],
  ['frontchannel_logout_session_required', 1, 'wrong-type'],
  ['software_id', 'x'.repeat(201), 'too-long'],
];

describe('each member has its rule', () => {
  it.each(members)('%s %j: %s', (member, value, code) => {
    const found = problems({ [member]: value });
    if (code === undefined) return expect(found).toEqual([]);
    expect(found.map((problem) => problem.split(' ')[1])).toContain(code);
  });

  it('all that is wrong is told at once', () => {
    expect(problems({ client_name: '', scope: '"', contacts: 'x' })).toEqual([
      'client_name empty',
      'contacts wrong-type',
      'scope scope-syntax',
    ]);
  });

  it('in a sentence that begins with the member', () => {
    expect(describeProblem({ field: 'client_name', code: 'too-long' })).toBe('client_name is too long.');
  });
});

describe('rules across members', () => {
  it.each([
    [{ jwks: { keys: [] }, jwks_uri: 'https://rp.example/jwks' }, ['jwks jwks-and-jwks-uri']],
    [{ redirect_uris: undefined }, ['redirect_uris redirect-uri-required']],
    [{ application_type: 'native', redirect_uris: ['com.example.app:/cb'] }, []],
    [{ application_type: 'web', redirect_uris: ['com.example.app:/cb'] }, ['redirect_uris private-scheme-native-only']],
    [
      { grant_types: ['refresh_token'], response_types: ['code'] },
      ['grant_types code-grant-required', 'grant_types refresh-needs-issuing-grant'],
    ],
    [{ grant_types: ['client_credentials'], redirect_uris: [] }, []],
    [
      { grant_types: ['client_credentials'], token_endpoint_auth_method: 'none' },
      ['grant_types client-credentials-public'],
    ],
    [{ grant_types: ['implicit'], response_types: ['token', 'id_token', 'id_token token'] }, []],
    [
      { grant_types: ['implicit'], response_types: ['token'], redirect_uris: [] },
      ['redirect_uris redirect-uri-required'],
    ],
    [{ grant_types: ['implicit'], response_types: ['code token'] }, ['grant_types code-grant-required']],
    [
      { grant_types: ['implicit', 'refresh_token'], response_types: ['token'] },
      ['grant_types refresh-needs-issuing-grant'],
    ],
    [{ grant_types: ['implicit'], response_types: ['token id_token', 'id_token token'] }, ['response_types duplicate']],
  ])('%j', (more, expected) => {
    expect(problems(more)).toEqual(expected);
  });
});
