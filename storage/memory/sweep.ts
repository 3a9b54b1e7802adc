/** Sweeping the Maps, by the same deadlines as the databases. */
import type { SigningKeyRecord } from '@/protocol/ports';
import { sweepDeadlines } from '../retention';
import { deleteWhere, updateWhere } from './rows';
import type { MemoryAccess } from './state';

/** Deletes what has expired, and the kept answers whose replay window is over; returns the number of rows. */
export function sweepMemory({ write }: MemoryAccess, at: Date): Promise<number> {
  const ended = sweepDeadlines(at);
  const before = (time: Date) => (row: { expiresAt: Date }) => row.expiresAt <= time;
  return write((state) => {
    let rows = deleteWhere(state.pendingRequests, before(ended.pendingRequest));
    rows += deleteWhere(state.authorizationCodes, before(ended.authorizationCode));
    rows += deleteWhere(state.refreshTokens, before(ended.refreshToken));
    rows += updateWhere(state.refreshTokens, ({ replay }) => replay !== null && replay.until <= at, { replay: null });
    rows += deleteWhere(state.deviceCodes, before(ended.deviceCode));
    rows += deleteWhere(state.initialAccessTokens, before(ended.initialAccessToken));
    rows += deleteWhere(state.setupTokens, before(ended.setupToken));
    rows += deleteWhere(state.sessions, before(ended.session));
    rows += deleteWhere(state.usedClientAssertions, (expiresAt) => expiresAt <= ended.usedClientAssertion);
    rows += deleteWhere(state.opaqueAccessTokens, before(ended.accessToken));
    rows += deleteWhere(state.logoutNotices, ({ createdAt }) => createdAt <= ended.logoutNotice);
    rows += deleteWhere(state.deniedAccessTokens, (expiresAt) => expiresAt <= ended.accessToken);
    rows += deleteWhere(state.attempts, ({ windowEndsAt }) => windowEndsAt <= ended.attemptCounter);
    const isGone = ({ removedAt }: SigningKeyRecord) => removedAt !== null && removedAt <= ended.signingKey;
    rows += deleteWhere(state.signingKeys, isGone);
    for (const [traceId, events] of state.traces) {
      const kept = events.filter((event) => event.at > ended.traceEvent);
      rows += events.length - kept.length;
      state.traces.set(traceId, kept);
    }
    const { authorizationCodes, refreshTokens, opaqueAccessTokens, deviceCodes } = state;
    const named = [authorizationCodes, refreshTokens, opaqueAccessTokens, deviceCodes].flatMap((rows) => [
      ...rows.values(),
    ]);
    const inUse = new Set(named.map(({ authorizationId }) => authorizationId));
    rows += deleteWhere(
      state.authorizations,
      ({ id, createdAt }) => createdAt <= ended.authorization && !inUse.has(id),
    );
    return rows;
  });
}
