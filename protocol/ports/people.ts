/** People and sessions as the protocol sees them. */
import type { Origin } from './events';

export interface StandardClaims {
  name?: string;
  given_name?: string;
  family_name?: string;
  middle_name?: string;
  nickname?: string;
  preferred_username?: string;
  profile?: string;
  picture?: string;
  website?: string;
  gender?: string;
  /** `YYYY-MM-DD`, `0000-MM-DD` or `YYYY`. */
  birthdate?: string;
  zoneinfo?: string;
  locale?: string;
  email?: string;
  email_verified?: boolean;
  phone_number?: string;
  phone_number_verified?: boolean;
  address?: Partial<Record<'formatted' | 'street_address' | 'locality' | 'region' | 'postal_code' | 'country', string>>;
  /** Seconds since 1970. */
  updated_at?: number;
}

export interface EndUser {
  personId: string;
  subject: string;
  status: 'active' | 'disabled' | 'locked';
  claims: StandardClaims;
  /** Names of the roles of the whole realm that the person has, alone or by a group; these alone count at APIs. */
  roles: string[];
  /** Roles that they have in single applications. */
  applicationRoles: { clientId: string; name: string }[];
  /** Names of the groups that they are in. */
  groups: string[];
}

export interface EndUserLookup {
  /** Never cached: a disabled person is seen as disabled at once. Deleted people are undefined. */
  find(personId: string): Promise<EndUser | undefined>;
  /**
   * For a unit of work that grants something on a password alone: whether the person is active and the password still the
   * one of that change. Until its end nobody changes either, and who waits to do so finds and revokes what was granted.
   */
  holdProven(personId: string, passwordChangedAt: Date): Promise<boolean>;
}

/** What the clients of one sector know a person by (OpenID Connect Core 8.1): made once, kept as long as the person. */
export interface PairwiseSubjectStore {
  find(personId: string, sector: string): Promise<string | undefined>;
  /** The one that there is, else the proposed one; parallel callers all get the same. Throws `missing-reference`. */
  settle(personId: string, sector: string, proposed: string): Promise<string>;
}

/** One try at a name and a password. */
export interface PasswordAttempt {
  /** As typed. */
  name: string;
  password: string;
  origin: Origin;
}

export type PasswordProof =
  | { ok: true; person: { id: string }; passwordChangedAt: Date; acr: string; amr: string[] }
  /** The same for an unknown name, a wrong password and a person who may not sign in. */
  | { ok: false; code: 'wrong-name-or-password' }
  | { ok: false; code: 'too-many-attempts'; retryAfterSeconds: number };

/**
 * Proves a password by the rules of the sign-in page, whose counters it shares: limits by name and by network, one answer
 * and one time for every failure, a durable row for each attempt. Throws `kind: 'overloaded'` when too many wait.
 */
export type AuthenticatePassword = (attempt: PasswordAttempt) => Promise<PasswordProof>;

/** The signed-in person, handed to the engine as a value by whoever reads the cookie. */
export interface EndUserSession {
  id: string;
  /** The OpenID Connect `sid`; never the cookie's value. */
  sid: string;
  personId: string;
  subject: string;
  authTime: Date;
  acr: string;
  amr: string[];
}

export interface SessionLookup {
  /** True while the session has not ended or expired. Never cached. */
  isLive(sessionId: string, at: Date): Promise<boolean>;
  /**
   * The same, for a unit of work that grants something in this session. Until its end nobody ends the session, and who
   * waits to do so finds and revokes what was granted.
   */
  holdLive(sessionId: string, at: Date): Promise<boolean>;
}
