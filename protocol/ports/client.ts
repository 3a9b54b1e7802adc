/** Clients as they are registered, and the lookup of them. */
import type { LocalizedMember } from '../client-metadata/localized';
import type { ClaimName, ClaimPlace, ClientAuthenticationMethod, SubjectType } from '../client-metadata/vocabulary';

/** RFC 7591 section 2 client metadata in wire spelling, already checked by `client-metadata`. */
export interface ClientMetadata {
  redirect_uris: string[];
  token_endpoint_auth_method: ClientAuthenticationMethod;
  token_endpoint_auth_signing_alg?: string;
  grant_types: string[];
  response_types: string[];
  application_type: 'web' | 'native';
  client_name?: string;
  client_uri?: string;
  logo_uri?: string;
  tos_uri?: string;
  policy_uri?: string;
  contacts?: string[];
  scope?: string;
  jwks_uri?: string;
  jwks?: { keys: Record<string, unknown>[] };
  software_id?: string;
  software_version?: string;
  subject_type?: SubjectType;
  sector_identifier_uri?: string;
  id_token_signed_response_alg?: string;
  userinfo_signed_response_alg?: string;
  default_max_age?: number;
  require_auth_time?: boolean;
  default_acr_values?: string[];
  initiate_login_uri?: string;
  post_logout_redirect_uris?: string[];
  backchannel_logout_uri?: string;
  backchannel_logout_session_required?: boolean;
  frontchannel_logout_uri?: string;
  frontchannel_logout_session_required?: boolean;
  /** What people read, in the language of the tag: `client_name#ja`. */
  [localized: LocalizedMember]: string;
}

/**
 * One claim in some places: the value of a person's own claim, as far as its scope was granted, or one that is the same
 * for everybody. A claim that is mapped to a place has no other name there.
 */
export type ClaimMapping = { claim: string; in: ClaimPlace[] } & (
  | { from: ClaimName; value?: never }
  | { from?: never; value: string | number | boolean | string[] }
);

/** What Gatehouse adds to RFC 7591: the policies of one client. */
export interface ClientSettings {
  profile: 'oidc' | 'oauth21' | 'fapi2';
  /** First-party clients are never asked for consent; an administrator sets this. */
  firstParty: boolean;
  allowedOrigins: string[] | null;
  rotateRefreshTokens: boolean;
  /** Seconds, 0 to 60: how long a repeated refresh gets the same bytes again. */
  replayWindowSeconds: number;
  /** Whether token requests may come as JSON; against RFC 6749, for platforms whose clients cannot send forms. */
  jsonTokenRequests: boolean;
  /**
   * Whether the claims of the granted scopes stand in ID tokens beside an access token, too, for clients that do not ask
   * userinfo (OpenID Connect Core 5.4 has them there alone).
   */
  scopeClaimsInIdToken: boolean;
  /** What goes where by another name, or in addition. */
  claims: ClaimMapping[];
  /** Null means the realm's default. All in seconds. */
  lifetimes: {
    authorizationCodeSeconds: number | null;
    accessTokenSeconds: number | null;
    idTokenSeconds: number | null;
    refreshTokenIdleSeconds: number | null;
    refreshTokenAbsoluteSeconds: number | null;
  };
}

export interface ClientSecret {
  id: string;
  label: string;
  /** The first characters, to recognise a secret by; never enough to use it. */
  prefix: string;
  /** SHA-256 of the secret, base64url. */
  hash: string;
  /** The secret itself, sealed by the vault, where `client_secret_jwt` needs it for an HMAC; null otherwise. */
  sealed: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  /** The row id of the person who made it; null for the command line and for software. */
  createdBy: string | null;
  /** Within a minute; null when it never was, or in a copy that nobody looks at for this. */
  lastUsedAt: Date | null;
}

/** What a client may ask for at one API: tokens for it, and these of its scopes (DECISIONS 32). */
export interface Allotment {
  /** The identifier of the API. */
  api: string;
  scopes: string[];
}

/** What is kept of a client that registered itself (RFC 7591). */
export interface SelfRegistration {
  /** SHA-256 of its registration access token, base64url (RFC 7592). */
  tokenHash: string;
  /** When it registered or last changed itself; null once an administrator has approved what it is now. */
  quarantinedAt: Date | null;
}

export interface Client {
  id: string;
  clientId: string;
  status: 'active' | 'disabled';
  metadata: ClientMetadata;
  settings: ClientSettings;
  secrets: ClientSecret[];
  /** Ordered by API, scopes in the order of the API. */
  allotments: Allotment[];
  createdAt: Date;
  updatedAt: Date;
  /** When it was last switched off: what it got for itself until then is dead, also after it is switched on again. */
  disabledAt: Date | null;
  /** Null for a client that somebody here made. */
  selfRegistration: SelfRegistration | null;
  /** When an administrator vouched for what it says of itself, by making it or by looking at it; null when nobody did. */
  verifiedAt: Date | null;
}

export interface ClientLookup {
  /** May be up to 5 s old (a cache stands before it); disabled clients are returned with their status. */
  find(clientId: string): Promise<Client | undefined>;
  /** True when an active client has the origin among its `allowedOriginsOf`; may be up to 5 s old. */
  isOriginAllowed(origin: string): Promise<boolean>;
}
