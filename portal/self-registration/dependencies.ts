/** What clients need that register and manage themselves (RFC 7591, RFC 7592). */
import type { Clock, RandomBytes } from '@/identity/ports';
import type { DocumentFetch, Vault } from '@/protocol/ports';
import type { PortalStorage } from '../ports';

export interface RegistrationDependencies {
  storage: PortalStorage;
  clock: Clock;
  random: RandomBytes;
  vault: Vault;
  /** For `sector_identifier_uri`. */
  fetchDocument: DocumentFetch;
  /** False with RATE_LIMITS=off: nothing is counted then. */
  rateLimits: boolean;
}
