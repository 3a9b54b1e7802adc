/** What was granted: the row that codes and tokens point to, and the consent behind it. */
/** The `claims` parameter, OpenID Connect Core 5.5, reduced to what we honour. */
export interface ClaimsRequest {
  userinfo?: Record<string, { essential?: boolean; value?: unknown; values?: unknown[] } | null>;
  id_token?: Record<string, { essential?: boolean; value?: unknown; values?: unknown[] } | null>;
}

/** The central row: who allowed which client what. Codes, refresh tokens and access tokens point to it. */
export interface Authorization {
  id: string;
  clientId: string;
  personId: string | null;
  subject: string;
  sessionId: string | null;
  sid: string | null;
  /** The grant type that made it. */
  originGrant: string;
  grantedScopes: string[];
  resources: string[];
  claimsRequest: ClaimsRequest | null;
  claimsLocales: string[];
  authTime: Date | null;
  acr: string | null;
  amr: string[];
  /** True when `offline_access` was granted: it then outlives the session. */
  offline: boolean;
  createdAt: Date;
  revokedAt: Date | null;
  /** Of the request that it came from, so that what is done with its tokens can be found together; null for an old one. */
  traceId: string | null;
}

export interface AuthorizationStore {
  create(authorization: Authorization): Promise<void>;
  find(id: string): Promise<Authorization | undefined>;
  /** Idempotent; keeps the first time. */
  revoke(id: string, at: Date): Promise<void>;
  /** Those of one session, except `offline` ones (DECISIONS 20, "signed out"). Codes and refresh tokens die with them. */
  revokeOfSession(sessionId: string, at: Date): Promise<void>;
  /** All of a person, except those of one session when it is given. */
  revokeOfPerson(personId: string, at: Date, exceptSessionId?: string): Promise<void>;
  /** The clients that were ever granted something in a session, revoked or not, each once. */
  listClientIdsOfSession(sessionId: string): Promise<string[]>;
  revokeOfClient(clientId: string, at: Date, personId?: string): Promise<void>;
}

export interface Consent {
  personId: string;
  clientId: string;
  scopes: string[];
  resources: string[];
  updatedAt: Date;
}

export interface ConsentStore {
  find(personId: string, clientId: string): Promise<Consent | undefined>;
  /** Adds to what was allowed before. */
  save(consent: Consent): Promise<void>;
  revoke(personId: string, clientId: string): Promise<void>;
}
