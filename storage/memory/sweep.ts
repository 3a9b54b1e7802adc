/** Sweeping the Maps, by the same deadlines as the databases. */
import type { MailMessage } from '@/identity/ports';
import type { SigningKeyRecord } from '@/protocol/ports';
import { sweepDeadlines, tracesOfEachClient } from '../retention';
import { deleteWhere, updateWhere } from './rows';
import type { MemoryAccess, State } from './state';
import { compare } from './traces';

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
    rows += deleteWhere(state.idempotentRequests, before(ended.idempotentRequest));
    rows += deleteWhere(state.setupTokens, before(ended.setupToken));
    rows += deleteWhere(state.sessions, before(ended.session));
    rows += deleteWhere(state.usedClientAssertions, (expiresAt) => expiresAt <= ended.usedClientAssertion);
    rows += deleteWhere(state.opaqueAccessTokens, before(ended.accessToken));
    rows += deleteWhere(state.logoutNotices, ({ createdAt }) => createdAt <= ended.logoutNotice);
    const isOfNoMoreUse = ({ sealedParameters, deliveredAt, expiresAt }: MailMessage) =>
      sealedParameters !== null && ((deliveredAt !== null && deliveredAt <= ended.mailParameters) || expiresAt <= at);
    rows += updateWhere(state.mail, isOfNoMoreUse, { sealedParameters: null });
    rows += deleteWhere(state.mail, ({ createdAt }) => createdAt <= ended.mailMessage);
    rows += deleteWhere(state.mailedLinks, before(ended.mailedLink));
    rows += deleteWhere(state.deniedAccessTokens, (expiresAt) => expiresAt <= ended.accessToken);
    rows += deleteWhere(state.attempts, ({ windowEndsAt }) => windowEndsAt <= ended.attemptCounter);
    const isGone = ({ removedAt }: SigningKeyRecord) => removedAt !== null && removedAt <= ended.signingKey;
    rows += deleteWhere(state.signingKeys, isGone);
    rows += sweepTraces(state, ended.traceEvent);
    rows += deleteWhere(state.usageCounts, ({ span, startsAt }) =>
      span === 'hour' ? startsAt <= ended.hourlyUsage : startsAt <= ended.dailyUsage,
    );
    rows += deleteWhere(state.usagePeople, (startsAt) => startsAt <= ended.usagePerson);
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

function sweepTraces({ traces, traceEvents }: State, deadline: Date): number {
  let rows = deleteWhere(traces, ({ lastAt }) => lastAt <= deadline);
  const clientIds = new Set([...traces.values()].map(({ clientId }) => clientId));
  for (const clientId of clientIds) {
    const ofClient = [...traces.values()].filter((trace) => trace.clientId === clientId);
    for (const { id } of ofClient.sort(compare).slice(tracesOfEachClient)) {
      rows += 1 + (traceEvents.get(id)?.length ?? 0);
      traces.delete(id);
      traceEvents.delete(id);
    }
  }
  for (const [traceId, events] of traceEvents) {
    const kept = events.filter((event) => event.at > deadline);
    rows += events.length - kept.length;
    traceEvents.set(traceId, kept);
  }
  return rows;
}
