import { describe, expect, it } from 'vitest';
import { checkOptions, defaultOptions, lifetimesOf } from './options';
import { describeClient } from './testing/authorization-request';

describe('options are checked at the start', () => {
  it.each(['https://id.example', 'http://localhost:3000'])('%s is an issuer', (issuer) => {
    expect(() => checkOptions(issuer, defaultOptions)).not.toThrow();
  });

  it.each([
    '',
    'id.example',
    'https://id.example/',
    'https://id.example/tenant',
    'https://id.example?x',
    'https://ID.example',
    'https://id.example:443',
  ])('%j is none', (issuer) => {
    expect(() => checkOptions(issuer, defaultOptions)).toThrow('issuer');
  });

  it.each([0, -1, 1.5, Number.NaN])('a lifetime of %s is refused', (idTokenSeconds) => {
    expect(() => checkOptions('https://id.example', { ...defaultOptions, idTokenSeconds })).toThrow('idTokenSeconds');
  });
});

describe('lifetimes', () => {
  it("are the realm's, unless the client has its own", () => {
    const client = describeClient();
    expect(lifetimesOf(client, defaultOptions)).toEqual({
      authorizationCodeSeconds: 60,
      accessTokenSeconds: 3600,
      idTokenSeconds: 3600,
      refreshTokenIdleSeconds: 2_592_000,
      refreshTokenAbsoluteSeconds: 15_552_000,
    });
    client.settings.lifetimes.accessTokenSeconds = 60;
    expect(lifetimesOf(client, defaultOptions).accessTokenSeconds).toBe(60);
  });
});
