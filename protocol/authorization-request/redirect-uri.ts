/** Phase one: where the answer goes. A failure is shown on our own page and never redirected (RFC 9700 section 4.1). */
import { refusal } from '../errors';
import type { Parameters } from '../parameters';
import type { Client } from '../ports';
import { matchesLoopbackRedirect } from './loopback-redirect';
import { nearestAddress } from './nearest-address';

/**
 * The redirect URI of the request: equal to a registered one, character by character, or the loopback exception of
 * RFC 8252. It may be left out only in a plain OAuth request (no `openid`) of a client with exactly one URI.
 */
export function getRedirectUri(
  parameters: Parameters,
  client: Client,
): { redirectUri: string; redirectUriWasSent: boolean } {
  const registered = client.metadata.redirect_uris;
  const sent = parameters.get('redirect_uri');
  if (sent === undefined) {
    const [only, ...others] = registered;
    const isOpenId = (parameters.get('scope') ?? '').split(' ').includes('openid');
    if (only === undefined || others.length > 0 || isOpenId)
      throw refusal('redirect-uri-missing', { clientId: client.clientId, registered: registered.length });
    return { redirectUri: only, redirectUriWasSent: false };
  }
  const isRegistered =
    registered.includes(sent) ||
    (client.metadata.application_type === 'native' && registered.some((uri) => matchesLoopbackRedirect(uri, sent)));
  if (!isRegistered)
    throw refusal('redirect-uri-mismatch', {
      clientId: client.clientId,
      received: sent.slice(0, 500),
      expected: nearestAddress(registered, sent).slice(0, 500),
      registered: registered.length,
    });
  return { redirectUri: sent, redirectUriWasSent: true };
}
