/** When a person is asked, and what is new since last time (DECISIONS 19). */
import type { AuthorizationRequest } from '../authorization-request';
import { isLoopbackHost } from '../client-metadata/uri-rules';
import type { Api, Client, Consent, EndUserSession } from '../ports';

/** True when the request must not be answered on remembered consent alone. */
export function needsConsent(request: AuthorizationRequest, remembered: Consent | undefined): boolean {
  if (request.prompts.has('consent')) return true;
  // What was marked first-party has changed itself since, and is not what the administrator trusted.
  if (request.client.settings.firstParty && !isUnreviewed(request.client)) return false;
  if (isImpersonable(request)) return true;
  if (remembered === undefined) return true;
  return (
    newScopes(request, remembered).length > 0 ||
    request.resources.some((resource) => !remembered.resources.includes(resource))
  );
}

/**
 * What is remembered of a consent. To a client that nobody has reviewed it lasts as long as the sign-in in which it was
 * given, and no longer than the client stays as it was then: so the person is told each time anew what it is.
 */
export function rememberedConsent(
  consent: Consent | undefined,
  client: Client,
  session: EndUserSession,
): Consent | undefined {
  if (consent === undefined || !isUnreviewed(client)) return consent;
  return consent.updatedAt >= session.authTime && consent.updatedAt >= client.updatedAt ? consent : undefined;
}

/** True for a client that registered or changed itself, until an administrator approves what it is. */
export function isUnreviewed({ selfRegistration }: Client): boolean {
  return selfRegistration !== null && selfRegistration.quarantinedAt !== null;
}

/** What was not allowed before. */
export function newScopes(request: AuthorizationRequest, remembered: Consent | undefined): string[] {
  return request.consentScopes.filter((scope) => !remembered?.scopes.includes(scope));
}

/** Scopes of APIs can be unticked; the standard ones are what signing in means. */
export function optionalScopes(requestedScopes: string[], apis: readonly Api[]): string[] {
  const ofApis = new Set(apis.flatMap((api) => api.scopes.map((scope) => scope.name)));
  return requestedScopes.filter((scope) => ofApis.has(scope));
}

/** A public client on loopback or a private scheme could be anybody's program (RFC 8252 section 8.6). */
function isImpersonable({ client, redirectUri }: AuthorizationRequest): boolean {
  if (client.metadata.token_endpoint_auth_method !== 'none') return false;
  const { protocol, hostname } = new URL(redirectUri);
  return protocol !== 'https:' || isLoopbackHost(hostname);
}
