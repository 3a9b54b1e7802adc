/** APIs: resource servers that access tokens are for (RFC 8707). */
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
  accessTokenSeconds: number | null;
  /** Clients that may introspect tokens for this API. */
  introspectionClientIds: string[];
}

export interface ApiLookup {
  find(identifier: string): Promise<Api | undefined>;
  list(): Promise<Api[]>;
}
