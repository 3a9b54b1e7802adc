import { describe, expect, it } from 'vitest';
import { describeClient } from '../testing/authorization-request';
import { findProfileProblems, findSwitchedOff, parseClientMetadata, parseResponseType, responseTypes } from './index';

const frontChannelTypes = responseTypes.filter((type) => type !== 'code');
const off = { implicitAndHybrid: false, passwordGrant: false };
const both = { redirect_uris: ['https://rp.example/cb'], grant_types: ['authorization_code', 'implicit'] };

describe('a response type', () => {
  it.each(responseTypes)('%s is known in any order of its words', (type) => {
    expect(parseResponseType(type)).toBe(type);
    expect(parseResponseType(type.split(' ').reverse().join(' '))).toBe(type);
  });

  it.each(['', 'none', 'code code', 'token  id_token', ' code', 'CODE', 'code,token', 'constructor'])(
    '%j is unknown',
    (text) => {
      expect(parseResponseType(text)).toBeUndefined();
    },
  );

  it('is stored as we spell it, so that the order in which it was registered does not matter', () => {
    const parsed = parseClientMetadata({ ...both, response_types: ['token id_token', 'token id_token code'] });
    expect(parsed).toMatchObject({ metadata: { response_types: ['id_token token', 'code id_token token'] } });
  });
});

describe('what passes tokens through the browser', () => {
  it.each(frontChannelTypes)('%s is not gained while it is switched off, may be kept, and is free once on', (type) => {
    const { metadata } = describeClient({ response_types: ['code', type] });
    const plain = describeClient().metadata;
    const refused = [{ field: 'response_types', code: 'implicit-and-hybrid-off' }];
    expect(findSwitchedOff(metadata, undefined, off)).toEqual(refused);
    expect(findSwitchedOff(metadata, plain, off)).toEqual(refused);
    expect(findSwitchedOff(metadata, metadata, off)).toEqual([]);
    expect(findSwitchedOff(metadata, undefined, { ...off, implicitAndHybrid: true })).toEqual([]);
  });

  it.each(frontChannelTypes)('%s is for the plain profile alone', (type) => {
    const { metadata } = describeClient({ response_types: ['code', type] });
    expect(findProfileProblems(metadata, { profile: 'oidc' })).toEqual([]);
    for (const profile of ['oauth21', 'fapi2'] as const) {
      const expected = [{ field: 'response_types', code: 'profile-forbids-front-channel' }];
      expect(findProfileProblems(metadata, { profile })).toEqual(expected);
      expect(findProfileProblems(describeClient().metadata, { profile })).toEqual([]);
    }
  });

  it('has a switch of its own, and so has the password grant', () => {
    const { metadata } = describeClient({ response_types: ['code', 'token'], grant_types: ['implicit', 'password'] });
    const problems = [
      { field: 'response_types', code: 'implicit-and-hybrid-off' },
      { field: 'grant_types', code: 'password-grant-off' },
    ];
    expect(findSwitchedOff(metadata, undefined, off)).toEqual(problems);
    expect(findSwitchedOff(metadata, undefined, { ...off, implicitAndHybrid: true })).toEqual(problems.slice(1));
    expect(findSwitchedOff(metadata, undefined, { ...off, passwordGrant: true })).toEqual(problems.slice(0, 1));
  });
});
