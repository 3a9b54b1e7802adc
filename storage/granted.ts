/** What stands behind codes and tokens, put together from the other stores. */
import type { Granted, GrantedLookup } from '@/protocol/ports';
import type { AllStores } from './storage';

type Stores = Pick<
  AllStores,
  'authorizations' | 'authorizationCodes' | 'refreshTokens' | 'endUsers' | 'sessionLookup' | 'deniedAccessTokens'
>;

/** One look after the other; a database that can do it in one has its own (`prepared/granted`). */
export function createGrantedLookup(stores: Stores): GrantedLookup {
  const byId = async (authorizationId: string, at: Date): Promise<Granted | undefined> => {
    const authorization = await stores.authorizations.find(authorizationId);
    if (authorization === undefined) return undefined;
    const { personId, sessionId } = authorization;
    return {
      authorization,
      endUser: personId === null ? undefined : await stores.endUsers.find(personId),
      isSessionLive: sessionId === null || (await stores.sessionLookup.isLive(sessionId, at)),
    };
  };
  return {
    byId,
    async byRefreshToken(hash, at) {
      const refreshToken = await stores.refreshTokens.find(hash);
      const granted = refreshToken && (await byId(refreshToken.authorizationId, at));
      return granted && { refreshToken, granted };
    },
    async byAuthorizationCode(hash, at) {
      const code = await stores.authorizationCodes.find(hash);
      const granted = code && (await byId(code.authorizationId, at));
      return granted && { code, granted };
    },
    async byAccessToken({ jti, authorizationId }, at) {
      return (await stores.deniedAccessTokens.has(jti)) ? undefined : byId(authorizationId, at);
    },
  };
}
