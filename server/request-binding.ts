/** The cookie that binds a pending request to the browser that began it (SECURITY invariant 7): one a request, so tabs don't collide. */
import { clearedCookie, cookieName, readCookie, serializeCookie } from './cookies';

/** Which cookie; a made-up id names one that nobody has. */
const noun = (requestId: string) => `request.${/^[a-z2-7]{26}$/.test(requestId) ? requestId : 'none'}`;

/** The `Set-Cookie` value that binds a pending request to this browser for as long as it waits. */
export function bindingCookie(requestId: string, secret: string, lifetimeSeconds: number, issuer: string): string {
  return serializeCookie({ noun: noun(requestId), issuer, value: secret, maxAgeSeconds: lifetimeSeconds });
}

/** The `Set-Cookie` value that lets go of it. */
export function clearedBindingCookie(requestId: string, issuer: string): string {
  return clearedCookie(noun(requestId), issuer);
}

/** The secret that this browser holds for a pending request. */
export function readBindingSecret(headers: Headers, requestId: string, issuer: string): string | undefined {
  return readCookie(headers, cookieName(noun(requestId), issuer));
}
