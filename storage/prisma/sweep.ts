/** Sweeping the tables, a batch at a time. */
import { sweepDeadlines } from '../retention';
import type { Access, Queries } from './access';
import { within } from './access';
import { capTraces } from './trace-cap';

const batchSize = 500;
const batchesPerTable = 200;

/**
 * Deletes what has expired, the oldest of too many traces, and the kept answers whose replay window is over, in batches small enough that other
 * writers get their turn between them; what is left over waits for the next sweep. Returns the number of rows.
 */
export async function sweep(access: Access, at: Date): Promise<number> {
  let rows = 0;
  for (const work of expired(access, at)) {
    for (let batch = 0; batch < batchesPerTable; batch += 1) {
      const { count } = await access.write(work);
      rows += count;
      if (count < batchSize) break;
    }
  }
  return rows + (await capTraces(access));
}

/** The row stays, so that reuse is still recognised; the answer that it kept is of no more use to anybody honest. */
const noReplay = { replayFingerprint: null, replaySealedAnswer: null, replayUntil: null };

type Batch = (db: Queries) => Promise<{ count: number }>;

function expired(access: Access, at: Date): Batch[] {
  const realm = within(access, { at });
  const ended = sweepDeadlines(at);
  const { realmId } = realm;
  const limit = batchSize;
  const before = (time: Date) => ({ realmId, expiresAt: { lte: time } });
  return [
    (db) => db.pendingAuthorizationRequest.deleteMany({ where: before(ended.pendingRequest), limit }),
    (db) => db.authorizationCode.deleteMany({ where: before(ended.authorizationCode), limit }),
    (db) => db.refreshToken.deleteMany({ where: before(ended.refreshToken), limit }),
    (db) => db.refreshToken.updateMany({ where: { realmId, replayUntil: { lte: at } }, data: noReplay, limit }),
    (db) => db.deviceCode.deleteMany({ where: before(ended.deviceCode), limit }),
    (db) => db.usedClientAssertion.deleteMany({ where: before(ended.usedClientAssertion), limit }),
    (db) => db.opaqueAccessToken.deleteMany({ where: before(ended.accessToken), limit }),
    (db) => db.logoutNotice.deleteMany({ where: { realmId, createdAt: { lte: ended.logoutNotice } }, limit }),
    (db) =>
      db.mailMessage.updateMany({
        ...{ where: { realmId, ...ofNoMoreUse(at, ended.mailParameters) }, data: { sealedParameters: null }, limit },
      }),
    (db) => db.mailMessage.deleteMany({ where: { realmId, createdAt: { lte: ended.mailMessage } }, limit }),
    (db) => db.mailedLink.deleteMany({ where: before(ended.mailedLink), limit }),
    (db) => db.deniedAccessToken.deleteMany({ where: before(ended.accessToken), limit }),
    (db) => db.initialAccessToken.deleteMany({ where: before(ended.initialAccessToken), limit }),
    (db) => db.idempotentRequest.deleteMany({ where: before(ended.idempotentRequest), limit }),
    (db) => db.setupToken.deleteMany({ where: before(ended.setupToken), limit }),
    (db) => db.endUserSession.deleteMany({ where: before(ended.session), limit }),
    (db) => db.signingKey.deleteMany({ where: { realmId, removedAt: { lte: ended.signingKey } }, limit }),
    (db) => db.attemptCounter.deleteMany({ where: { realmId, windowEndsAt: { lte: ended.attemptCounter } }, limit }),
    (db) => db.traceEvent.deleteMany({ where: { realmId, at: { lte: ended.traceEvent } }, limit }),
    (db) => db.trace.deleteMany({ where: { realmId, lastAt: { lte: ended.traceEvent } }, limit }),
    (db) => db.usageCount.deleteMany({ where: { realmId, span: 'hour', startsAt: { lte: ended.hourlyUsage } }, limit }),
    (db) => db.usageCount.deleteMany({ where: { realmId, span: 'day', startsAt: { lte: ended.dailyUsage } }, limit }),
    (db) => db.usagePerson.deleteMany({ where: { realmId, startsAt: { lte: ended.usagePerson } }, limit }),
    (db) => {
      const unused = {
        codes: { none: {} },
        deviceCodes: { none: {} },
        refreshTokens: { none: {} },
        accessTokens: { none: {} },
      };
      return db.authorization.deleteMany({
        where: { realmId, createdAt: { lte: ended.authorization }, ...unused },
        limit,
      });
    },
  ];
}

/** Messages whose words were delivered long enough ago, or came too late. */
const ofNoMoreUse = (at: Date, delivered: Date) => ({
  sealedParameters: { not: null },
  OR: [{ deliveredAt: { lte: delivered } }, { expiresAt: { lte: at } }],
});
