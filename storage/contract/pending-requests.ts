/** Requests that wait for a person. */
import { describe, expect, it } from 'vitest';
import { aPendingRequest, later, now } from '../testing/rows';
import type { Subject } from './subject';

export function describePendingRequests({ stores }: Subject): void {
  describe('pending requests', () => {
    it('changes a pending request until it is completed, once, or expires', async () => {
      const request = aPendingRequest();
      await stores().pendingRequests.create(request);
      expect(await stores().pendingRequests.find(request.id)).toEqual(request);
      const facts = { signedInSessionId: 's', consent: { sessionId: 's', decision: 'allow' as const, scopes: ['a'] } };
      const failure = { step: 'sign-in', code: 'wrong', typedName: '<b>' };
      const { update, complete, find } = stores().pendingRequests;
      expect(await update(request.id, { facts, failure }, now)).toBe(true);
      expect(await update(request.id, { failure: null }, now)).toBe(true);
      expect(await find(request.id)).toEqual({ ...request, facts });
      expect(await update(request.id, { facts: {} }, later(600))).toBe(false);
      expect(await complete(request.id, later(600))).toBe(false);
      const answers = await Promise.all(Array.from({ length: 10 }, () => complete(request.id, later(1))));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await update(request.id, { facts: {} }, later(2))).toBe(false);
      expect(await find(request.id)).toEqual({ ...request, facts, completedAt: later(1) });
    });

    it('stores a request to sign out that names no client', async () => {
      const request = aPendingRequest({ purpose: 'end-session', clientId: null, parameters: {} });
      await stores().pendingRequests.create(request);
      expect(await stores().pendingRequests.find(request.id)).toEqual(request);
    });
  });
}
