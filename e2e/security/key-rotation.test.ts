/** Keys are replaced while the house is busy, by another process, and whoever verifies notices nothing. */
import type { JSONWebKeySet } from 'jose';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import { readTokens } from '../harness/checks/tokens';
import { databaseKinds } from '../harness/test-database';
import type { Site } from './site';
import { securitySite } from './site';
import { takeTokens } from './visitor';

/** A key is published so long before it signs; a process knows it after five. */
const publishSeconds = 8;
/** Shorter than the time that is left, and the only time at which a relying party looks at the JWKS. */
const cachedSeconds = 2;

/** Reads the JWKS when its copy is too old, never because a key is missing. */
function createKeyCache(site: Site) {
  let copy: JSONWebKeySet = { keys: [] };
  let readAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - readAt > cachedSeconds * 1000) {
      copy = JSON.parse((await site.wire(`${site.issuer}/oauth2/jwks`)).text);
      readAt = performance.now();
    }
    return createLocalJWKSet(copy);
  };
}

it.concurrent.each(databaseKinds)(
  'no signature fails to verify while keys are rotated under load on %s',
  async (kind) => {
    const site = securitySite(kind);
    const { party, tokens } = await takeTokens(site);
    const keys = createKeyCache(site);
    const kids = new Set<string | undefined>();
    const verify = async (token: string) => {
      kids.add(decodeProtectedHeader(token).kid);
      await jwtVerify(token, await keys(), { issuer: site.issuer });
    };
    await verify(tokens.idToken);
    const rotation = site.commandLine.cliJson<{ kid: string; signs_from: string }[]>([
      ...['keys', 'rotate', '--alg', 'RS256', '--sign-in', `${publishSeconds}s`],
    ]);
    let refreshToken = tokens.refreshToken;
    let successor: string | undefined;
    void rotation.then(([made]) => {
      successor = made?.kid;
    });
    const deadline = performance.now() + 40_000;
    while (performance.now() < deadline && (successor === undefined || !kids.has(successor))) {
      const fresh = readTokens(await party.refresh(refreshToken));
      refreshToken = fresh.refreshToken ?? '';
      await Promise.all([verify(fresh.accessToken), verify(fresh.idToken ?? '')]);
    }
    expect([...kids]).toContain((await rotation)[0]?.kid);
    await verify(tokens.idToken);
  },
);
