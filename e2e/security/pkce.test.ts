/** SECURITY invariant 4, and what else ties a code to its request: PKCE both ways, the client, the redirect URI. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RequestParameters } from '../harness/relying-party';
import { databaseKinds } from '../harness/test-database';
import { readMembers } from '../harness/wire';
import type { ApplicationName } from './applications';
import { securitySite } from './site';
import { takeCode } from './visitor';

const verifier = 'a-verifier-of-more-than-forty-three-characters-_.~';
const s256 = (text: string) => createHash('sha256').update(text).digest('base64url');
const challenge = s256(verifier);
const method = 'S256';

/** What a request with PKCE must hold, and how it is answered otherwise. */
const requests: [string, ApplicationName, RequestParameters, string | undefined][] = [
  ['a public client without a challenge', 'spa', {}, 'invalid_request'],
  ['a native client without a challenge', 'native', {}, 'invalid_request'],
  ['a confidential client without a challenge', 'web', {}, undefined],
  ['plain', 'web', { code_challenge: verifier, code_challenge_method: 'plain' }, 'invalid_request'],
  ['plain of a public client', 'spa', { code_challenge: verifier, code_challenge_method: 'plain' }, 'invalid_request'],
  ['no method, which means plain', 'web', { code_challenge: challenge }, 'invalid_request'],
  ['a method in small letters', 'web', { code_challenge: challenge, code_challenge_method: 's256' }, 'invalid_request'],
  ['an unknown method', 'web', { code_challenge: challenge, code_challenge_method: 'S512' }, 'invalid_request'],
  ['a method alone', 'web', { code_challenge_method: method }, 'invalid_request'],
  [
    'an empty challenge of a public client',
    'spa',
    { code_challenge: '', code_challenge_method: method },
    'invalid_request',
  ],
  [
    'a short challenge',
    'web',
    { code_challenge: challenge.slice(1), code_challenge_method: method },
    'invalid_request',
  ],
  ['a long challenge', 'web', { code_challenge: `${challenge}a`, code_challenge_method: method }, 'invalid_request'],
  ['a padded challenge', 'web', { code_challenge: `${challenge}=`, code_challenge_method: method }, 'invalid_request'],
  [
    'a challenge of other letters',
    'web',
    { code_challenge: '+'.repeat(43), code_challenge_method: method },
    'invalid_request',
  ],
  ['a good one', 'spa', { code_challenge: challenge, code_challenge_method: method }, undefined],
];

/** What an answer to a challenge must be; undefined leaves the verifier out. */
const verifiers: [string, string | undefined][] = [
  ['no verifier', undefined],
  ['an empty verifier', ''],
  ['another verifier', 'b-verifier-of-more-than-forty-three-characters-_.~'],
  ['the challenge itself', challenge],
  ['the verifier in capitals', verifier.toUpperCase()],
  ['a longer verifier', `${verifier}a`],
  ['a shorter verifier', verifier.slice(0, 43)],
  ['a verifier with a blank', `${verifier} `],
  ['a verifier with a line break', `${verifier}\n`],
  ['a verifier of 129 characters', 'a'.repeat(129)],
  ['a verifier of 42 characters', 'a'.repeat(42)],
  ['the hash in base64', createHash('sha256').update(verifier).digest('base64')],
];

describe.each(databaseKinds)('PKCE on %s', (kind) => {
  it.each(requests)('%s', async (_name, application, parameters, error) => {
    const site = securitySite(kind);
    const party = await site.party(application);
    const { url } = party.request({ prompt: 'none', ...parameters });
    const answer = await site.wire(url);
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.searchParams.get('error')).toBe(error ?? 'login_required');
    expect(location.searchParams.has('code')).toBe(false);
  });

  it('a challenge is answered by its verifier alone, and a wrong answer does not use the code up', async () => {
    const site = securitySite(kind);
    const parameters = { code_challenge: challenge, code_challenge_method: method };
    for (const application of ['web', 'spa'] as const) {
      const { party, response, request } = await takeCode(site, { application, parameters, pkce: false });
      for (const [name, sent] of verifiers) {
        const answer = await party.redeem(response, request, { code_verifier: sent });
        expect(answer.status, name).toBe(400);
        expect(readMembers(answer).error, name).toMatch(/^invalid_(grant|request)$/);
      }
      expect((await party.redeem(response, request, { code_verifier: verifier })).status).toBe(200);
    }
  });

  it('a verifier without a challenge is refused: the request was stripped of it, or it is another one', async () => {
    const site = securitySite(kind);
    const { party, response, request } = await takeCode(site, { pkce: false });
    const answer = await party.redeem(response, request, { code_verifier: verifier });
    expect(readMembers(answer).error).toBe('invalid_grant');
    expect((await party.redeem(response, request)).status).toBe(200);
  });

  it('a code is good for its own client and redirect URI alone, and the attempts of others do not use it up', async () => {
    const site = securitySite(kind);
    const { party, response, request } = await takeCode(site);
    for (const application of ['stranger', 'spa', 'strict'] as const) {
      const other = await site.party(application);
      const answer = await other.redeem(response, request);
      expect(readMembers(answer).error, application).toBe('invalid_grant');
    }
    const uris = [
      undefined,
      '',
      `${request.redirectUri}/`,
      'https://app.example.test/other?kept=1',
      'https://attacker.test/',
    ];
    for (const uri of uris) {
      const answer = await party.redeem(response, request, { redirect_uri: uri });
      expect(readMembers(answer).error, String(uri)).toBe('invalid_grant');
    }
    expect((await party.redeem(response, request)).status).toBe(200);
  });

  it('a confidential client proves itself, in the way that it registered', async () => {
    const site = securitySite(kind);
    const { party, response, request } = await takeCode(site);
    const { client_id: id, client_secret: secret = '' } = party.client;
    const fields = { grant_type: 'authorization_code', code: response.parameters.get('code') ?? '' };
    const common = { ...fields, redirect_uri: request.redirectUri, code_verifier: request.codeVerifier ?? '' };
    const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
    const attempts: [string, Record<string, string>, Record<string, string>, string][] = [
      ['no proof', {}, { client_id: id }, '401 invalid_client'],
      ['no name', {}, {}, '401 invalid_client'],
      ['an empty secret', basic(`${id}:`), {}, '401 invalid_client'],
      ['a wrong secret', basic(`${id}:${secret}x`), {}, '401 invalid_client'],
      ['the secret of another', basic(`${id}:${site.clients.strict.client_secret}`), {}, '401 invalid_client'],
      ['the secret in the body', {}, { client_id: id, client_secret: secret }, '401 invalid_client'],
      ['both at once', basic(`${id}:${secret}`), { client_id: id, client_secret: secret }, '400 invalid_request'],
      ['two names', basic(`${id}:${secret}`), { client_id: site.clients.spa.client_id }, '401 invalid_client'],
      ['an unknown name', basic(`gh_unknown:${secret}`), {}, '401 invalid_client'],
      [
        'an assertion',
        {},
        { client_id: id, client_assertion: 'a.b.c', client_assertion_type: 'x' },
        '401 invalid_client',
      ],
    ];
    for (const [name, headers, members, expected] of attempts) {
      const body = new URLSearchParams({ ...common, ...members });
      const answer = await site.wire(`${site.issuer}/oauth2/token`, { method: 'POST', headers, body });
      expect(`${answer.status} ${readMembers(answer).error}`, name).toBe(expected);
      expect(answer.headers.get('www-authenticate')?.startsWith('Basic') ?? false, name).toBe(
        expected.startsWith('401') && 'authorization' in headers,
      );
    }
    expect((await party.redeem(response, request)).status).toBe(200);
  });
});
