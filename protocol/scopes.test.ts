import { describe, expect, it } from 'vitest';
import type { Api, EndUser } from './ports';
import { checkRequestedScopes, limitScopesToRoles, parseScope } from './scopes';
import { describeClient } from './testing/authorization-request';

function describeApi(identifier: string, scopes: [name: string, roles: string[]][]): Api {
  return {
    id: identifier,
    identifier,
    name: identifier,
    scopes: scopes.map(([name, roles]) => ({ name, roles, description: '' })),
    accessTokenSeconds: null,
    accessTokenFormat: 'jwt',
    signingAlgorithm: 'RS256',
    includesRoles: false,
    introspectionClientIds: [],
  };
}

const articles = describeApi('https://articles.example', [
  ['read', []],
  ['write', ['editor', 'chief']],
]);
const photos = describeApi('https://photos.example', [['read', ['viewer']]]);
const person = (...roles: string[]): EndUser => ({
  ...{ personId: 'p', subject: 's', status: 'active', claims: {}, roles, groups: ['chief'] },
  // What it is called in one application says nothing at an API.
  applicationRoles: [{ clientId: 'gh_client', name: 'chief' }],
});

describe('a scope value', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['openid', ['openid']],
    ['openid profile openid', ['openid', 'profile']],
    [' openid  profile ', ['openid', 'profile']],
    ['urn:x:y/z?a=b#c', ['urn:x:y/z?a=b#c']],
  ])('%j is %j', (value, expected) => {
    expect(parseScope(value)).toEqual(expected);
  });

  it.each(['a"b', 'a\\b', 'a\tb', 'a\nb', 'é', 'a\u00a0b'])('%j is refused', (value) => {
    expect(() => parseScope(value)).toThrow('scope-malformed');
  });
});

describe('what a client may ask for', () => {
  type Allotted = Record<string, string[]>;
  const [ofArticles, ofPhotos] = [articles.identifier, photos.identifier];

  it.each<[registered: string | undefined, allotted: Allotted, requested: string[], expected: string[] | string]>([
    [undefined, {}, [], []],
    [undefined, {}, ['openid', 'email'], ['openid', 'email']],
    [undefined, {}, ['openid', 'unknown'], ['openid']],
    [undefined, {}, ['unknown'], 'scope-empty'],
    [undefined, {}, ['openid', 'write'], 'scope-not-allowed'],
    ['openid write', {}, ['openid', 'write'], 'scope-not-allowed'],
    ['openid', { [ofArticles]: ['write'] }, ['openid', 'write'], ['openid', 'write']],
    ['openid write', {}, ['openid', 'email'], 'scope-not-allowed'],
    ['openid unknown', {}, ['openid', 'unknown'], ['openid']],
    ['openid', {}, ['Openid'], 'scope-empty'],
    // A name that two APIs share.
    [undefined, { [ofArticles]: ['read'] }, ['read'], 'scope-not-allowed'],
    [undefined, { [ofArticles]: ['read'], [ofPhotos]: ['read'] }, ['read'], ['read']],
    [undefined, { 'https://gone.example': ['write'] }, ['write'], 'scope-not-allowed'],
  ])('registered for %j, allotted %j, asking for %j: %j', (scope, allotted, requested, expected) => {
    const client = { ...describeClient(scope === undefined ? {} : { scope }), allotments: toAllotments(allotted) };
    const check = () => checkRequestedScopes(requested, client, [articles, photos], []);
    if (typeof expected === 'string') expect(check).toThrow(expected);
    else expect(check()).toEqual(expected);
  });

  it.each<[resources: string[], requested: string[], expected: string[] | string]>([
    [[ofArticles], ['openid', 'read'], ['openid', 'read']],
    [[ofPhotos], ['openid', 'read'], 'scope-not-allowed'],
    [[ofPhotos], ['write'], 'scope-not-allowed'],
    [[ofArticles, ofPhotos], ['read'], 'scope-not-allowed'],
    [[ofArticles, ofPhotos], ['write'], ['write']],
    [[ofPhotos], ['openid'], ['openid']],
  ])('at %j, asking for %j: %j', (resources, requested, expected) => {
    const client = { ...describeClient(), allotments: toAllotments({ [ofArticles]: ['read', 'write'] }) };
    const check = () => checkRequestedScopes(requested, client, [articles, photos], resources);
    if (typeof expected === 'string') expect(check).toThrow(expected);
    else expect(check()).toEqual(expected);
  });
});

function toAllotments(allotted: Record<string, string[]>) {
  return Object.entries(allotted).map(([api, scopes]) => ({ api, scopes }));
}

describe('what the roles of a person leave', () => {
  it.each<[roles: string[], apis: Api[], expected: string[]]>([
    [[], [articles], ['openid', 'read']],
    [['editor'], [articles], ['openid', 'read', 'write']],
    [['chief'], [articles], ['openid', 'read', 'write']],
    [['Editor'], [articles], ['openid', 'read']],
    [[], [articles, photos], ['openid']],
    [[], [photos, articles], ['openid']],
    [['viewer'], [articles, photos], ['openid', 'read']],
  ])('%j', (roles, apis, expected) => {
    expect(limitScopesToRoles(['openid', 'read', 'write'], person(...roles), apis)).toEqual(expected);
  });
});
