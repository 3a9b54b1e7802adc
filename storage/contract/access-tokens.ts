/** Access tokens that are kept: opaque ones, and those that are no longer good. */
import { describe, expect, it } from 'vitest';
import { aCode, anOpaqueAccessToken, aRefreshToken, grant, later, now, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeAccessTokens(subject: Subject): void {
  const { stores } = subject;
  describe('access tokens', () => {
    it('are known once they are denied', async () => {
      const jti = random();
      expect(await stores().deniedAccessTokens.has(jti)).toBe(false);
      await stores().deniedAccessTokens.add(jti, later(60));
      await stores().deniedAccessTokens.add(jti, later(60));
      expect(await stores().deniedAccessTokens.has(jti)).toBe(true);
    });
    opaqueOnes(subject);
  });
}

function opaqueOnes({ storage, stores }: Subject): void {
  it('that are opaque are found by their hash alone, of a client or of an authorization that exists', async () => {
    const { authorization } = await grant(storage());
    const audience = ['https://api.example.com', 'https://id.example.com'];
    const ofPerson = anOpaqueAccessToken({ authorizationId: authorization.id, audience, scopes: ['openid', 'read'] });
    const ofClient = anOpaqueAccessToken({ scopes: [] });
    for (const token of [ofPerson, ofClient]) {
      await stores().opaqueAccessTokens.create(token);
      expect(await stores().opaqueAccessTokens.find(token.hash)).toEqual(token);
      expect(await stores().opaqueAccessTokens.find(token.jti)).toBeUndefined();
    }
    const { create } = stores().opaqueAccessTokens;
    await expect(create({ ...ofClient, jti: random() })).rejects.toEqual(kind('conflict'));
    const orphan = anOpaqueAccessToken({ authorizationId: random() });
    await expect(create(orphan)).rejects.toEqual(kind('missing-reference'));
  });

  it('that are opaque are stored together with the spend that yields them, or not at all', async () => {
    const { authorization } = await grant(storage());
    const code = aCode(authorization.id);
    const [token, successor] = [aRefreshToken(authorization.id), aRefreshToken(authorization.id)];
    const yielded = () => anOpaqueAccessToken({ authorizationId: authorization.id });
    const [first, second, late] = [yielded(), yielded(), yielded()];
    const { redeemAuthorizationCode, rotateRefreshToken } = storage().spends;
    await stores().authorizationCodes.create(code);
    const redeem = { hash: code.hash, at: now, refreshToken: token };
    expect(await redeemAuthorizationCode({ ...redeem, accessToken: first })).toBe('spent');
    const rotate = { hash: token.hash, at: now, successor, replay: null };
    expect(await rotateRefreshToken({ ...rotate, accessToken: second })).toEqual({ outcome: 'spent' });
    for (const each of [first, second]) expect(await stores().opaqueAccessTokens.find(each.hash)).toEqual(each);
    expect(await redeemAuthorizationCode({ ...redeem, accessToken: late })).toBe('already-consumed');
    expect(await rotateRefreshToken({ ...rotate, accessToken: late })).toMatchObject({ outcome: 'already-consumed' });
    expect(await stores().opaqueAccessTokens.find(late.hash)).toBeUndefined();
  });

  it('that are opaque undo the spend when they cannot be stored', async () => {
    const { authorization } = await grant(storage());
    const code = aCode(authorization.id);
    await stores().authorizationCodes.create(code);
    const taken = anOpaqueAccessToken();
    await stores().opaqueAccessTokens.create(taken);
    const redeem = (accessToken: typeof taken) =>
      storage().spends.redeemAuthorizationCode({ hash: code.hash, at: now, refreshToken: null, accessToken });
    await expect(redeem(taken)).rejects.toEqual(kind('conflict'));
    expect(await redeem(anOpaqueAccessToken())).toBe('spent');
  });
}
