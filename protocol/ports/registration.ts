/** Clients that register and manage themselves, as the protocol asks for it (RFC 7591, RFC 7592). */
import type { ShownSecret } from '../client-metadata/client-information';
import type { FieldProblem } from '../client-metadata/problems';
import type { Client } from './client';
import type { Origin } from './events';

/** A registration as its holder is told of it. */
export interface Registration {
  ok: true;
  client: Client;
  /** In this answer only. */
  secret?: ShownSecret | undefined;
  registrationAccessToken: string;
}

export type RegistrationFailure =
  | { ok: false; code: 'off' | 'token-missing' | 'token-unusable' }
  | { ok: false; code: 'too-many'; retryAfterSeconds: number }
  | { ok: false; code: 'invalid'; problems: FieldProblem[] };

/** What somebody presents to manage one client. */
export interface RegistrationClaim {
  clientId: string;
  registrationAccessToken: string;
}

/**
 * Each is committed, with its audit row, when it returns. For a claim that does not fit the client, and for a client that
 * is disabled or gone, the answer is `token-unusable`.
 */
export interface ClientRegistrations {
  /** Spends one use of the initial access token with it, where the realm asks for one. */
  register(
    document: Record<string, unknown>,
    initialAccessToken: string | undefined,
    origin: Origin,
  ): Promise<Registration | RegistrationFailure>;
  read(claim: RegistrationClaim): Promise<Registration | RegistrationFailure>;
  /** Replaces all metadata (RFC 7592 section 2.2). */
  replace(
    claim: RegistrationClaim,
    document: Record<string, unknown>,
    origin: Origin,
  ): Promise<Registration | RegistrationFailure>;
  /** With all that the client was granted. */
  remove(claim: RegistrationClaim, origin: Origin): Promise<{ ok: true } | RegistrationFailure>;
}
