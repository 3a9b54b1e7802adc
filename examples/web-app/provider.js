// Everything that is OpenID Connect, by openid-client. Discovery happens once, at the start.
import * as client from 'openid-client';
import { refused } from './configuration.js';

const scope = 'openid profile email offline_access';

/** Reads the provider's metadata. Throws `kind: 'configuration'` when there is no such provider. */
export async function connect({ issuer, clientId, clientSecret, redirectUri, signedOutUri }) {
  const authentication = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
  // Plain http is for development on this machine; configuration.js lets nothing else through.
  const options = issuer.protocol === 'http:' ? { execute: [client.allowInsecureRequests] } : {};
  const provider = await client.discovery(issuer, clientId, undefined, authentication, options).catch((error) => {
    throw refused(whyNoProvider(issuer, error));
  });

  return {
    /** Where to send the browser, and what to remember until it comes back. */
    async startSignIn(extra = {}) {
      const codeVerifier = client.randomPKCECodeVerifier();
      const state = client.randomState();
      const nonce = client.randomNonce();
      const url = client.buildAuthorizationUrl(provider, {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        ...extra,
      });
      return { url, state, checks: { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier } };
    },

    /** The code for tokens, and the tokens for who it is. Checks state, issuer, nonce, PKCE and the ID token. */
    async finishSignIn(url, checks) {
      const tokens = await client.authorizationCodeGrant(provider, url, { ...checks, idTokenExpected: true });
      const claims = tokens.claims();
      const person = await client.fetchUserInfo(provider, tokens.access_token, claims.sub);
      return { person, claims, refreshes: 0, ...keep(tokens) };
    },

    /** New tokens without the person; the provider may hand out a new refresh token each time. */
    async refresh(signedIn) {
      const tokens = await client.refreshTokenGrant(provider, signedIn.refreshToken);
      const claims = tokens.claims() ?? signedIn.claims;
      const person = await client.fetchUserInfo(provider, tokens.access_token, claims.sub);
      return { ...signedIn, person, claims, refreshes: signedIn.refreshes + 1, ...keep(tokens) };
    },

    /** Signs out at the provider too, which then sends the browser back here. */
    signOutUrl(idToken) {
      const hint = idToken === undefined ? { client_id: clientId } : { id_token_hint: idToken };
      return client.buildEndSessionUrl(provider, { ...hint, post_logout_redirect_uri: signedOutUri });
    },
  };
}

/** Only what came is kept, so that an absent token does not wipe out the one before. */
function keep(tokens) {
  return {
    scope: tokens.scope,
    expiresAt: new Date(Date.now() + (tokens.expires_in ?? 0) * 1000),
    ...(tokens.id_token === undefined ? {} : { idToken: tokens.id_token }),
    ...(tokens.refresh_token === undefined ? {} : { refreshToken: tokens.refresh_token }),
  };
}

function whyNoProvider(issuer, error) {
  const cause = error.cause?.code ?? error.cause?.message ?? error.message;
  return `There is no usable provider at ISSUER ${issuer.href} (${cause}).
Start Gatehouse first (npm start in its folder), and set ISSUER to exactly the address that it prints.`;
}
