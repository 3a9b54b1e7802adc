/** The sign-in form without a page: what somebody sends who guesses by program. */
import type { WireResponse } from '../harness/wire';
import type { Site } from './site';

export interface SignInForm {
  request: string;
  cookie: string;
  /** Sends name and password, as our own page would, from `address` where a trusted proxy names it. */
  send(username: string, password: string, address?: string): Promise<WireResponse>;
  /** The page as it is after the last attempt. */
  page(): Promise<WireResponse>;
}

/** A visit of its own, or the flow that `start` leads to. */
export async function openSignInForm(
  { issuer, wire }: Pick<Site, 'issuer' | 'wire'>,
  start = `${issuer}/interaction/start`,
): Promise<SignInForm> {
  const begun = await wire(start);
  const request = new URL(begun.headers.get('location') ?? '', issuer).searchParams.get('request') ?? '';
  const cookie = begun.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return {
    request,
    cookie,
    send: (username, password, address) =>
      wire(`${issuer}/interaction/sign-in`, {
        method: 'POST',
        headers: { cookie, 'sec-fetch-site': 'same-origin', ...(address ? { 'x-forwarded-for': address } : {}) },
        body: new URLSearchParams({ request, username, password }),
      }),
    page: () => wire(`${issuer}/sign-in?request=${request}`, { headers: { cookie } }),
  };
}

export const isSignedIn = ({ headers }: WireResponse) =>
  headers.getSetCookie().some((line) => /gatehouse\.session=./.test(line));
