/** Everything that the memory storage holds, and how it is read and changed. */

import type { MailedLink, MailMessage, Person, SessionRecord } from '@/identity/ports';
import type {
  ClientMember,
  Group,
  IdempotentRequest,
  InitialAccessToken,
  Role,
  RoleHolder,
  Trace,
} from '@/portal/ports';
import type {
  Api,
  AuditEntry,
  Authorization,
  AuthorizationCode,
  Client,
  Clock,
  Consent,
  DeviceCode,
  LogoutNotice,
  OpaqueAccessToken,
  PendingRequest,
  ProtocolEvent,
  RefreshToken,
  SigningKeyRecord,
} from '@/protocol/ports';
import type { CountRow } from '../usage-spans';
import { createWriteGate } from '../write-gate';

export interface SetupTokenRecord {
  hash: string;
  createdAt: Date;
  expiresAt: Date;
  consumedAt: Date | null;
}

/** Rows are replaced, never changed, so a copy of the maps is a copy of everything. */
export interface State {
  people: Map<string, Person>;
  roles: Map<string, Role>;
  groups: Map<string, Group>;
  /** By role id and holder. */
  roleGrants: Map<string, { roleId: string; holder: RoleHolder }>;
  /** By group id and person id. */
  memberships: Map<string, { groupId: string; personId: string }>;
  /** By person id and sector. */
  pairwiseSubjects: Map<string, string>;
  passwords: Map<string, { hash: string; changedAt: Date }>;
  sessions: Map<string, SessionRecord>;
  attempts: Map<string, { count: number; lastAt: Date; windowEndsAt: Date }>;
  /** The time of the first administrator, under the key `complete`. */
  setup: Map<'complete', Date>;
  setupTokens: Map<string, SetupTokenRecord>;
  /** By client id. */
  clients: Map<string, Client>;
  /** By client id and person id. */
  clientMembers: Map<string, ClientMember>;
  /** By hash. */
  idempotentRequests: Map<string, IdempotentRequest>;
  /** By identifier. */
  apis: Map<string, Api>;
  /** By id. */
  initialAccessTokens: Map<string, InitialAccessToken>;
  settings: Map<string, unknown>;
  authorizations: Map<string, Authorization>;
  /** By hash. */
  authorizationCodes: Map<string, AuthorizationCode>;
  /** By hash. */
  refreshTokens: Map<string, RefreshToken>;
  /** By hash. */
  opaqueAccessTokens: Map<string, OpaqueAccessToken>;
  /** By hash. */
  deviceCodes: Map<string, DeviceCode>;
  deniedAccessTokens: Map<string, Date>;
  /** By hash. */
  usedClientAssertions: Map<string, Date>;
  /** By person id and client id. */
  consents: Map<string, Consent>;
  pendingRequests: Map<string, PendingRequest>;
  logoutNotices: Map<string, LogoutNotice & { dueAt: Date }>;
  mail: Map<string, MailMessage>;
  /** By kind and hash. */
  mailedLinks: Map<string, MailedLink>;
  signingKeys: Map<string, SigningKeyRecord>;
  audit: Map<string, AuditEntry>;
  /** By trace id. */
  traceEvents: Map<string, Omit<ProtocolEvent, 'subject'>[]>;
  traces: Map<string, Trace>;
  /** By their whole key. */
  usageCounts: Map<string, CountRow>;
  /** The days of which somebody was counted, by client, day and subject. */
  usagePeople: Map<string, Date>;
}

export interface MemoryAccess {
  clock: Clock;
  read<T>(work: (state: State) => T): Promise<T>;
  /** All of `work` or nothing. */
  write<T>(work: (state: State) => T): Promise<T>;
}

/** An empty memory, and the ways to read and change it. */
export function createMemory(clock: Clock) {
  let committed = emptyState();
  const gate = createWriteGate(5000);

  /** Changes a copy, which takes the place of the original when `work` succeeds. */
  const unitOfWork = <T>(work: (draft: State) => Promise<T> | T): Promise<T> =>
    gate.run(async () => {
      const draft = copyOf(committed);
      const result = await work(draft);
      committed = draft;
      return result;
    });

  const access: MemoryAccess = {
    clock,
    read: async (work) => structuredClone(work(committed)),
    write: (work) => unitOfWork((draft) => structuredClone(work(draft))),
  };
  const accessWithin = (draft: State): MemoryAccess => {
    const run: MemoryAccess['read'] = async (work) => structuredClone(work(draft));
    return { clock, read: run, write: run };
  };
  return { access, accessWithin, unitOfWork };
}

function copyOf(state: State): State {
  const copies = Object.entries(state).map(([name, map]) => [name, new Map(map as Map<unknown, unknown>)]);
  return Object.fromEntries(copies) as State;
}

function emptyState(): State {
  return {
    people: new Map(),
    roles: new Map(),
    groups: new Map(),
    roleGrants: new Map(),
    memberships: new Map(),
    pairwiseSubjects: new Map(),
    passwords: new Map(),
    sessions: new Map(),
    attempts: new Map(),
    setup: new Map(),
    setupTokens: new Map(),
    clients: new Map(),
    clientMembers: new Map(),
    idempotentRequests: new Map(),
    apis: new Map(),
    initialAccessTokens: new Map(),
    settings: new Map(),
    authorizations: new Map(),
    authorizationCodes: new Map(),
    refreshTokens: new Map(),
    opaqueAccessTokens: new Map(),
    deviceCodes: new Map(),
    deniedAccessTokens: new Map(),
    usedClientAssertions: new Map(),
    consents: new Map(),
    pendingRequests: new Map(),
    logoutNotices: new Map(),
    mail: new Map(),
    mailedLinks: new Map(),
    signingKeys: new Map(),
    audit: new Map(),
    traceEvents: new Map(),
    traces: new Map(),
    usageCounts: new Map(),
    usagePeople: new Map(),
  };
}
