/** `session_state` (OpenID Connect Session Management 1.0 section 4.2): what an application compares through the frame. */
import type { AuthorizationDependencies } from '../endpoints/authorization-dependencies';
import { digest, issueIdentifier } from '../identifiers';
import type { EndUserSession } from '../ports';

/**
 * What the browser-state cookie holds while somebody is signed in. It says nothing and opens nothing: any page of ours may
 * read it. It is another one for each session, and the same when the same person authenticates again within it.
 */
export function browserStateOf({ id }: Pick<EndUserSession, 'id'>): Promise<string> {
  return digest(`browser state ${id}`);
}

/** The `Set-Cookie` value that a browser needs in which this session is open; undefined while the frame is switched off. */
export async function browserStateCookieOf(
  session: Pick<EndUserSession, 'id'>,
  { options, pages }: Pick<AuthorizationDependencies, 'options' | 'pages'>,
): Promise<string | undefined> {
  return options.checkSessionFrame === 'off' ? undefined : pages.browserStateCookie(await browserStateOf(session));
}

/**
 * Bound to client and origin, so that no two applications can compare theirs. Undefined for addresses without an origin,
 * and while the frame is switched off.
 */
export async function issueSessionState(
  { clientId, redirectUri, session }: { clientId: string; redirectUri: string; session: EndUserSession },
  { options, random }: Pick<AuthorizationDependencies, 'options' | 'random'>,
): Promise<string | undefined> {
  const { origin } = new URL(redirectUri);
  if (origin === 'null' || options.checkSessionFrame === 'off') return undefined;
  const salt = issueIdentifier(random);
  const text = [clientId, origin, await browserStateOf(session), salt].join(' ');
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `${Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')}.${salt}`;
}
