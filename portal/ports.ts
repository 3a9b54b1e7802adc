/** What the use cases of console, account, administration and command line need from outside. */
import type { IdentityStores, Person } from '@/identity/ports';
import type {
  Api,
  ApiLookup,
  AuthorizationStore,
  Client,
  ClientSecret,
  ConsentStore,
  EndUserLookup,
  ProtocolEvent,
  SigningKeyStore,
  UnitOfWork,
} from '@/protocol/ports';
import type { AuditReader, Directory } from './ports/directory';
import type { Slice, SliceQuery } from './ports/slice';

export type * from './ports/directory';
export type * from './ports/slice';

export interface ClientQuery extends SliceQuery {
  /** By name, by the time of making, by the time of the last change; the newest first. */
  order: 'name' | 'created' | 'updated';
  /** Part of the name or of the client id. */
  search?: string;
  status?: Client['status'];
  /** Those that nobody has vouched for, or the others. */
  verified?: boolean;
  /** Those of which this person is an owner or a member. */
  memberId?: string;
}

export type ClientMemberRole = 'owner' | 'member';

/** One who looks after a client in the console. */
export interface ClientMember {
  clientId: string;
  personId: string;
  role: ClientMemberRole;
  createdAt: Date;
}

export interface ClientMemberStore {
  /** Adds a member or gives one another role. Throws `missing-reference`. */
  save(member: ClientMember): Promise<void>;
  find(clientId: string, personId: string): Promise<ClientMember | undefined>;
  /** The longest standing first, 200 at most. */
  list(clientId: string): Promise<(ClientMember & { person: Person })[]>;
  /** The first owner of each, by client id. */
  findOwners(clientIds: string[]): Promise<Map<string, Person>>;
  /** How many clients this person is an owner of. */
  countOwned(personId: string): Promise<number>;
  remove(clientId: string, personId: string): Promise<boolean>;
}

/** What was carried out under an Idempotency-Key. */
export interface IdempotentRequest {
  /** SHA-256 of the caller and the key. */
  hash: string;
  /** SHA-256 of what was asked. */
  fingerprint: string;
  /** Null until it is saved. */
  sealedAnswer: string | null;
  expiresAt: Date;
}

export interface IdempotentRequestStore {
  /** Throws an error with `kind: 'conflict'` when the hash is taken. */
  create(request: IdempotentRequest): Promise<void>;
  find(hash: string): Promise<IdempotentRequest | undefined>;
  saveAnswer(hash: string, sealedAnswer: string): Promise<void>;
}

export interface ClientStore {
  /** Throws an error with `kind: 'conflict'` when the client id is taken. */
  create(client: Client): Promise<void>;
  /** With `memberId` only if that person is one of its owners and members. */
  find(clientId: string, memberId?: string): Promise<Client | undefined>;
  /** The same, for a unit of work that writes what depends on it: until its end nobody else changes any client. */
  findForChange(clientId: string, memberId?: string): Promise<Client | undefined>;
  /** Ordered by row id. */
  list(page: { after?: string; limit: number; search?: string }): Promise<Client[]>;
  query(query: ClientQuery): Promise<Slice<Client>>;
  /** Replaces metadata, settings, status and its time, self-registration, verification. False when the client is gone. */
  update(
    clientId: string,
    change: Partial<
      Pick<Client, 'metadata' | 'settings' | 'status' | 'disabledAt' | 'selfRegistration' | 'verifiedAt'>
    >,
    at: Date,
  ): Promise<boolean>;
  delete(clientId: string): Promise<boolean>;
  /**
   * The client ids of those that are in quarantine since before `since`, have been granted nothing since then, and have no
   * refresh token that is still good at `at`; 100 at most.
   */
  findUnused(since: Date, at: Date): Promise<string[]>;
  addSecret(clientId: string, secret: ClientSecret): Promise<void>;
  /** False when there is no such secret. */
  changeSecret(
    clientId: string,
    secretId: string,
    change: Partial<Pick<ClientSecret, 'label' | 'expiresAt'>>,
  ): Promise<boolean>;
  /** Not a change that others are told of: nothing that is cached depends on it. */
  noteSecretUse(secretId: string, at: Date): Promise<void>;
  deleteSecret(clientId: string, secretId: string): Promise<boolean>;
  /** Of all clients; for the rotation of the master secret. */
  listSealedSecrets(): Promise<{ id: string; sealed: string }[]>;
  /** Replaces the sealed value of a secret that has one. */
  resealSecret(secretId: string, sealed: string): Promise<void>;
  /** Sets all that the client may ask for at one API; null takes the API away. Throws `missing-reference` for what is not there. */
  allot(clientId: string, api: string, scopes: string[] | null): Promise<void>;
}

export interface ApiStore extends ApiLookup {
  find(identifier: string): Promise<Api | undefined>;
  /** As for clients. */
  findForChange(identifier: string): Promise<Api | undefined>;
  /** Throws an error with `kind: 'conflict'` when the identifier is taken. */
  create(api: Api): Promise<void>;
  /** Replaces everything but id and identifier; what was allotted of a scope that is gone goes with it. False when the API is gone. */
  update(api: Api): Promise<boolean>;
  /** Takes all allotments with it. */
  delete(identifier: string): Promise<boolean>;
}

/** Lets its holder register clients while the realm asks for one (RFC 7591 section 3). */
export interface InitialAccessToken {
  id: string;
  /** SHA-256 of the token, base64url. */
  hash: string;
  label: string;
  usesLeft: number;
  createdAt: Date;
  expiresAt: Date;
}

export interface InitialAccessTokenStore {
  create(token: InitialAccessToken): Promise<void>;
  /** All, in the order of their ids. */
  list(): Promise<InitialAccessToken[]>;
  delete(id: string): Promise<boolean>;
  /** Takes one use and returns the id; of any number of callers no more than its uses get it. Undefined when there is none left. */
  spend(hash: string, at: Date): Promise<string | undefined>;
}

/** What people may have, by themselves or by their groups: in the whole realm, or in one application alone. */
export interface Role {
  id: string;
  /** Null in the whole realm. */
  clientId: string | null;
  name: string;
  description: string;
}

export interface Group {
  id: string;
  name: string;
  description: string;
}

export type RoleHolder = { personId: string } | { groupId: string };

/** Pages are ordered by row id. */
type Page = { after?: string; limit: number };

export interface RoleStore {
  /** Throws an error with `kind: 'conflict'` when the name is taken in that application, or in the realm. */
  create(role: Role): Promise<void>;
  find(name: string, clientId: string | null): Promise<Role | undefined>;
  findById(id: string): Promise<Role | undefined>;
  /** False when the role is gone. Tokens and APIs know it by its name, which stays. */
  describe(id: string, description: string): Promise<boolean>;
  /** As for clients. */
  findForChange(name: string, clientId: string | null): Promise<Role | undefined>;
  /** All, or those of one application, or with null those of the realm. */
  list(page: Page & { clientId?: string | null }): Promise<Role[]>;
  /** Takes it from everybody. Throws `conflict` while a scope of an API needs it, which would be everybody's without it. */
  delete(id: string): Promise<boolean>;
  /** False when the holder has it already. Throws `missing-reference`. */
  grant(roleId: string, holder: RoleHolder): Promise<boolean>;
  /** False when the holder does not have it. */
  revoke(roleId: string, holder: RoleHolder): Promise<boolean>;
  /** Those who have it by themselves. */
  listPeople(roleId: string, page: Page): Promise<Person[]>;
  listGroups(roleId: string, page: Page): Promise<Group[]>;
}

export interface GroupStore {
  /** Throws an error with `kind: 'conflict'` when the name is taken. */
  create(group: Group): Promise<void>;
  find(name: string): Promise<Group | undefined>;
  findById(id: string): Promise<Group | undefined>;
  /** False when the group is gone. Throws `conflict` like `create`. */
  update(group: Group): Promise<boolean>;
  list(page: Page): Promise<Group[]>;
  /** Takes its roles from its members. */
  delete(id: string): Promise<boolean>;
  /** False when the person is in it already. Throws `missing-reference`. */
  add(groupId: string, personId: string): Promise<boolean>;
  /** False when the person is not in it. */
  remove(groupId: string, personId: string): Promise<boolean>;
  listPeople(groupId: string, page: Page): Promise<Person[]>;
  listRoles(groupId: string, page: Page): Promise<Role[]>;
}

export interface SettingStore {
  get(name: string): Promise<unknown>;
  set(name: string, value: unknown): Promise<void>;
}

/** Where the events of one trace of a client stand. */
export interface Trace {
  id: string;
  clientId: string;
  /** What the client knows the person by; null until it is known who that is. */
  subject: string | null;
  startedAt: Date;
  lastAt: Date;
  /** Of the last event. */
  step: ProtocolEvent['step'];
  outcome: ProtocolEvent['outcome'];
  code: string;
}

export interface TraceFilter {
  clientId: string;
  outcome?: Trace['outcome'];
  step?: Trace['step'];
  code?: string;
  subject?: string;
  /** Begun at or after this. */
  from?: Date;
  /** Begun before this. */
  until?: Date;
  /** With an event after this. */
  changedAfter?: Date;
}

/** Best effort and short-lived: what became of requests, for seven days. */
export interface TraceStore {
  /** Those of a client stand in its list from then on; the others are found by their trace alone. */
  append(events: ProtocolEvent[]): Promise<void>;
  /** The events of one trace, oldest first, 1,000 at most. */
  find(traceId: string): Promise<ProtocolEvent[]>;
  /** Where a trace of a client stands. */
  summary(traceId: string): Promise<Trace | undefined>;
  /** The people whom clients know by these subjects, by the subject; 1,000 subjects at most. */
  peopleBehind(subjects: string[]): Promise<Map<string, Person>>;
  /** The newest first; `after` is the last of the page before. */
  list(filter: TraceFilter, page: { after?: Pick<Trace, 'id' | 'startedAt'>; limit: number }): Promise<Trace[]>;
}

/** What is counted: sign-ins that came to an end, the people among them, token requests by grant, errors by code. */
export type UsageMeasure = 'sign-in' | 'person' | 'token' | 'error';

export interface UsageCount {
  /** The beginning of the hour, or of the day, in UTC. */
  startsAt: Date;
  measure: UsageMeasure;
  /** The grant of a token request, the code of an error; empty for what has no kinds. */
  kind: string;
  count: number;
}

export interface UsageStore {
  /** Adds counts of hours to those hours and to their days, and each subject once to its day. */
  add(counts: Array<UsageCount & { clientId: string }>, signedIn: UsageSubject[]): Promise<void>;
  /** In the order of time; `from` included, `until` not. Hours are kept for two days, days for ninety. */
  read(clientId: string, span: 'hour' | 'day', from: Date, until: Date): Promise<UsageCount[]>;
}

/** Somebody who signed in to a client on a day. */
export interface UsageSubject {
  clientId: string;
  /** Any time of the day. */
  at: Date;
  subject: string;
}

export interface PortalStores extends IdentityStores {
  clientAdministration: ClientStore;
  clientMembers: ClientMemberStore;
  idempotentRequests: IdempotentRequestStore;
  apis: ApiStore;
  initialAccessTokens: InitialAccessTokenStore;
  roles: RoleStore;
  groups: GroupStore;
  endUsers: Pick<EndUserLookup, 'find'>;
  settings: SettingStore;
  signingKeys: SigningKeyStore;
  auditReader: AuditReader;
  directory: Directory;
  consents: ConsentStore;
  authorizations: AuthorizationStore;
}

export type PortalStorage = UnitOfWork<PortalStores> & {
  /** The realm's, which is no identifier for an API. */
  issuer: string;
  traces: TraceStore;
  usage: UsageStore;
};
