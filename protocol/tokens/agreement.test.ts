import { describe, expect, it } from 'vitest';
import type { Api } from '../ports';
import { agreeOnAccessToken } from './agreement';

function describeApi(wishes: Partial<Api>): Api {
  const defaults = { accessTokenFormat: 'jwt', signingAlgorithm: 'RS256', accessTokenSeconds: null } as const;
  const rest = { id: '1', identifier: 'https://api.example', name: 'API', scopes: [], introspectionClientIds: [] };
  return { ...rest, ...defaults, includesRoles: false, ...wishes };
}

const usual = { format: 'jwt', signingAlgorithm: 'RS256', includesRoles: false, lifetimeSeconds: 3600 };

describe('an access token', () => {
  it.each<[what: string, apis: Partial<Api>[], expected: object]>([
    ['for no API is a JWT signed with RS256, as long as the client has it', [], usual],
    [
      'is as its API wants it',
      [{ signingAlgorithm: 'ES256', accessTokenSeconds: 60, includesRoles: true }],
      {
        ...{ format: 'jwt', signingAlgorithm: 'ES256', includesRoles: true, lifetimeSeconds: 60 },
      },
    ],
    ['lives no longer than the client has it', [{ accessTokenSeconds: 7200 }], usual],
    [
      'lives as long as the strictest API lets it',
      [{ accessTokenSeconds: 300 }, {}, { accessTokenSeconds: 60 }],
      {
        ...{ ...usual, lifetimeSeconds: 60 },
      },
    ],
    ['tells roles where one API asks for them', [{}, { includesRoles: true }], { ...usual, includesRoles: true }],
    [
      'is opaque for two that want that, whatever they would sign with',
      [{ accessTokenFormat: 'opaque' }, { accessTokenFormat: 'opaque', signingAlgorithm: 'ES256' }],
      { ...usual, format: 'opaque' },
    ],
  ])('%s', (_what, apis, expected) => {
    expect(agreeOnAccessToken(apis.map(describeApi), 3600)).toEqual(expected);
  });

  it.each<[what: string, apis: Partial<Api>[]]>([
    ['format', [{}, { accessTokenFormat: 'opaque' }]],
    ['algorithm', [{ signingAlgorithm: 'ES256' }, {}]],
  ])('cannot be for two APIs that differ in %s', (_what, apis) => {
    expect(() => agreeOnAccessToken(apis.map(describeApi), 3600)).toThrow('resources-disagree');
  });
});
