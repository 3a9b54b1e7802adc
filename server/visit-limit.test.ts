import { describe, expect, it } from 'vitest';
import { createVisitLimit } from './visit-limit';

const path = '/oauth2/authorize';
const many = (limit: ReturnType<typeof createVisitLimit>, address: string, count = 1200) => {
  for (let visit = 0; visit < count; visit += 1) limit(path, address);
};

describe('visits that leave a row behind', () => {
  it('are bounded a minute and a network, and the wait ends with the minute', () => {
    let now = 15_000;
    const limit = createVisitLimit(() => now);
    many(limit, '192.0.2.1', 1199);
    expect(limit(path, '192.0.2.1')).toBeUndefined();
    expect(limit(path, '192.0.2.1')).toBe(45);
    expect(limit(path, '192.0.2.2')).toBeUndefined();
    now = 60_000;
    expect(limit(path, '192.0.2.1')).toBeUndefined();
  });

  it('of one IPv6 network count together', () => {
    const limit = createVisitLimit(() => 0);
    many(limit, '2001:db8::1');
    expect(limit(path, '2001:db8::2')).toBe(60);
    expect(limit(path, '2001:db8:0:1::2')).toBeUndefined();
  });

  it('are also what clients that registered themselves do to their registration', () => {
    const limit = createVisitLimit(() => 0);
    many(limit, '192.0.2.1');
    for (const registration of ['/oauth2/register', '/oauth2/register/gh_any'])
      expect(limit(registration, '192.0.2.1')).toBe(60);
  });

  it('are those alone: whatever writes nothing is never held back', () => {
    const limit = createVisitLimit(() => 0);
    many(limit, '192.0.2.1');
    for (const other of ['/sign-in', '/oauth2/token', '/oauth2/jwks', '/interaction/sign-in']) {
      expect(limit(other, '192.0.2.1')).toBeUndefined();
    }
  });
});
