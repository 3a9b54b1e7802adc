/** Device codes (RFC 8628): what a device polls with, and the person's decision that it waits for. */
export interface DeviceCode {
  /** SHA-256 of the device code, base64url. */
  hash: string;
  /** HMAC-SHA-256 of the user code under a derived key, base64url. */
  userCodeHash: string;
  clientId: string;
  requestedScopes: string[];
  resources: string[];
  /** How long the device must wait between two polls; grows each time that it does not. */
  intervalSeconds: number;
  lastPolledAt: Date | null;
  /** The pending request in which the user code was typed: it alone decides. */
  claimedBy: string | null;
  decision: 'approved' | 'denied' | null;
  /** Made by the approval. */
  authorizationId: string | null;
  createdAt: Date;
  expiresAt: Date;
  consumedAt: Date | null;
  /** Of the request in which the device got it; null for an old one. */
  traceId: string | null;
}

export interface DeviceCodeStore {
  /** Throws `conflict` when another row has the user code. */
  create(code: DeviceCode): Promise<void>;
  find(hash: string): Promise<DeviceCode | undefined>;
  /**
   * Gives an undecided code to the pending request in which it was typed, for good: of any number of callers one gets
   * it, and only that one gets it again. Undefined when it is unknown, expired, decided or another's.
   */
  claim(userCodeHash: string, pendingRequestId: string, at: Date): Promise<DeviceCode | undefined>;
  /** Records what the claiming request decided, while the code is undecided and not expired; exactly one caller gets true. */
  decide(
    hash: string,
    by: string,
    decision: { decision: 'approved'; authorizationId: string } | { decision: 'denied' },
    at: Date,
  ): Promise<boolean>;
  /**
   * Notes a poll; one that comes before the interval is over makes it 5 seconds longer (RFC 8628 section 3.5). `found` is
   * what `find` gave; it is read again where another poll has been noted since.
   */
  poll(found: DeviceCode, at: Date): Promise<'in-time' | 'too-early'>;
  /** Uses an approved code up, unless it is expired or its authorization revoked; exactly one caller gets true. */
  consume(hash: string, at: Date): Promise<boolean>;
}
