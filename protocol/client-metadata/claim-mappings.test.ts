import { describe, expect, it } from 'vitest';
import { checkClaimMappings } from './claim-mappings';

const mapping = { claim: 'mail', from: 'email', in: ['userinfo'] };

function problems(...mappings: unknown[]): string[] {
  return checkClaimMappings(mappings, 'claims').map(({ field, code }) => `${field} ${code}`);
}

describe('a claim mapping', () => {
  it.each<[what: string, change: object, problem: string | undefined]>([
    ['a name and a source', {}, undefined],
    ['every place', { in: ['id_token', 'userinfo', 'access_token'] }, undefined],
    ['a name that is an address', { claim: 'https://shop.example/claims/mail' }, undefined],
    ['its own name', { claim: 'email' }, undefined],
    ['roles', { claim: 'roles', from: 'roles' }, undefined],
    ['groups for roles', { claim: 'roles', from: 'groups' }, undefined],
    ['a text', { from: undefined, value: 'acme' }, undefined],
    ['a number', { from: undefined, value: 0 }, undefined],
    ['a switch', { from: undefined, value: false }, undefined],
    ['a list', { from: undefined, value: ['a', 'b'] }, undefined],
    ['no name', { claim: undefined }, 'claim wrong-type'],
    ['an empty name', { claim: '' }, 'claim claim-syntax'],
    ['two words', { claim: 'my mail' }, 'claim claim-syntax'],
    ['a long name', { claim: 'x'.repeat(201) }, 'claim too-long'],
    ['no source', { from: undefined }, 'value from-or-value'],
    ['two sources', { value: 'acme' }, 'from from-or-value'],
    ['an unknown source', { from: 'password' }, 'from unknown-value'],
    ['the subject as source', { from: 'sub' }, 'from unknown-value'],
    ['a property of every object as source', { from: 'constructor' }, 'from unknown-value'],
    ['an object', { from: undefined, value: { a: 1 } }, 'value wrong-type'],
    ['null', { from: undefined, value: null }, 'value wrong-type'],
    ['a number without end', { from: undefined, value: Number.POSITIVE_INFINITY }, 'value wrong-type'],
    ['a long text', { from: undefined, value: 'x'.repeat(1025) }, 'value too-long'],
    ['a line break', { from: undefined, value: 'a\nb' }, 'value control-characters'],
    ['no place', { in: [] }, 'in empty'],
    ['an unknown place', { in: ['header'] }, 'in unknown-value'],
    ['a place twice', { in: ['userinfo', 'userinfo'] }, 'in duplicate'],
    ['something else', { banana: 1 }, 'banana unknown'],
  ])('with %s: %j', (_, change, problem) => {
    const { from, ...rest } = { ...mapping, ...change };
    const changed = from === undefined ? rest : { ...rest, from };
    expect(problems(changed)).toEqual(problem === undefined ? [] : [`claims[0].${problem}`]);
  });

  it.each([
    ...['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'auth_time', 'nonce', 'acr', 'amr', 'azp', 'sid', 'typ'],
    ...['at_hash', 'c_hash', 's_hash', 'client_id', 'scope', 'cnf', 'act', 'may_act', 'active', 'username', 'events'],
    ...['token_type', 'authorization_details', '_claim_names', '_claim_sources', '__proto__'],
  ])('never has the name %s', (claim) => {
    expect(problems({ ...mapping, claim })).toEqual(['claims[0].claim reserved-claim']);
  });

  it.each([
    ['email', 'preferred_username'],
    ['email_verified', 'phone_number_verified'],
    ['phone_number_verified', 'email_verified'],
    ['phone_number', 'nickname'],
    ['roles', 'nickname'],
    ['groups', 'profile'],
    ['entitlements', 'website'],
  ])('fills %s neither from %s nor for everybody', (claim, from) => {
    expect(problems({ claim, from, in: ['id_token'] })).toEqual(['claims[0].from claim-of-its-own']);
    expect(problems({ claim, value: true, in: ['id_token'] })).toEqual(['claims[0].value claim-of-its-own']);
  });

  it('has one value in each place', () => {
    const other = { ...mapping, from: 'name', in: ['id_token', 'userinfo'] };
    expect(problems(mapping, other)).toEqual(['claims duplicate']);
    expect(problems(mapping, { ...other, in: ['id_token'] })).toEqual([]);
  });

  it.each([null, 'x', 1, []])('is not %j', (value) => {
    expect(problems(value)).toEqual(['claims[0] not-an-object']);
  });

  it('is one of a list that ends', () => {
    expect(checkClaimMappings({ 0: mapping }, 'claims')).toEqual([{ field: 'claims', code: 'wrong-type' }]);
    const many = Array.from({ length: 51 }, (_, index) => ({ ...mapping, claim: `mail${index}` }));
    expect(problems(...many)).toEqual(['claims too-many']);
    expect(problems(...many.slice(1))).toEqual([]);
  });
});
