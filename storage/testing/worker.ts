/** Another process on the same databases. Started by `startWorker`; answers each task that it is sent. */
import { setImmediate as othersTurn } from 'node:timers/promises';
import { inspect } from 'node:util';
import { openStorage } from '../open';
import type { Storage } from '../storage';
import { aCode, aPerson, aRefreshToken, aSession, aSigningKey, grant, issuer, later, now } from './rows';

interface Spend {
  databaseUrl: string;
  hash: string;
  authorizationId: string;
  times: number;
}

export interface Tasks {
  firstStart: { given: { databaseUrl: string }; answer: { realmId: string; kids: string[]; completed: boolean } };
  redeem: { given: Spend; answer: string[] };
  rotate: { given: Spend; answer: string[] };
  redeemDevice: { given: Spend; answer: string[] };
  spendAssertion: { given: Omit<Spend, 'authorizationId'>; answer: string[] };
  claimNotices: { given: { databaseUrl: string; times: number }; answer: string[] };
  updateProfile: { given: { databaseUrl: string; personId: string; times: number }; answer: { done: number } };
  /** Writes to all of the databases at once and answers again and again, with what was acknowledged, until it is killed. */
  writeForever: { given: { databaseUrls: string[] }; answer: Acknowledged };
}

export interface Acknowledged {
  databaseUrl: string;
  sessionId: string;
  spentCode: string;
  refreshToken: string;
  revokedAuthorizationId: string;
}

const opened = new Map<string, Promise<Storage>>();

function open(databaseUrl: string): Promise<Storage> {
  const storage = opened.get(databaseUrl) ?? openStorage({ databaseUrl, issuer, clock: { now: () => now } });
  opened.set(databaseUrl, storage);
  return storage;
}

async function writeForever(databaseUrl: string): Promise<never> {
  const storage = await open(databaseUrl);
  const { stores, spends, transaction } = storage;
  for (;;) {
    const { person, authorization } = await grant(storage, { offline: true });
    const session = aSession(person.id);
    const code = aCode(authorization.id);
    await stores.authorizationCodes.create(code);
    const refreshToken = aRefreshToken(authorization.id);
    await spends.redeemAuthorizationCode({ hash: code.hash, at: now, refreshToken });
    await transaction((unit) => unit.sessions.create(session));
    const { authorization: revoked } = await grant(storage);
    await stores.authorizations.revoke(revoked.id, now);
    const answer: Acknowledged = {
      databaseUrl,
      sessionId: session.id,
      spentCode: code.hash,
      refreshToken: refreshToken.hash,
      revokedAuthorizationId: revoked.id,
    };
    process.send?.({ answer });
    // Calls on SQLite answer without waiting for anything, and would never let the other database answer.
    await othersTurn();
  }
}

const tasks: { [Name in keyof Tasks]: (given: Tasks[Name]['given']) => Promise<Tasks[Name]['answer']> } = {
  async firstStart({ databaseUrl }) {
    const { stores, transaction, realmId } = await open(databaseUrl);
    await stores.signingKeys.createFirst([aSigningKey('RS256'), aSigningKey('ES256')]);
    const completed = await transaction(async (unit) => {
      const first = await unit.setup.complete(now);
      if (first) await unit.people.create(aPerson({ username: 'admin', administrator: true }));
      return first;
    });
    return { realmId, completed, kids: (await stores.signingKeys.list()).map(({ kid }) => kid).sort() };
  },
  async redeem({ databaseUrl, hash, authorizationId, times }) {
    const { spends } = await open(databaseUrl);
    const spend = () => spends.redeemAuthorizationCode({ hash, at: now, refreshToken: aRefreshToken(authorizationId) });
    return Promise.all(Array.from({ length: times }, spend));
  },
  async redeemDevice({ databaseUrl, hash, authorizationId, times }) {
    const { transaction } = await open(databaseUrl);
    const spend = () =>
      transaction(async (unit) => {
        if (!(await unit.deviceCodes.consume(hash, now))) return 'already-consumed';
        await unit.refreshTokens.create(aRefreshToken(authorizationId));
        return 'spent';
      });
    return Promise.all(Array.from({ length: times }, spend));
  },
  async rotate({ databaseUrl, hash, authorizationId, times }) {
    const { spends } = await open(databaseUrl);
    const spend = async () => {
      const successor = aRefreshToken(authorizationId);
      const replay = { fingerprint: 'f', sealedAnswer: successor.hash, until: later(10) };
      return (await spends.rotateRefreshToken({ hash, at: now, successor, replay })).outcome;
    };
    return Promise.all(Array.from({ length: times }, spend));
  },
  async spendAssertion({ databaseUrl, hash, times }) {
    const { spends } = await open(databaseUrl);
    const spend = () => spends.spendClientAssertion({ hash, expiresAt: later(60) });
    return Promise.all(Array.from({ length: times }, spend));
  },
  async claimNotices({ databaseUrl, times }) {
    const { logoutNotices } = (await open(databaseUrl)).stores;
    const ids: string[] = [];
    for (let done = 0; done < times; done += 1) {
      const claimed = await logoutNotices.claim({ at: now, until: later(60), clients: 3, ofEach: 3 });
      ids.push(...claimed.map(({ id }) => id));
    }
    return ids;
  },
  async updateProfile({ databaseUrl, personId, times }) {
    const { transaction } = await open(databaseUrl);
    for (let done = 0; done < times; done += 1) {
      await transaction(async ({ people }) => {
        const person = await people.find(personId);
        await people.update(personId, { profile: { name: String(Number(person?.profile.name) + 1) } });
      });
    }
    return { done: times };
  },
  writeForever: ({ databaseUrls }) => Promise.race(databaseUrls.map(writeForever)),
};

async function answer(name: keyof Tasks, given: never): Promise<void> {
  try {
    process.send?.({ answer: await tasks[name](given) });
  } catch (error) {
    process.send?.({ failure: inspect(error) });
  }
}

process.on('message', ({ name, given }: { name: keyof Tasks; given: never }) => void answer(name, given));
process.on('disconnect', () => process.exit(0));
