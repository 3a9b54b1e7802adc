/** The catalogue of failures: whole, with words for each, and nothing in its events that could be a secret. */
import { describe, expect, it } from 'vitest';
import { refusalCodes } from '../errors';
import { failureCodes, failures, findFailure } from './index';
import { isRedacted, redactDetail } from './redact';

describe('the catalogue of failures', () => {
  it('has an entry for every refusal', () => {
    expect(refusalCodes.filter((code) => findFailure(code) === undefined)).toEqual([]);
  });

  it('names a rule with an address for each, and knows nothing else', () => {
    for (const code of failureCodes) {
      const { rule } = failures[code];
      expect(rule.url, code).toMatch(/^https:\/\/[a-z.-]+\/.*#.+/);
      expect(rule.section, code).toMatch(/^([0-9]+(\.[0-9]+)*|[A-Z])$/);
    }
    expect([findFailure('ok'), findFailure('toString'), findFailure('unheard-of')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

const secrets = {
  code: 'SplxlOBeZQQYbYS6WxSbIA0xk3mmTkQrK9pVYh2uDfE',
  clientSecret: 'ghs_2ndhA7c0Qw9xkVtY3mPbL5',
  refreshToken: 'ghr_Zk3mmTkQrK9pVYh2uDfE',
  idToken: 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl',
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  password: 'correct horse battery 7 staple',
};

describe('what is kept of an event', () => {
  it.each(Object.entries(secrets))(
    'holds no %s, in whatever member and place of an address it was sent',
    (_name, secret) => {
      const addresses = [
        `https://app.example/cb?code=${encodeURIComponent(secret)}`,
        `https://app.example/cb?${encodeURIComponent(secret)}`,
        `https://app.example/cb#access_token=${secret}`,
        `https://user:${encodeURIComponent(secret)}@app.example/cb`,
      ];
      for (const code of ['ok', 'unheard-of', ...failureCodes]) {
        const { members } = findFailure(code) ?? {
          members: { scope: 'words', grantType: 'word', how: 'word', note: 'word' },
        };
        for (const [name, kind] of Object.entries(members)) {
          for (const value of kind === 'uri' ? addresses : [secret, { secret }, [secret]]) {
            // A password of plain words is no different from names; no member that takes names is ever given one.
            if (secret === secrets.password && (kind === 'words' || kind === 'word')) continue;
            const kept = JSON.stringify(redactDetail(code, { [name]: value, note: secret, reason: secret }));
            expect(kept, `${code} ${name}`).not.toContain(secret);
            expect(kept, `${code} ${name}`).not.toContain(encodeURIComponent(secret));
          }
        }
      }
    },
  );

  it('holds the address as it was sent, to the character', () => {
    for (const uri of [
      'https://App.example/cb//',
      'com.app:/x',
      'http://127.0.0.1:7777/a/../b',
      'https://a.example/3f2a1c9e-0b7d-4e21',
    ]) {
      expect(redactDetail('redirect-uri-mismatch', { received: uri })).toEqual({ received: uri });
      expect(isRedacted(uri)).toBe(false);
    }
    const { received } = redactDetail('redirect-uri-mismatch', { received: 'https://a.example/cb?tenant=7&flag#x' });
    expect(received).toBe('https://a.example/cb?tenant=…&…#…');
    expect(isRedacted(String(received))).toBe(true);
  });

  it('holds names, numbers and flags, and only those that belong to the code', () => {
    const scope = 'openid https://api.example/read:all offline_access';
    const detail = {
      scope,
      pkce: true,
      grantType: 'urn:ietf:params:oauth:grant-type:device_code',
      received: 'x',
      length: 3,
    };
    expect(redactDetail('ok', detail)).toEqual({ scope, pkce: true, grantType: detail.grantType });
    expect(redactDetail('parameter-too-long', { parameter: 'state', length: 3_000, limit: Number.NaN })).toEqual({
      ...{ parameter: 'state', length: 3_000 },
    });
    expect(redactDetail('login-required', { reason: 'session ended' })).toEqual({ reason: 'session ended' });
    expect(redactDetail('unexpected-failure', { reason: 'Unexpected token in "hunter2"' })).toEqual({});
  });
});
