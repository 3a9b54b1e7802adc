/**
 * How long rows outlive their end before `sweep` deletes them. Consumed codes and refresh tokens stay a while, so that
 * their reuse is still recognised; sessions, because people look at them; authorizations, because access tokens name them.
 */
const hour = 3_600_000;
const day = 24 * hour;

/** The traces of one client that are kept, the newest; a flood of requests must not fill the disk. */
export const tracesOfEachClient = 2000;

/** For each kind of row the time at or before which it must have ended to be deleted now. */
export function sweepDeadlines(at: Date) {
  const before = (milliseconds: number) => new Date(at.getTime() - milliseconds);
  return {
    pendingRequest: before(hour),
    authorizationCode: before(day),
    refreshToken: before(7 * day),
    /** Until then a device that asks too late hears why. */
    deviceCode: before(hour),
    /** Longer than the clocks of two machines may differ: one that is ahead must not make an assertion good again. */
    usedClientAssertion: before(hour),
    /** Opaque ones, and those that are denied. */
    accessToken: at,
    /** By age: whoever could not be told for so long has long forgotten the session too. */
    logoutNotice: before(day),
    /** What fills the words of a mail, after its delivery (DECISIONS 28). */
    mailParameters: before(day),
    /** By age: so long operators see whom was written to, and whether it went out. */
    mailMessage: before(30 * day),
    /** Until then whoever is too late hears why. */
    mailedLink: before(7 * day),
    attemptCounter: before(hour),
    setupToken: before(day),
    /** Until then operators still see in the list that it has expired. */
    initialAccessToken: before(7 * day),
    /** Of the management API. */
    idempotentRequest: at,
    session: before(30 * day),
    /** By age; and only once no code and no token of it is left. */
    authorization: before(90 * day),
    /** After it left the JWKS: nothing was verified with it since, and operators may still look for it in the list. */
    signingKey: before(30 * day),
    /** By age; a trace by that of its last event. */
    traceEvent: before(7 * day),
    /** By the beginning of what they count. */
    hourlyUsage: before(2 * day),
    dailyUsage: before(90 * day),
    /** Nobody is counted for a day that is over. */
    usagePerson: before(2 * day),
  };
}
