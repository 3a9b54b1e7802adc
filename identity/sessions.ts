/** End-user sessions: being signed in here, in one browser. The cookie holds a random value, the row its hash. */
import type { AuditActor, Origin } from './audit-entry';
import { auditEntry, unknownOrigin } from './audit-entry';
import { failure } from './failure';
import { digest, issueIdentifier, issueRowId, issueSecretValue } from './identifiers';
import type { Clock, IdentityStorage, IdentityStores, Person, RandomBytes, SessionRecord } from './ports';

const hour = 3600;
const day = 24 * hour;
/** Seconds. "Remember me" slides; otherwise the browser's session ends it, and 12 hours at the latest. */
const lifetimes = {
  remembered: { idleSeconds: 30 * day, absoluteSeconds: 180 * day },
  browser: { idleSeconds: 12 * hour, absoluteSeconds: 12 * hour },
} as const;
/** Last use is written at most this often. */
const touchEverySeconds = 60;
const longestUserAgent = 400;

export interface NewSession {
  personId: string;
  /** Of the password that was proven; null when the account was made just now. */
  passwordChangedAt: Date | null;
  amr: string[];
  acr: string;
  remembered: boolean;
  userAgent: string | null;
  origin: Origin;
  /** What this browser's session cookie held, if anything: that session ends here. */
  previousCookieValue?: string | undefined;
}

export interface OpenedSession {
  session: SessionRecord;
  person: Person;
  /** Goes into the cookie and nowhere else. */
  cookieValue: string;
  /** Null: a cookie that ends with the browser. */
  cookieExpiresAt: Date | null;
}

export interface EndBy {
  actor: AuditActor;
  origin?: Origin;
}

export interface Sessions {
  /**
   * Opens a session under a cookie value of its own. When the same person authenticates again, this browser's session
   * goes on with a new value and a new time, so that what was granted in it lives; a session of somebody else ends with
   * its authorizations. Throws `kind: 'proof-void'` when the person was disabled, locked or deleted meanwhile, or got
   * another password than the one that was proven.
   */
  open(session: NewSession): Promise<OpenedSession>;
  /** The live session of a cookie and its active person; nothing of it is cached. */
  find(cookieValue: string): Promise<{ session: SessionRecord; person: Person } | undefined>;
  /** Moves last use and idle end, at most once a minute; to be called off the response's path. */
  touch(session: SessionRecord): Promise<void>;
  /** Sign-out: the session and its authorizations, `offline_access` excepted. False when it had ended already. */
  end(sessionId: string, by: EndBy): Promise<boolean>;
  /** "End all", or all but one: the sessions and all their authorizations (DECISIONS 20). */
  endAllOfPerson(personId: string, by: EndBy, exceptSessionId?: string): Promise<void>;
}

interface SessionDependencies {
  storage: IdentityStorage;
  clock: Clock;
  random: RandomBytes;
}

/** The sessions of one realm. */
export function createSessions(dependencies: SessionDependencies): Sessions {
  const { storage, clock } = dependencies;
  return {
    open: (wanted) => openSession(dependencies, wanted),
    async find(cookieValue) {
      const session = await storage.stores.sessions.findByTokenHash(digest(cookieValue));
      if (session === undefined || !isLiveSession(session, clock.now())) return undefined;
      const person = await storage.stores.people.find(session.personId);
      return person?.status === 'active' ? { session, person } : undefined;
    },
    async touch(session) {
      const now = clock.now();
      if (now.getTime() - session.lastUsedAt.getTime() < touchEverySeconds * 1000) return;
      const { idleSeconds } = session.remembered ? lifetimes.remembered : lifetimes.browser;
      const idleEnd = Math.min(now.getTime() + idleSeconds * 1000, session.absoluteExpiresAt.getTime());
      await storage.stores.sessions.touch(session.id, now, new Date(idleEnd));
    },
    end: (sessionId, by) =>
      storage.transaction(async (stores) => {
        const session = await stores.sessions.find(sessionId);
        return session !== undefined && endSession(dependencies, stores, session, by);
      }),
    endAllOfPerson: (personId, by, exceptSessionId) =>
      storage.transaction(async (stores) => {
        await endAllSessions(stores, personId, clock.now(), exceptSessionId);
        const detail = { kept: exceptSessionId !== undefined };
        const object = { kind: 'person', id: personId };
        await stores.audit.append(auditEntry(dependencies, { ...by, action: 'sessions-end-all', object, detail }));
      }),
  };
}

/** True while a session has not ended, been idle too long or reached its absolute end. */
function isLiveSession(session: SessionRecord, at: Date): boolean {
  return session.endedAt === null && session.expiresAt > at && session.absoluteExpiresAt > at;
}

/** The part of "when what dies" that password changes and disabled people share; runs in the caller's transaction. */
export async function endAllSessions(
  stores: Pick<IdentityStores, 'sessions' | 'authorizations' | 'logoutNotices'>,
  personId: string,
  at: Date,
  exceptSessionId?: string,
): Promise<void> {
  const ended = await stores.sessions.endAllOfPerson(personId, at, exceptSessionId);
  await stores.logoutNotices.addOfSessions(ended, at);
  await stores.authorizations.revokeOfPerson(personId, at, exceptSessionId);
}

async function openSession(dependencies: SessionDependencies, wanted: NewSession): Promise<OpenedSession> {
  const { storage, random } = dependencies;
  const cookieValue = issueSecretValue(random);
  const fresh = newSessionRecord(dependencies, wanted, cookieValue);
  const { person, session } = await storage.transaction(async (stores) => {
    const owner = await stores.people.findForChange(wanted.personId);
    const { passwordChangedAt } = wanted;
    const isStillTheirs =
      passwordChangedAt === null ||
      (await stores.passwords.find(wanted.personId))?.changedAt.getTime() === passwordChangedAt.getTime();
    if (owner?.status !== 'active' || !isStillTheirs) throw failure('proof-void', 'the proof is good no more');
    const actor: AuditActor = { kind: 'person', id: owner.id };
    const previous = await findPrevious(stores, wanted.previousCookieValue, fresh.authTime);
    const renewed = previous?.personId === owner.id ? await renewSession(stores, previous, fresh) : undefined;
    if (previous !== undefined && renewed === undefined) {
      await endSession(dependencies, stores, previous, { actor, origin: wanted.origin });
    }
    const session = renewed ?? fresh;
    if (renewed === undefined) await stores.sessions.create(session);
    const object = { kind: 'session', id: session.id };
    const detail = { remembered: session.remembered };
    const action = renewed === undefined ? 'session-open' : 'session-renew';
    await stores.audit.append(auditEntry(dependencies, { actor, action, object, origin: wanted.origin, detail }));
    return { person: owner, session };
  });
  return { session, person, cookieValue, cookieExpiresAt: session.remembered ? session.absoluteExpiresAt : null };
}

async function findPrevious(
  stores: IdentityStores,
  cookieValue: string | undefined,
  at: Date,
): Promise<SessionRecord | undefined> {
  if (cookieValue === undefined) return undefined;
  const previous = await stores.sessions.findByTokenHash(digest(cookieValue));
  return previous !== undefined && isLiveSession(previous, at) ? previous : undefined;
}

/** Undefined when the session has ended meanwhile. */
async function renewSession(
  stores: IdentityStores,
  previous: SessionRecord,
  fresh: SessionRecord,
): Promise<SessionRecord | undefined> {
  const { tokenHash, authTime, acr, amr, lastUsedAt } = fresh;
  const remembered = fresh.remembered || previous.remembered;
  const renewal = { tokenHash, authTime, acr, amr, remembered, lastUsedAt, ...endsOf(authTime, remembered) };
  return (await stores.sessions.renew(previous.id, renewal)) ? { ...previous, ...renewal } : undefined;
}

function endsOf(from: Date, remembered: boolean): Pick<SessionRecord, 'expiresAt' | 'absoluteExpiresAt'> {
  const { idleSeconds, absoluteSeconds } = remembered ? lifetimes.remembered : lifetimes.browser;
  return {
    expiresAt: new Date(from.getTime() + idleSeconds * 1000),
    absoluteExpiresAt: new Date(from.getTime() + absoluteSeconds * 1000),
  };
}

function newSessionRecord(dependencies: SessionDependencies, wanted: NewSession, cookieValue: string): SessionRecord {
  const now = dependencies.clock.now();
  return {
    id: issueRowId(dependencies),
    sid: issueIdentifier(dependencies.random),
    tokenHash: digest(cookieValue),
    personId: wanted.personId,
    authTime: now,
    acr: wanted.acr,
    amr: wanted.amr,
    remembered: wanted.remembered,
    userAgent: wanted.userAgent?.replace(/\p{C}/gu, '').slice(0, longestUserAgent) ?? null,
    network: wanted.origin.network,
    createdAt: now,
    lastUsedAt: now,
    ...endsOf(now, wanted.remembered),
    endedAt: null,
  };
}

async function endSession(
  dependencies: SessionDependencies,
  stores: IdentityStores,
  session: SessionRecord,
  by: EndBy,
): Promise<boolean> {
  const now = dependencies.clock.now();
  if (!(await stores.sessions.end(session.id, now))) return false;
  await stores.logoutNotices.addOfSessions([session.id], now);
  await stores.authorizations.revokeOfSession(session.id, now);
  const object = { kind: 'session', id: session.id };
  const { actor, origin = unknownOrigin } = by;
  await stores.audit.append(auditEntry(dependencies, { actor, origin, action: 'session-end', object }));
  return true;
}
