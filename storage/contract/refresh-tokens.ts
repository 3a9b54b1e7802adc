/** Refresh tokens, each rotated at most once. */
import { describe, expect, it } from 'vitest';
import { aRefreshToken, grant, later, now, random } from '../testing/rows';
import type { Subject } from './subject';

const replay = { fingerprint: 'print', sealedAnswer: 'sealed', until: later(10) };

export function describeRefreshTokens(subject: Subject): void {
  describe('rotating a refresh token', () => {
    rotation(subject);
    extensionAndRaces(subject);
  });
}

function issuing({ storage, stores }: Subject) {
  return async (change: Parameters<typeof aRefreshToken>[1] = {}) => {
    const { authorization } = await grant(storage());
    const token = aRefreshToken(authorization.id, change);
    await stores().refreshTokens.create(token);
    return { authorization, token, successor: aRefreshToken(authorization.id) };
  };
}

function rotation(subject: Subject): void {
  const { storage, stores } = subject;
  const issued = issuing(subject);

  it('consumes it, stores the successor, and keeps the answer for replays', async () => {
    const { token, successor } = await issued();
    const rotate = () => storage().spends.rotateRefreshToken({ hash: token.hash, at: later(1), successor, replay });
    expect(await rotate()).toEqual({ outcome: 'spent' });
    expect(await stores().refreshTokens.find(token.hash)).toEqual({ ...token, consumedAt: later(1), replay });
    expect(await stores().refreshTokens.find(successor.hash)).toEqual(successor);
    expect(await rotate()).toEqual({ outcome: 'already-consumed', replay });
  });

  it('keeps no answer when there is no replay window', async () => {
    const { token, successor } = await issued();
    const rotate = () => storage().spends.rotateRefreshToken({ hash: token.hash, at: now, successor, replay: null });
    expect(await rotate()).toEqual({ outcome: 'spent' });
    expect(await rotate()).toEqual({ outcome: 'already-consumed', replay: null });
  });

  it('is refused after the sliding end, after the absolute end, and once the authorization is revoked', async () => {
    const [idle, old, live] = [await issued(), await issued({ absoluteExpiresAt: later(5) }), await issued()];
    const rotate = ({ token, successor }: typeof idle, at: Date) =>
      storage().spends.rotateRefreshToken({ hash: token.hash, at, successor, replay });
    expect(await rotate(idle, later(3600))).toEqual({ outcome: 'unusable' });
    expect(await rotate(old, later(5))).toEqual({ outcome: 'unusable' });
    await stores().authorizations.revoke(live.authorization.id, now);
    expect(await rotate(live, now)).toEqual({ outcome: 'unusable' });
    expect(await stores().refreshTokens.find(live.successor.hash)).toBeUndefined();
    expect(await storage().spends.rotateRefreshToken({ ...live, hash: random(), at: now, replay })).toEqual({
      outcome: 'unusable',
    });
  });
}

function extensionAndRaces(subject: Subject): void {
  const { storage, stores } = subject;
  const issued = issuing(subject);

  it('succeeds for one of fifty parallel callers', async () => {
    const { authorization, token } = await issued();
    const rotate = () => {
      const successor = aRefreshToken(authorization.id);
      return storage().spends.rotateRefreshToken({ hash: token.hash, at: now, successor, replay });
    };
    const outcomes = await Promise.all(Array.from({ length: 50 }, rotate));
    expect(outcomes.filter(({ outcome }) => outcome === 'spent')).toHaveLength(1);
    expect(outcomes.filter((answer) => answer.outcome === 'already-consumed' && answer.replay)).toHaveLength(49);
  });

  it('leaves an extended token usable for longer, and a consumed one as it is', async () => {
    const { token, successor } = await issued();
    await stores().refreshTokens.extend(token.id, later(7200));
    const rotate = () => storage().spends.rotateRefreshToken({ hash: token.hash, at: later(3600), successor, replay });
    expect(await rotate()).toEqual({ outcome: 'spent' });
    await stores().refreshTokens.extend(token.id, later(9000));
    expect((await stores().refreshTokens.find(token.hash))?.expiresAt).toEqual(later(7200));
  });
}
