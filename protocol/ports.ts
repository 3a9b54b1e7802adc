/**
 * What the authorization server needs from outside. Storage, server and tests implement these ports; nothing here
 * knows how. Every store is built for one realm, so no call names it. Times are `Date`, UTC; ids are opaque text.
 */
import type { DeniedAccessTokenStore, OpaqueAccessTokenStore } from './ports/access-token';
import type { ApiLookup } from './ports/api';
import type { AuthorizationStore, ConsentStore } from './ports/authorization';
import type { ClientLookup } from './ports/client';
import type { DeviceCodeStore } from './ports/device-code';
import type { AuditStore } from './ports/events';
import type { GrantedLookup } from './ports/granted';
import type { SigningKeyStore } from './ports/keys';
import type { LogoutNoticeStore } from './ports/logout-notice';
import type { AuthorizationCodeStore, RefreshTokenStore, Spends } from './ports/one-time';
import type { PendingRequestStore } from './ports/pending-request';
import type { EndUserLookup, PairwiseSubjectStore, SessionLookup } from './ports/people';

export type * from './ports/access-token';
export type * from './ports/api';
export type * from './ports/authorization';
export type * from './ports/client';
export type * from './ports/client-documents';
export type * from './ports/cryptography';
export type * from './ports/device-code';
export type * from './ports/events';
export type * from './ports/granted';
export type * from './ports/keys';
export type * from './ports/logout-notice';
export type * from './ports/one-time';
export * from './ports/origins';
export type * from './ports/pending-request';
export type * from './ports/people';
export type * from './ports/registration';

export type Clock = { now(): Date };
/** Cryptographically random bytes; injected so that tests can pin them. */
export type RandomBytes = (length: number) => Uint8Array;

/** HMAC-SHA-256 of a text, base64url, under a key derived from the master secret for this purpose (DECISIONS 6). */
export type KeyedDigest = (purpose: string, text: string) => Promise<string>;

export interface ProtocolStores {
  clients: ClientLookup;
  endUsers: EndUserLookup;
  pairwiseSubjects: PairwiseSubjectStore;
  sessionLookup: SessionLookup;
  apiLookup: ApiLookup;
  authorizations: AuthorizationStore;
  granted: GrantedLookup;
  authorizationCodes: AuthorizationCodeStore;
  refreshTokens: RefreshTokenStore;
  deviceCodes: DeviceCodeStore;
  opaqueAccessTokens: OpaqueAccessTokenStore;
  deniedAccessTokens: DeniedAccessTokenStore;
  consents: ConsentStore;
  pendingRequests: PendingRequestStore;
  logoutNotices: LogoutNoticeStore;
  signingKeys: SigningKeyStore;
  audit: AuditStore;
}

/**
 * `stores` for single calls, each atomic by itself; `transaction` for what must happen together: all or nothing, and
 * rolled back when `work` throws. Inside `work` use only the stores it is given.
 * Throws an error with `kind: 'storage-unavailable'` when the database is away or busy beyond its deadline.
 */
export interface UnitOfWork<Stores> {
  stores: Stores;
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
}

export interface ProtocolStorage extends UnitOfWork<ProtocolStores> {
  spends: Spends;
}
