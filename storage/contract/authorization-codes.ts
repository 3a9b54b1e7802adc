/** Authorization codes, each spent at most once. */
import { describe, expect, it } from 'vitest';
import { aCode, aRefreshToken, grant, later, now, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeAuthorizationCodes(subject: Subject): void {
  describe('spending an authorization code', () => {
    redemption(subject);
    refusedRedemption(subject);
  });
}

function codesOf({ storage, stores }: Subject) {
  const redeem = (hash: string, at = now) => storage().spends.redeemAuthorizationCode({ hash, at, refreshToken: null });
  const issued = async () => {
    const { authorization } = await grant(storage());
    const code = aCode(authorization.id);
    await stores().authorizationCodes.create(code);
    return { authorization, code };
  };
  return { redeem, issued };
}

function redemption(subject: Subject): void {
  const { storage, stores } = subject;
  const { redeem, issued } = codesOf(subject);

  it('consumes it, once, and stores the refresh token that it yields', async () => {
    const { authorization, code } = await issued();
    expect(await stores().authorizationCodes.find(code.hash)).toEqual(code);
    const refreshToken = aRefreshToken(authorization.id);
    const { redeemAuthorizationCode } = storage().spends;
    expect(await redeemAuthorizationCode({ hash: code.hash, at: later(59.999), refreshToken })).toBe('spent');
    expect((await stores().authorizationCodes.find(code.hash))?.consumedAt).toEqual(later(59.999));
    expect(await stores().refreshTokens.find(refreshToken.hash)).toEqual(refreshToken);
    const another = aRefreshToken(authorization.id);
    expect(await redeemAuthorizationCode({ hash: code.hash, at: now, refreshToken: another })).toBe('already-consumed');
    expect(await stores().refreshTokens.find(another.hash)).toBeUndefined();
  });

  it('is refused when it is unknown, expired or its authorization is revoked, and writes nothing', async () => {
    const { code } = await issued();
    const { authorization, code: revoked } = await issued();
    await stores().authorizations.revoke(authorization.id, now);
    const refreshToken = aRefreshToken(authorization.id);
    expect(await redeem(random())).toBe('unusable');
    expect(await redeem(code.hash, later(60))).toBe('unusable');
    expect(await storage().spends.redeemAuthorizationCode({ hash: revoked.hash, at: now, refreshToken })).toBe(
      'unusable',
    );
    expect((await stores().authorizationCodes.find(revoked.hash))?.consumedAt).toBeNull();
    expect(await stores().refreshTokens.find(refreshToken.hash)).toBeUndefined();
    expect(await redeem(code.hash)).toBe('spent');
  });
}

function refusedRedemption(subject: Subject): void {
  const { storage, stores } = subject;
  const { redeem, issued } = codesOf(subject);

  it('tells reuse also after expiry, until the authorization is revoked', async () => {
    const { authorization, code } = await issued();
    await redeem(code.hash);
    expect(await redeem(code.hash, later(3600))).toBe('already-consumed');
    await stores().authorizations.revoke(authorization.id, now);
    expect(await redeem(code.hash)).toBe('unusable');
  });

  it('is undone when what it yields cannot be stored', async () => {
    const { authorization, code } = await issued();
    const taken = aRefreshToken(authorization.id);
    await stores().refreshTokens.create(taken);
    const refreshToken = { ...aRefreshToken(authorization.id), hash: taken.hash };
    const spend = storage().spends.redeemAuthorizationCode({ hash: code.hash, at: now, refreshToken });
    await expect(spend).rejects.toEqual(kind('conflict'));
    expect(await redeem(code.hash)).toBe('spent');
  });

  it('succeeds for one of fifty parallel callers', async () => {
    const { code } = await issued();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => redeem(code.hash)));
    expect(outcomes.filter((outcome) => outcome === 'spent')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'already-consumed')).toHaveLength(49);
  });

  it('needs an authorization that exists', async () => {
    await expect(stores().authorizationCodes.create(aCode(random()))).rejects.toEqual(kind('missing-reference'));
  });
}
