import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { getServerSession } from 'next-auth/next';
import { describe, expect, it, vi } from 'vitest';
import type { Person, SessionRecord } from '@/identity/ports';
import type { FoundSession } from './next-auth-options';
import { nextAuthCall } from './next-auth-options';

const longAgo = new Date('2020-01-01T00:00:00Z');
const person: Person = {
  id: 'person',
  subject: 'subject',
  username: 'alice',
  usernameFolded: 'alice',
  email: 'alice@example.com',
  emailFolded: 'alice@example.com',
  emailVerified: true,
  profile: {},
  status: 'active',
  administrator: false,
  createdAt: longAgo,
  updatedAt: longAgo,
};
const session: SessionRecord = {
  id: 'session',
  sid: 'sid',
  tokenHash: 'hash',
  personId: 'person',
  authTime: longAgo,
  acr: 'urn:gatehouse:aal1',
  amr: ['pwd'],
  remembered: false,
  userAgent: null,
  network: null,
  createdAt: longAgo,
  lastUsedAt: longAgo,
  expiresAt: new Date('2020-01-02T00:00:00Z'),
  absoluteExpiresAt: new Date('2020-01-02T00:00:00Z'),
  endedAt: null,
};

function callWith(find: (value: string) => Promise<FoundSession | undefined>, issuer = 'http://localhost:3000') {
  const errors: string[] = [];
  const call = nextAuthCall({ issuer, secret: 'secret', find, onError: (code) => errors.push(code) });
  const ask = (cookies: Record<string, string>) => {
    const request = Object.assign(new IncomingMessage(new Socket()), { cookies });
    return getServerSession(request, new ServerResponse(request), call.options);
  };
  return { ...call, ask, errors };
}

describe('next-auth over our sessions', () => {
  it('knows the person by our cookie and tells scripts a name and an end, nothing else', async () => {
    const find = vi.fn(async () => ({ session, person }));
    const { ask, outcome } = callWith(find);
    // The end lies in the past of the real clock: only the injected one, inside `find`, decides.
    expect(await ask({ 'gatehouse.session': 'value' })).toEqual({
      user: { name: 'alice' },
      expires: '2020-01-02T00:00:00.000Z',
    });
    expect(find).toHaveBeenCalledExactlyOnceWith('value');
    expect(outcome()).toEqual({ session, person });
  });

  it('reads the __Host- cookie on https and not the plain one', async () => {
    const find = vi.fn(async () => ({ session, person }));
    const { ask } = callWith(find, 'https://login.example');
    expect(await ask({ 'gatehouse.session': 'planted' })).toBeNull();
    expect(find).not.toHaveBeenCalled();
  });

  it('says nobody for a session that is not found', async () => {
    const { ask, outcome } = callWith(async () => undefined);
    expect(await ask({ 'gatehouse.session': 'value' })).toBeNull();
    expect(outcome()).toBeUndefined();
  });

  it('does not take a database that is away for nobody', async () => {
    const away = Object.assign(new Error('away'), { kind: 'storage-unavailable' });
    const { ask, outcome, errors } = callWith(() => Promise.reject(away));
    await ask({ 'gatehouse.session': 'value' });
    expect(outcome).toThrow(away);
    expect(errors).toEqual([]);
  });

  it('has no means to make people or sessions', () => {
    const { options } = callWith(async () => undefined);
    expect(Object.keys(options.adapter ?? {})).toEqual(['getSessionAndUser']);
    expect(options.providers).toEqual([]);
  });

  it('names every cookie ours, and none but the session’s own begins like it', () => {
    const { options } = callWith(async () => undefined, 'https://login.example');
    const names = Object.values(options.cookies ?? {}).map((cookie) => cookie.name);
    expect(names.every((name) => name.startsWith('__Host-gatehouse.'))).toBe(true);
    expect(names.filter((name) => name.startsWith('__Host-gatehouse.session'))).toHaveLength(1);
  });
});
