import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionFromRequest, signedInFromRequest } from './session';

const authTime = new Date('2026-01-01T00:00:00Z');
const row = { id: 'id', sid: 'sid', personId: 'person', authTime, acr: 'acr', amr: ['pwd'], tokenHash: 'never leaves' };
const found = { session: row, person: { id: 'person', subject: 'subject' } };

const sessions = vi.hoisted(() => ({ find: vi.fn(), touch: vi.fn() }));
vi.mock('./container', () => ({
  container: async () => ({ environment: { issuer: 'https://login.example' }, identity: { sessions } }),
}));

function requestWith(cookie: string): Request {
  return new Request('https://login.example/', { headers: { cookie } });
}

describe('the session of a request', () => {
  beforeEach(() => {
    sessions.find.mockReset().mockImplementation(async (value: string) => (value === 'good' ? found : undefined));
    sessions.touch.mockReset().mockResolvedValue(undefined);
  });

  it('is what the protocol may know of it, for the cookie of this issuer', async () => {
    expect(await sessionFromRequest(requestWith('__Host-gatehouse.session=good'))).toEqual({
      id: 'id',
      sid: 'sid',
      personId: 'person',
      subject: 'subject',
      authTime,
      acr: 'acr',
      amr: ['pwd'],
    });
  });

  it.each(['', 'gatehouse.session=good', '__Host-gatehouse.session=bad', '__Host-gatehouse.sessions=good'])(
    'is none for %j',
    async (cookie) => {
      expect(await sessionFromRequest(requestWith(cookie))).toBeUndefined();
      expect(sessions.touch).not.toHaveBeenCalled();
    },
  );

  it('notes its use without waiting for it, and lives with that failing', async () => {
    sessions.touch.mockRejectedValue(new Error('busy'));
    const signedIn = await signedInFromRequest(requestWith('__Host-gatehouse.session=good'));
    expect(signedIn?.person.id).toBe('person');
    expect(sessions.touch).toHaveBeenCalledExactlyOnceWith(row);
  });

  it('is an error, not nobody, while the database is away', async () => {
    const away = Object.assign(new Error('away'), { kind: 'storage-unavailable' });
    sessions.find.mockRejectedValue(away);
    await expect(sessionFromRequest(requestWith('__Host-gatehouse.session=good'))).rejects.toBe(away);
  });
});
