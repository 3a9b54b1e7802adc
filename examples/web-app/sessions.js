// Sessions in memory: good for one process, gone when it ends. A real application keeps them in its database.
import { randomBytes } from 'node:crypto';

const cookieName = 'example_session';
const idleMilliseconds = 8 * 60 * 60 * 1000;
const mostSessions = 10_000;
const mostOpenSignIns = 5;

export function createSessions(now = Date.now) {
  const sessions = new Map();

  const store = (session) => {
    // A map keeps the order of insertion, so the first one is the one unused for longest.
    sessions.delete(session.id);
    sessions.set(session.id, { ...session, usedAt: now() });
    if (sessions.size > mostSessions) sessions.delete(sessions.keys().next().value);
  };
  const begin = () => ({ id: randomBytes(32).toString('base64url'), signIns: new Map() });

  return {
    /** The session of the request's cookie, if there is one. */
    find(request) {
      const id = readCookie(request.headers.cookie);
      const session = id === undefined ? undefined : sessions.get(id);
      if (session === undefined || now() - session.usedAt > idleMilliseconds) return undefined;
      store(session);
      return sessions.get(id);
    },

    /** Remembers a sign-in that is under way, one for each tab. Returns the cookie. */
    remember(session = begin(), state, checks) {
      const signIns = new Map([...session.signIns, [state, checks]].slice(-mostOpenSignIns));
      store({ ...session, signIns });
      return cookie(session.id);
    },

    /** Takes the checks of a sign-in out of the session, so that they serve once. */
    take(session, state) {
      const checks = session?.signIns.get(state);
      session?.signIns.delete(state);
      return checks;
    },

    /** Somebody is signed in: under a new id, so that one known before is worth nothing. Returns the cookie. */
    signIn(session, signedIn) {
      sessions.delete(session.id);
      const renewed = { ...session, ...begin(), signIns: session.signIns, signedIn };
      store(renewed);
      return cookie(renewed.id);
    },

    update(session, changes) {
      if (sessions.has(session.id)) store({ ...sessions.get(session.id), ...changes });
    },

    /** Returns the cookie that takes the browser's away. */
    end(session) {
      if (session !== undefined) sessions.delete(session.id);
      return `${cookie('')}; Max-Age=0`;
    },
  };
}

// Over https it would also be `Secure` and be called `__Host-...`.
const cookie = (value) => `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax`;

function readCookie(header = '') {
  const pairs = header.split(/; */).map((pair) => pair.split('='));
  return pairs.find(([name]) => name === cookieName)?.[1];
}
