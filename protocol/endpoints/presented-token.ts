/** A token of unknown kind that a client shows us (RFC 7009 section 2.1, RFC 7662 section 2.1): which of ours is it? */
import { hasKind } from '../errors';
import { isCheckedSecret } from '../identifiers';
import type { KeyRing } from '../keys';
import type { Clock, Cryptography, ProtocolStorage, RefreshToken } from '../ports';
import type { AccessTokenClaims } from '../tokens/access-token';
import { readAccessToken } from '../tokens/access-token';

export type PresentedToken = { kind: 'refresh'; row: RefreshToken } | { kind: 'access'; claims: AccessTokenClaims };

/**
 * The token, or undefined when it is not a valid one of ours. The kinds cannot be mistaken for one another (SECURITY
 * invariant 2), so `token_type_hint` has nothing to decide.
 */
export async function recogniseToken(
  token: string,
  dependencies: { issuer: string; keys: KeyRing; clock: Clock; cryptography: Cryptography; storage: ProtocolStorage },
): Promise<PresentedToken | undefined> {
  const { refreshTokens, opaqueAccessTokens } = dependencies.storage.stores;
  if (isCheckedSecret('ghr_', token)) {
    const row = await refreshTokens.find(dependencies.cryptography.digest(token));
    return row === undefined ? undefined : { kind: 'refresh', row };
  }
  try {
    return { kind: 'access', claims: await readAccessToken(token, { ...dependencies, opaqueAccessTokens }) };
  } catch (error) {
    if (hasKind(error, 'oauth-error')) return undefined;
    throw error;
  }
}
