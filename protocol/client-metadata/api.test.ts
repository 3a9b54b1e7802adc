import { describe, expect, it } from 'vitest';
import { parseApi } from './api';

const good = { identifier: 'https://api.example', name: 'Articles' };
const read = { name: 'read', description: 'Read articles' };

function problems(more: object): string[] {
  const parsed = parseApi({ ...good, ...more });
  return parsed.ok ? [] : parsed.problems.map(({ field, code }) => `${field} ${code}`);
}

describe('an API', () => {
  it('has defaults for all but its identifier and name', () => {
    expect(parseApi({ ...good, scopes: [read] })).toEqual({
      ok: true,
      api: {
        ...{ ...good, scopes: [{ ...read, roles: [] }], accessTokenSeconds: null, accessTokenFormat: 'jwt' },
        ...{ signingAlgorithm: 'RS256', includesRoles: false, introspectionClientIds: [] },
      },
    });
  });

  it.each([null, [], 'x', 1])('is not %j', (document) => {
    expect(parseApi(document)).toMatchObject({ ok: false, problems: [{ field: 'api', code: 'not-an-object' }] });
  });

  it.each<[member: string, value: unknown, code: string | undefined]>([
    ['identifier', undefined, 'wrong-type'],
    ['identifier', 'articles', 'not-a-uri'],
    ['identifier', '', 'not-a-uri'],
    ['identifier', '/articles', 'not-a-uri'],
    ['identifier', 'https://api.example/a b', 'not-a-uri'],
    ['identifier', 'https://api.example/é', 'not-a-uri'],
    ['identifier', 'https://api.example/#part', 'fragment'],
    ['identifier', 'https://api.example/#', 'fragment'],
    ['identifier', 'https://user:secret@api.example', 'credentials'],
    ['identifier', 'javascript:alert(1)', 'forbidden-scheme'],
    ['identifier', `https://api.example/${'x'.repeat(1100)}`, 'too-long'],
    ['identifier', 'urn:example:articles', undefined],
    ['identifier', 'https://api.example/v1?tenant=1', undefined],
    ['name', ' ', 'empty'],
    ['name', undefined, 'wrong-type'],
    ['name', 'x'.repeat(201), 'too-long'],
    ['accessTokenSeconds', 0, 'out-of-range'],
    ['accessTokenSeconds', 31 * 86_400, 'out-of-range'],
    ['accessTokenSeconds', 1.5, 'wrong-type'],
    ['accessTokenSeconds', null, undefined],
    ['accessTokenFormat', 'saml', 'unknown-value'],
    ['signingAlgorithm', 'none', 'unknown-value'],
    ['signingAlgorithm', 'HS256', 'unknown-value'],
    ['includesRoles', 'yes', 'wrong-type'],
    ['introspectionClientIds', 'gh_one', 'wrong-type'],
    ['introspectionClientIds', ['gh_one two'], 'scope-syntax'],
    ['introspectionClientIds', ['gh_one', 'gh_one'], 'duplicate'],
    ['banana', 1, 'unknown'],
    ['id', 'mine', 'unknown'],
    ['scopes', 'read', 'wrong-type'],
    ['scopes', [read, read], 'duplicate'],
    ['scopes', Array.from({ length: 101 }, (_, index) => ({ ...read, name: `s${index}` })), 'too-many'],
  ])('%s %j: %s', (member, value, code) => {
    expect(problems({ [member]: value })).toEqual(code === undefined ? [] : [`${member} ${code}`]);
  });

  it.each<[scope: unknown, problem: string]>([
    ['read', 'scopes[0] not-an-object'],
    [{ ...read, name: 're ad' }, 'scopes[0].name scope-syntax'],
    [{ ...read, name: '' }, 'scopes[0].name scope-syntax'],
    [{ ...read, name: 'openid' }, 'scopes[0].name standard-scope'],
    [{ ...read, name: 'offline_access' }, 'scopes[0].name standard-scope'],
    [{ name: 'read' }, 'scopes[0].description wrong-type'],
    [{ ...read, description: 'Read\u202e' }, 'scopes[0].description control-characters'],
    [{ ...read, roles: ['a b'] }, 'scopes[0].roles scope-syntax'],
    [{ ...read, banana: 1 }, 'scopes[0].banana unknown'],
  ])('with the scope %j: %s', (scope, problem) => {
    expect(problems({ scopes: [scope] })).toEqual([problem]);
  });

  it('never changes its identifier', () => {
    const parsed = parseApi(good);
    const base = parsed.ok ? parsed.api : undefined;
    expect(parseApi({ identifier: 'https://other.example' }, base)).toMatchObject({
      problems: [{ field: 'identifier', code: 'unchangeable' }],
    });
    expect(parseApi({ name: 'Other' }, base)).toMatchObject({ ok: true, api: { ...base, name: 'Other' } });
  });
});
