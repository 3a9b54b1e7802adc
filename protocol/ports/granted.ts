/** What stands behind codes and tokens, as it is now: asked at every use and never cached (SECURITY invariant 5). */
import type { Authorization } from './authorization';
import type { AuthorizationCode, RefreshToken } from './one-time';
import type { EndUser } from './people';

export interface Granted {
  authorization: Authorization;
  /** Undefined when nobody is behind it. */
  endUser: EndUser | undefined;
  /** Whether the session that it was granted in is live; true for one of no session. */
  isSessionLive: boolean;
}

/** Each answers from one moment, in one look where the storage can. */
export interface GrantedLookup {
  byId(authorizationId: string, at: Date): Promise<Granted | undefined>;
  byRefreshToken(hash: string, at: Date): Promise<{ refreshToken: RefreshToken; granted: Granted } | undefined>;
  byAuthorizationCode(hash: string, at: Date): Promise<{ code: AuthorizationCode; granted: Granted } | undefined>;
  /** Undefined also when the access token was revoked by itself. */
  byAccessToken(token: { jti: string; authorizationId: string }, at: Date): Promise<Granted | undefined>;
}
