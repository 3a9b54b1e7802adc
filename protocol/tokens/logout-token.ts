/** Logout tokens (OpenID Connect Back-Channel Logout 1.0 section 2.4): what a client is told with that a session ended. */
import type { SigningAlgorithm } from '../client-metadata/vocabulary';
import type { KeyRing } from '../keys';
import type { Client, Clock, LogoutNotice } from '../ports';

/** Its type alone keeps it from being taken for an ID token or an access token, here and at careful clients. */
export const logoutTokenType = 'logout+jwt';
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';
/** Long enough for clocks that differ; a token that was delivered late is a fresh one. */
const lifetimeSeconds = 120;

/** Signs the token of a notice as the client's ID tokens are signed. Each repetition has the same `jti`. */
export async function issueLogoutToken(
  { issuer, keys, clock }: { issuer: string; keys: KeyRing; clock: Clock },
  client: Client,
  { id, subject, sid }: LogoutNotice,
): Promise<string> {
  const alg = (client.metadata.id_token_signed_response_alg ?? 'RS256') as SigningAlgorithm;
  const iat = Math.floor(clock.now().getTime() / 1000);
  return keys.sign(alg, logoutTokenType, {
    iss: issuer,
    aud: client.clientId,
    sub: subject,
    sid,
    iat,
    exp: iat + lifetimeSeconds,
    jti: id,
    events: { [logoutEvent]: {} },
  });
}
