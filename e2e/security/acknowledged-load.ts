/** Clients at work that keep a book: what was acknowledged to them must hold, whatever happens to the server after. */
import type { RelyingParty } from '../harness/relying-party';
import { readMembers } from '../harness/wire';
import { isSignedIn, openSignInForm } from './sign-in-form';
import type { Site } from './site';
import type { TokenHolder } from './visitor';
import { introspect, revoke } from './visitor';

/** Everything that the server said yes to. */
export interface Book {
  /** The newest refresh token of each family. */
  families: { party: RelyingParty; refreshToken: string; refreshed: number }[];
  sessionCookies: string[];
  revoked: { party: RelyingParty; refreshToken: string; accessToken: string }[];
  /** What the server refused although it was right. */
  complaints: string[];
}

export function openBook(holders: TokenHolder[]): Book {
  const families = holders.map(({ party, tokens }) => ({ party, refreshToken: tokens.refreshToken, refreshed: 0 }));
  return { families, sessionCookies: [], revoked: [], complaints: [] };
}

/** Works until the returned function is called and every client has noticed that the server is gone. */
export function startLoad(site: Site, book: Book, sessionCookie: string): () => Promise<void> {
  let isOver = false;
  /** A broken connection acknowledges nothing. */
  const untilOver = async (work: () => Promise<void>) => {
    while (!isOver) await work().catch(() => undefined);
  };
  const clients = [
    ...book.families.map((family) => untilOver(() => refresh(book, family))),
    untilOver(() => signIn(site, book)),
    untilOver(() => signIn(site, book)),
    untilOver(() => obtainAndRevoke(site, book, sessionCookie)),
    untilOver(() => obtainAndRevoke(site, book, sessionCookie)),
  ];
  return async () => {
    isOver = true;
    await Promise.all(clients);
  };
}

async function refresh(book: Book, family: Book['families'][number]): Promise<void> {
  const answer = await family.party.refresh(family.refreshToken);
  const { refresh_token: next } = readMembers(answer);
  if (typeof next === 'string') {
    family.refreshToken = next;
    family.refreshed += 1;
  } else if (answer.status < 500) book.complaints.push(`refresh: ${answer.status} ${answer.text}`);
}

async function signIn(site: Site, book: Book): Promise<void> {
  const form = await openSignInForm(site);
  const answer = await form.send(site.ada.username, site.ada.password);
  if (!isSignedIn(answer)) return;
  const line = answer.headers.getSetCookie().find((one) => one.includes('gatehouse.session=')) ?? '';
  book.sessionCookies.push(line.split(';')[0] ?? '');
}

/** A first-party application's code comes without a page, as long as the session lives. */
async function obtainAndRevoke(site: Site, book: Book, cookie: string): Promise<void> {
  const party = book.families[0]?.party;
  if (party === undefined) return;
  const request = party.request({ scope: 'openid offline_access' });
  const answer = await site.wire(request.url, { headers: { cookie } });
  const parameters = new URL(answer.headers.get('location') ?? '').searchParams;
  const response = { place: 'query' as const, parameters, redirectUri: request.redirectUri };
  const tokens = readMembers(
    await party.redeem({ ...response, all: { query: parameters, fragment: parameters, body: parameters } }, request),
  );
  const { refresh_token: refreshToken, access_token: accessToken } = tokens;
  if (typeof refreshToken !== 'string' || typeof accessToken !== 'string') return;
  const revocation = await revoke(site, party, refreshToken);
  if (revocation.status === 200) book.revoked.push({ party, refreshToken, accessToken });
}

/**
 * What does not hold any more, of all that is in the book. Looking comes before presenting: an old refresh token that is
 * presented may end its whole family, and then everything of it looks as revoked as it should be.
 */
export async function findLosses(site: Site, book: Book): Promise<string[]> {
  const losses = [...book.complaints];
  for (const { party, refreshToken, accessToken } of book.revoked) {
    for (const [kind, token] of Object.entries({ refreshToken, accessToken })) {
      if (await isActive(site, party, token)) losses.push(`a revocation is lost: the ${kind} is active`);
    }
    const answer = await party.refresh(refreshToken);
    if (readMembers(answer).error !== 'invalid_grant') losses.push(`a revocation is lost: ${answer.status}`);
  }
  for (const family of book.families) losses.push(...(await findLossesOf(site, family)));
  for (const cookie of book.sessionCookies) {
    const answer = await site.wire(`${site.issuer}/api/auth/session`, { headers: { cookie } });
    if (answer.status !== 200 || answer.text === '{}') losses.push(`a session is lost: ${answer.status}`);
  }
  return losses;
}

/** The newest refresh token that a client was given yields new tokens, and both of them hold. */
async function findLossesOf(site: Site, family: Book['families'][number]): Promise<string[]> {
  const { party } = family;
  const answer = await party.refresh(family.refreshToken);
  const { refresh_token: refreshToken, access_token: accessToken } = readMembers(answer);
  if (typeof refreshToken !== 'string') return [`a refresh token is lost: ${answer.status} ${answer.text}`];
  family.refreshToken = refreshToken;
  const losses: string[] = [];
  for (const [kind, token] of Object.entries({ refreshToken, accessToken })) {
    if (!(await isActive(site, party, String(token)))) losses.push(`a new ${kind} is not active`);
  }
  return losses;
}

async function isActive(site: Site, party: RelyingParty, token: string): Promise<boolean> {
  return readMembers(await introspect(site, party, token)).active === true;
}
