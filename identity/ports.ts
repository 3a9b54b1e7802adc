/**
 * What the room of people needs from outside: stores for one realm, a clock, randomness. `UnitOfWork` has the same
 * shape in `protocol` and `portal`, so one storage serves all three.
 */
import type { MailedLinkStore, MailStore } from './ports/mail';

export type * from './ports/mail';

export type Clock = { now(): Date };
export type RandomBytes = (length: number) => Uint8Array;

export type PersonStatus = 'active' | 'disabled' | 'locked';

/** Standard claims that are kept as the person's profile; e-mail and user name are columns of their own. */
export interface Profile {
  name?: string;
  given_name?: string;
  family_name?: string;
  middle_name?: string;
  nickname?: string;
  profile?: string;
  picture?: string;
  website?: string;
  gender?: string;
  birthdate?: string;
  zoneinfo?: string;
  locale?: string;
  phone_number?: string;
  phone_number_verified?: boolean;
  address?: Partial<Record<'formatted' | 'street_address' | 'locality' | 'region' | 'postal_code' | 'country', string>>;
}

export interface Person {
  id: string;
  /** The `sub` that clients see: 128 random bits in base32, never reused. */
  subject: string;
  /** As typed; compared through `usernameFolded` (NFKC, case folded). */
  username: string;
  usernameFolded: string;
  email: string | null;
  emailFolded: string | null;
  emailVerified: boolean;
  profile: Profile;
  status: PersonStatus;
  administrator: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export interface PersonStore {
  /** Throws an error with `kind: 'conflict'` and `field: 'username' | 'email'` when the folded name is taken. */
  create(person: Person): Promise<void>;
  find(id: string): Promise<Person | undefined>;
  /**
   * The same, for a unit of work that writes what depends on it. Until its end nobody else changes the person or comes
   * past this call for them, and what is read after it is of now: the password and the sessions too.
   */
  findForChange(id: string): Promise<Person | undefined>;
  /** By folded user name or folded e-mail; a name with `@` is an e-mail. */
  findByName(folded: string): Promise<Person | undefined>;
  /** Throws `kind: 'conflict'` like `create`. False when the person is gone. */
  update(id: string, change: Partial<Omit<Person, 'id' | 'subject' | 'createdAt'>>): Promise<boolean>;
  /** Takes all with it that is theirs alone: password, sessions, authorizations, consents. False when the person is gone. */
  delete(id: string): Promise<boolean>;
  /** Ordered by id. `after` is the last id of the page before. */
  list(page: { after?: string; limit: number; search?: string }): Promise<Person[]>;
}

export interface PasswordStore {
  /** The argon2id hash in PHC form. */
  find(personId: string): Promise<{ hash: string; changedAt: Date } | undefined>;
  set(personId: string, hash: string, changedAt: Date): Promise<void>;
}

export interface SessionRecord {
  id: string;
  /** The `sid` claim. */
  sid: string;
  /** SHA-256 of the cookie's value, base64url. */
  tokenHash: string;
  personId: string;
  authTime: Date;
  acr: string;
  amr: string[];
  remembered: boolean;
  userAgent: string | null;
  network: string | null;
  createdAt: Date;
  lastUsedAt: Date;
  /** The idle end, moved by use. */
  expiresAt: Date;
  absoluteExpiresAt: Date;
  endedAt: Date | null;
}

export type SessionRenewal = Pick<
  SessionRecord,
  'tokenHash' | 'authTime' | 'acr' | 'amr' | 'remembered' | 'lastUsedAt' | 'expiresAt' | 'absoluteExpiresAt'
>;

export interface SessionStore {
  create(session: SessionRecord): Promise<void>;
  /** Also ended and expired ones; the caller decides. */
  findByTokenHash(tokenHash: string): Promise<SessionRecord | undefined>;
  find(id: string): Promise<SessionRecord | undefined>;
  /** Writes last use and idle end. */
  touch(id: string, lastUsedAt: Date, expiresAt: Date): Promise<void>;
  /** The same session under a new cookie value after its person has authenticated again; false when it has ended. */
  renew(id: string, renewal: SessionRenewal): Promise<boolean>;
  /** Keeps the first time; exactly one caller gets true. */
  end(id: string, at: Date): Promise<boolean>;
  /** Returns the ids of the sessions that this call ended. */
  endAllOfPerson(personId: string, at: Date, exceptSessionId?: string): Promise<string[]>;
  listLiveOfPerson(personId: string, at: Date): Promise<SessionRecord[]>;
}

/** Counters in shared storage: failed sign-ins by name and by network, and other limits. */
export interface AttemptStore {
  /** Adds one to the window's counter, atomically, and returns the new state. A window that has passed starts anew. */
  add(key: string, at: Date, windowSeconds: number): Promise<{ count: number; windowEndsAt: Date }>;
  find(key: string): Promise<{ count: number; lastAt: Date; windowEndsAt: Date } | undefined>;
  clear(key: string): Promise<void>;
}

export interface SetupStore {
  /** True when the realm has its first administrator. */
  isComplete(): Promise<boolean>;
  /** Exactly one caller ever gets true; run in the transaction that creates the administrator. */
  complete(at: Date): Promise<boolean>;
  /** Replaces the outstanding one-time setup token. */
  saveToken(token: { hash: string; createdAt: Date; expiresAt: Date }): Promise<void>;
  findToken(
    hash: string,
  ): Promise<{ hash: string; createdAt: Date; expiresAt: Date; consumedAt: Date | null } | undefined>;
  /** Exactly one caller gets true. */
  consumeToken(hash: string, at: Date): Promise<boolean>;
}

export interface AuditEntry {
  id: string;
  at: Date;
  actor: { kind: 'person' | 'client' | 'system' | 'command-line'; id: string | null };
  action: string;
  object: { kind: string; id: string | null };
  outcome: 'success' | 'failure';
  code: string | null;
  network: string | null;
  traceId: string | null;
  detail: Record<string, string | number | boolean>;
}

export interface IdentityStores {
  people: PersonStore;
  passwords: PasswordStore;
  sessions: SessionStore;
  attempts: AttemptStore;
  setup: SetupStore;
  audit: { append(entry: AuditEntry): Promise<void> };
  /** DECISIONS 20: what ends together with sessions and people. */
  authorizations: {
    revokeOfSession(sessionId: string, at: Date): Promise<void>;
    revokeOfPerson(personId: string, at: Date, exceptSessionId?: string): Promise<void>;
  };
  /** The outbox of back-channel logout: what the clients of these sessions have yet to be told. */
  logoutNotices: { addOfSessions(sessionIds: string[], at: Date): Promise<void> };
  mail: MailStore;
  mailedLinks: MailedLinkStore;
}

export interface UnitOfWork<Stores> {
  stores: Stores;
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
}

export type IdentityStorage = UnitOfWork<IdentityStores>;
