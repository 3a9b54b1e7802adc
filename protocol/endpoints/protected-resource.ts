/** Access tokens of ours at an API of ours (RFC 6750, RFC 9068 section 4). */
import { refusal } from '../errors';
import type { KeyRing } from '../keys';
import type { Clock, Cryptography, ProtocolStorage } from '../ports';
import { readAccessToken } from '../tokens/access-token';
import { findLiveAccessToken } from '../tokens/live-authorization';
import { readBearerHeader } from './bearer-token';

interface Dependencies {
  issuer: string;
  storage: ProtocolStorage;
  keys: KeyRing;
  clock: Clock;
  cryptography: Cryptography;
}

export interface Bearer {
  clientId: string;
  /** The row id of the person for whom the client acts; null when it acts for itself. */
  personId: string | null;
  scopes: string[];
}

/**
 * Builds the look at the Bearer token of a request: undefined without one. Throws `invalid_token` for one that is not ours, has
 * ended, was revoked, was not issued for this audience, or whose person or client may do nothing any more.
 */
export function createProtectedResource(dependencies: Dependencies) {
  return async (request: Request, audience: string): Promise<Bearer | undefined> => {
    const value = readBearerHeader(request);
    if (value === undefined) return undefined;
    const { stores } = dependencies.storage;
    const token = await readAccessToken(value, { ...dependencies, opaqueAccessTokens: stores.opaqueAccessTokens });
    const { clientId, scopes } = token;
    if (!token.audience.includes(audience)) throw refusal('access-token-invalid', { clientId, reason: 'audience' });
    const live = await findLiveAccessToken(token, stores, dependencies.clock.now());
    if (live === undefined) throw refusal('access-token-invalid', { clientId, reason: 'revoked' });
    return { clientId, scopes, personId: live.authorization?.personId ?? null };
  };
}
