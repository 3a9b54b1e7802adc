import { describe, expect, it } from 'vitest';
import type { Person } from '@/identity/ports';
import type { FormFailure, PendingRequest } from '@/protocol/ports';
import type { FormCall } from '../handler';
import { openSession } from './open-session';

const pending = { id: 'a'.repeat(26) } as PendingRequest;
const proven = { person: { id: 'ada' } as Person, passwordChangedAt: null, amr: ['pwd'], acr: 'a', remembered: false };

/** A form whose person cannot get a session, for the reason given. */
function formOf(reason: unknown) {
  const failures: FormFailure[] = [];
  const gatehouse = {
    environment: { issuer: 'https://id.example' },
    identity: { sessions: { open: async () => Promise.reject(reason) } },
    engine: {
      interaction: { recordFailure: async (_: PendingRequest, failure: FormFailure) => failures.push(failure) },
    },
  };
  const request = new Request('https://id.example/interaction/sign-in', { method: 'POST' });
  return { call: { request, network: null, traceId: 't', gatehouse } as unknown as FormCall, failures };
}

describe('a session for somebody who has proven who they are', () => {
  it('is refused in the words of a wrong password when the person was disabled meanwhile', async () => {
    const { call, failures } = formOf(Object.assign(new Error(), { kind: 'proof-void' }));
    const answer = await openSession(call, pending, proven);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/sign-in?request=${pending.id}`]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(failures).toEqual([{ step: 'sign-in', code: 'wrong-name-or-password' }]);
  });

  it('does not hide that the database is away', async () => {
    const { call } = formOf(Object.assign(new Error(), { kind: 'storage-unavailable' }));
    await expect(openSession(call, pending, proven)).rejects.toMatchObject({ kind: 'storage-unavailable' });
  });
});
