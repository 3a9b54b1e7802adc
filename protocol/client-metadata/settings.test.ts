import { describe, expect, it } from 'vitest';
import { describeClient } from '../testing/authorization-request';
import { defaultClientSettings, parseClientSettings } from './index';

const base = defaultClientSettings(describeClient().metadata);

describe('the settings of a new client', () => {
  it('are careful', () => {
    expect(base).toMatchObject({ profile: 'oidc', firstParty: false, allowedOrigins: null, rotateRefreshTokens: true });
    expect(base.replayWindowSeconds).toBe(10);
  });

  it('give a public client short access tokens', () => {
    const { metadata } = describeClient({ token_endpoint_auth_method: 'none' });
    expect(defaultClientSettings(metadata).lifetimes.accessTokenSeconds).toBe(600);
    expect(base.lifetimes.accessTokenSeconds).toBeNull();
  });
});

const members: [value: object, problem: string | undefined][] = [
  [{}, undefined],
  [{ profile: 'oauth21' }, undefined],
  [{ profile: 'fapi2' }, 'settings.profile unknown-value'],
  [{ profile: 'banana' }, 'settings.profile unknown-value'],
  [{ firstParty: true }, undefined],
  [{ firstParty: 1 }, 'settings.firstParty wrong-type'],
  [{ rotateRefreshTokens: 'no' }, 'settings.rotateRefreshTokens wrong-type'],
  [{ replayWindowSeconds: 0 }, undefined],
  [{ replayWindowSeconds: 60 }, undefined],
  [{ replayWindowSeconds: 61 }, 'settings.replayWindowSeconds out-of-range'],
  [{ replayWindowSeconds: null }, 'settings.replayWindowSeconds wrong-type'],
  [{ allowedOrigins: null }, undefined],
  [{ allowedOrigins: ['https://rp.example'] }, undefined],
  [{ allowedOrigins: ['https://rp.example/'] }, 'settings.allowedOrigins not-a-uri'],
  [{ allowedOrigins: ['*'] }, 'settings.allowedOrigins not-a-uri'],
  [{ allowedOrigins: 'https://rp.example' }, 'settings.allowedOrigins wrong-type'],
  [{ lifetimes: { accessTokenSeconds: 30 * 86_400 } }, undefined],
  [{ lifetimes: { accessTokenSeconds: 30 * 86_400 + 1 } }, 'settings.lifetimes.accessTokenSeconds out-of-range'],
  [{ lifetimes: { idTokenSeconds: 0 } }, 'settings.lifetimes.idTokenSeconds out-of-range'],
  [{ lifetimes: { authorizationCodeSeconds: 601 } }, 'settings.lifetimes.authorizationCodeSeconds out-of-range'],
  [{ lifetimes: { refreshTokenIdleSeconds: null } }, undefined],
  [{ lifetimes: { banana: 1 } }, 'settings.lifetimes.banana unknown'],
  [{ lifetimes: [] }, 'settings.lifetimes not-an-object'],
  [{ banana: 1 }, 'settings.banana unknown'],
  [JSON.parse('{"__proto__":{"firstParty":true}}'), 'settings.__proto__ unknown'],
  [{ constructor: 1 }, 'settings.constructor unknown'],
];

describe('a change of settings', () => {
  it.each(members)('%j: %s', (value, problem) => {
    const parsed = parseClientSettings(value, base);
    const found = parsed.ok ? [] : parsed.problems.map(({ field, code }) => `${field} ${code}`);
    expect(found).toEqual(problem === undefined ? [] : [problem]);
  });

  it.each([null, [], 'x'])('%j is no document', (value) => {
    expect(parseClientSettings(value, base)).toMatchObject({ ok: false, problems: [{ code: 'not-an-object' }] });
  });

  it('leaves what it does not name as it was', () => {
    const first = parseClientSettings({ firstParty: true, lifetimes: { idTokenSeconds: 60 } }, base);
    const second = parseClientSettings({ lifetimes: { accessTokenSeconds: 70 } }, first.ok ? first.settings : base);
    expect(second.ok && second.settings).toEqual({
      ...base,
      firstParty: true,
      lifetimes: { ...base.lifetimes, idTokenSeconds: 60, accessTokenSeconds: 70 },
    });
  });
});
