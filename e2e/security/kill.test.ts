/** Acknowledged means committed: `kill -9` under load loses no refresh token, session or revocation that a client was told of. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Instance } from '../harness/instance';
import { patience } from '../harness/patience';
import type { Book } from './acknowledged-load';
import { findLosses, openBook, startLoad } from './acknowledged-load';
import { createEmptyInstance } from './databases';
import type { Site } from './site';
import { populate, securitySite } from './site';
import { cookieHeader, cookiesOf, takeTokens } from './visitor';

const cases = [
  { kind: 'sqlite', kills: 10 },
  { kind: 'postgresql', kills: 3 },
] as const;
const families = 4;

/** There is something of each kind to lose. */
const isUnderWay = ({ families: all, sessionCookies, revoked }: Book) =>
  all.every(({ refreshed }) => refreshed >= 3) && sessionCookies.length >= 3 && revoked.length >= 3;

/** What was found to hold need not be asked again. */
function forget(book: Book): void {
  book.sessionCookies.length = 0;
  book.revoked.length = 0;
  for (const family of book.families) family.refreshed = 0;
}

describe.each(cases)('on $kind', ({ kind, kills }) => {
  let instance: Instance;
  let site: Site;

  beforeAll(async () => {
    instance = await createEmptyInstance(kind, securitySite(kind), { env: { RATE_LIMITS: 'off', LOG_LEVEL: 'warn' } });
    site = await populate(instance);
  });
  afterAll(() => instance.remove());

  it(`${kills} times: nothing that was acknowledged is lost`, { timeout: 600_000 }, async () => {
    const first = await takeTokens(site, { application: 'own' });
    const holders = [first];
    while (holders.length < families)
      holders.push(await takeTokens(site, { application: 'own', browser: first.browser }));
    const cookie = cookieHeader(cookiesOf(first.browser));
    const book = openBook(holders);
    for (let round = 0; round < kills; round += 1) {
      const stop = startLoad(site, book, cookie);
      await vi.waitFor(() => expect(isUnderWay(book)).toBe(true), patience);
      // Each kill comes at another moment of the work.
      await new Promise((resolve) => setTimeout(resolve, 29 * round));
      await instance.kill();
      await stop();
      await instance.start();
      expect(await findLosses(site, book), `after kill ${round + 1}`).toEqual([]);
      forget(book);
    }
  });
});
