/** APIs: resource servers that access tokens are for (RFC 8707). */
import type { AccessTokenFormat, SigningAlgorithm } from '../client-metadata/vocabulary';

export interface ApiScope {
  name: string;
  description: string;
  /** Roles of which the person needs one; empty means everyone. */
  roles: string[];
}

export interface Api {
  id: string;
  /** The resource indicator: an absolute URI. */
  identifier: string;
  name: string;
  scopes: ApiScope[];
  /** Null means what the client has; of both the shorter counts. */
  accessTokenSeconds: number | null;
  accessTokenFormat: AccessTokenFormat;
  /** What JWTs for it are signed with. */
  signingAlgorithm: SigningAlgorithm;
  /** Whether tokens for it tell the roles of the person. */
  includesRoles: boolean;
  /** Clients that may introspect tokens for this API. */
  introspectionClientIds: string[];
}

export interface ApiLookup {
  list(): Promise<Api[]>;
}
