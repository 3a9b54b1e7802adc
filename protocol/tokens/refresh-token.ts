/** Refresh tokens: when one is due, and how a new row looks. Only hashes are stored. */
import { issueCheckedSecret, issueRowId } from '../identifiers';
import type { AuthorizationServerOptions } from '../options';
import { lifetimesOf } from '../options';
import type { Authorization, Client, Clock, Cryptography, RandomBytes, RefreshToken } from '../ports';

interface Dependencies {
  clock: Clock;
  random: RandomBytes;
  cryptography: Cryptography;
  options: AuthorizationServerOptions;
}

/** DECISIONS 12: the client has the grant, and either no `openid` was asked or `offline_access` was granted. */
export function isRefreshTokenDue(client: Client, scopes: string[]): boolean {
  if (!client.metadata.grant_types.includes('refresh_token')) return false;
  return !scopes.includes('openid') || scopes.includes('offline_access');
}

/** A new token and its row. Its absolute end is the one of the token before it, or starts with the authorization. */
export function createRefreshToken(
  { clock, random, cryptography, options }: Dependencies,
  { authorization, client, scopes }: { authorization: Authorization; client: Client; scopes: string[] },
  absoluteExpiresAt?: Date,
): { value: string; row: RefreshToken } {
  const now = clock.now();
  const lifetimes = lifetimesOf(client, options);
  const end = absoluteExpiresAt ?? new Date(now.getTime() + lifetimes.refreshTokenAbsoluteSeconds * 1000);
  const value = issueCheckedSecret('ghr_', random);
  const row: RefreshToken = {
    id: issueRowId(now, random),
    hash: cryptography.digest(value),
    authorizationId: authorization.id,
    clientId: client.clientId,
    scopes,
    createdAt: now,
    expiresAt: slidingEnd(now, lifetimes.refreshTokenIdleSeconds, end),
    absoluteExpiresAt: end,
    consumedAt: null,
    replay: null,
  };
  return { value, row };
}

/** `idleSeconds` from now, but never beyond the absolute end. */
export function slidingEnd(now: Date, idleSeconds: number, absoluteEnd: Date): Date {
  return new Date(Math.min(now.getTime() + idleSeconds * 1000, absoluteEnd.getTime()));
}
