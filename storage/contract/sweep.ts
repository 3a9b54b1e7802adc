/** What is deleted when its time is over. */
import { describe, expect, it } from 'vitest';
import { aCode, anOpaqueAccessToken, aPendingRequest, aRefreshToken, grant, later, now, random } from '../testing/rows';
import type { Subject } from './subject';

const day = 86_400;

export function describeSweep(subject: Subject): void {
  const { storage, stores } = subject;
  describe('sweeping', () => {
    it('deletes what has expired, and nothing that is still of use', async () => {
      const { session, authorization } = await grant(storage(), { createdAt: now });
      const [expired, live] = [aPendingRequest(), aPendingRequest({ expiresAt: later(90 * day) })];
      const [code, token] = [aCode(authorization.id), aRefreshToken(authorization.id)];
      const [denied, key, traceId] = [random(), random(), random()];
      for (const request of [expired, live]) await stores().pendingRequests.create(request);
      await stores().authorizationCodes.create(code);
      await stores().refreshTokens.create(token);
      await stores().deniedAccessTokens.add(denied, later(60));
      await stores().attempts.add(key, now, 60);
      const event = { traceId, realmId: storage().realmId, step: 'token', outcome: 'passed', code: 'ok' } as const;
      await storage().traces.append([{ ...event, at: now, detail: {} }]);

      await storage().sweep(later(59));
      expect(await stores().deniedAccessTokens.has(denied)).toBe(true);
      expect(await stores().authorizationCodes.find(code.hash)).toEqual(code);

      expect(await storage().sweep(later(8 * day))).toBeGreaterThanOrEqual(6);
      expect(await stores().pendingRequests.find(expired.id)).toBeUndefined();
      expect(await stores().pendingRequests.find(live.id)).toEqual(live);
      expect(await stores().authorizationCodes.find(code.hash)).toBeUndefined();
      expect(await stores().refreshTokens.find(token.hash)).toBeUndefined();
      expect(await stores().deniedAccessTokens.has(denied)).toBe(false);
      expect(await stores().attempts.find(key)).toBeUndefined();
      expect(await storage().traces.find(traceId)).toEqual([]);
      expect(await stores().authorizations.find(authorization.id)).toEqual(authorization);
      expect(await stores().sessions.find(session.id)).toEqual(session);

      const inUse = aRefreshToken(authorization.id, { expiresAt: later(100 * day) });
      await stores().refreshTokens.create(inUse);
      await storage().sweep(later(91 * day));
      expect(await stores().sessions.find(session.id)).toBeUndefined();
      expect(await stores().authorizations.find(authorization.id)).toEqual(authorization);
      await storage().sweep(later(108 * day));
      expect(await stores().authorizations.find(authorization.id)).toBeUndefined();
      expect(await storage().sweep(later(108 * day))).toBe(0);
    });
    opaqueAccessTokens(subject);
    keptAnswers(subject);
  });
}

function opaqueAccessTokens({ storage, stores }: Subject): void {
  it('deletes opaque access tokens the moment that they expire, and keeps their authorization until then', async () => {
    const { authorization } = await grant(storage());
    const [brief, long] = [60, 100 * day].map((seconds) =>
      anOpaqueAccessToken({ authorizationId: authorization.id, expiresAt: later(seconds) }),
    );
    const isThere = async (token = brief) => (await stores().opaqueAccessTokens.find(token?.hash ?? '')) !== undefined;
    for (const token of [brief, long]) if (token) await stores().opaqueAccessTokens.create(token);
    await storage().sweep(later(59.999));
    expect(await isThere()).toBe(true);
    await storage().sweep(later(60));
    expect([await isThere(), await isThere(long)]).toEqual([false, true]);
    await storage().sweep(later(99 * day));
    expect(await stores().authorizations.find(authorization.id)).toEqual(authorization);
    await storage().sweep(later(100 * day));
    expect(await stores().authorizations.find(authorization.id)).toBeUndefined();
  });
}

function keptAnswers({ storage, stores }: Subject): void {
  it('erases the kept answer of a refresh once its window is over, and still knows the token as used', async () => {
    const { authorization } = await grant(storage());
    const [token, successor] = [aRefreshToken(authorization.id), aRefreshToken(authorization.id)];
    const replay = { fingerprint: 'print', sealedAnswer: 'sealed', until: later(10) };
    await stores().refreshTokens.create(token);
    const rotate = () => storage().spends.rotateRefreshToken({ hash: token.hash, at: now, successor, replay });
    await rotate();
    await storage().sweep(later(9));
    expect((await stores().refreshTokens.find(token.hash))?.replay).toEqual(replay);
    await storage().sweep(later(10));
    expect(await stores().refreshTokens.find(token.hash)).toEqual({ ...token, consumedAt: now });
    expect(await rotate()).toEqual({ outcome: 'already-consumed', replay: null });
  });
}
