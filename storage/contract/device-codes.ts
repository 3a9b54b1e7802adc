/** Device codes: claimed by one, decided once, polled in turn, redeemed once. */
import { describe, expect, it } from 'vitest';
import type { DeviceCode } from '@/protocol/ports';
import { aDeviceCode, grant, later, now, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeDeviceCodes(subject: Subject): void {
  describe('device codes', () => {
    claims(subject);
    decisions(subject);
    polls(subject);
    redemptions(subject);
  });
}

const together = <T>(times: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: times }, (_, index) => work(index)));

async function stored({ stores }: Subject, change: Partial<DeviceCode> = {}): Promise<DeviceCode> {
  const code = aDeviceCode(change);
  await stores().deviceCodes.create(code);
  return code;
}

async function approved(subject: Subject) {
  const { authorization } = await grant(subject.storage());
  return { authorization, code: await stored(subject, { decision: 'approved', authorizationId: authorization.id }) };
}

function claims(subject: Subject): void {
  const { stores } = subject;

  it('keep what they were made of, and share no user code', async () => {
    const code = await stored(subject);
    expect(await stores().deviceCodes.find(code.hash)).toEqual(code);
    expect(await stores().deviceCodes.find(random())).toBeUndefined();
    const { userCodeHash } = code;
    await expect(stores().deviceCodes.create(aDeviceCode({ userCodeHash }))).rejects.toEqual(kind('conflict'));
  });

  it('belong to the first who claims them, and to nobody else', async () => {
    const { hash, userCodeHash } = await stored(subject);
    const claimed = await together(20, (index) => stores().deviceCodes.claim(userCodeHash, `request-${index}`, now));
    expect(claimed.filter((code) => code !== undefined)).toHaveLength(1);
    const owner = (await stores().deviceCodes.find(hash))?.claimedBy ?? '';
    expect(await stores().deviceCodes.claim(userCodeHash, owner, now)).toMatchObject({ hash, claimedBy: owner });
    expect(await stores().deviceCodes.claim(userCodeHash, 'somebody-else', now)).toBeUndefined();
  });

  it('cannot be claimed when they are unknown, expired or decided', async () => {
    const { userCodeHash, expiresAt } = await stored(subject);
    const denied = await stored(subject, { decision: 'denied', claimedBy: 'mine' });
    expect(await stores().deviceCodes.claim(random(), 'mine', now)).toBeUndefined();
    expect(await stores().deviceCodes.claim(userCodeHash, 'mine', expiresAt)).toBeUndefined();
    expect(await stores().deviceCodes.claim(denied.userCodeHash, 'mine', now)).toBeUndefined();
  });
}

function decisions(subject: Subject): void {
  const { storage, stores } = subject;

  it('are decided by the request that claimed them, once', async () => {
    const { hash } = await stored(subject, { claimedBy: 'mine' });
    const { authorization } = await grant(storage());
    const approval = { decision: 'approved' as const, authorizationId: authorization.id };
    expect(await stores().deviceCodes.decide(hash, 'another', approval, now)).toBe(false);
    const outcomes = await together(10, (index) =>
      stores().deviceCodes.decide(hash, 'mine', index % 2 === 0 ? approval : { decision: 'denied' }, now),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect((await stores().deviceCodes.find(hash))?.decision).not.toBeNull();
  });

  it('cannot be decided before they are claimed or after they expire', async () => {
    const unclaimed = await stored(subject);
    const late = await stored(subject, { claimedBy: 'mine' });
    expect(await stores().deviceCodes.decide(unclaimed.hash, 'mine', { decision: 'denied' }, now)).toBe(false);
    expect(await stores().deviceCodes.decide(late.hash, 'mine', { decision: 'denied' }, late.expiresAt)).toBe(false);
    expect((await stores().deviceCodes.find(late.hash))?.decision).toBeNull();
  });
}

function polls(subject: Subject): void {
  const { stores } = subject;

  it('make the interval 5 seconds longer with every poll that comes too early', async () => {
    const code = await stored(subject);
    const { poll, find } = stores().deviceCodes;
    const steps: [atSeconds: number, outcome: string, interval: number][] = [
      [0, 'in-time', 5],
      [4.4, 'too-early', 10],
      [13.8, 'too-early', 15],
      [28.4, 'in-time', 15],
      [42.8, 'too-early', 20],
    ];
    for (const [seconds, outcome, interval] of steps) {
      // The last two with what was there at first, so that it is read again.
      const found = seconds > 20 ? code : ((await find(code.hash)) ?? code);
      expect([seconds, await poll(found, later(seconds))]).toEqual([seconds, outcome]);
      expect(await find(code.hash)).toMatchObject({ intervalSeconds: interval, lastPolledAt: later(seconds) });
    }
  });

  it('let one of many parallel polls be in time, and count every other', async () => {
    const code = await stored(subject);
    const outcomes = await together(10, () => stores().deviceCodes.poll(code, now));
    expect(outcomes.filter((outcome) => outcome === 'in-time')).toHaveLength(1);
    expect((await stores().deviceCodes.find(code.hash))?.intervalSeconds).toBe(5 + 9 * 5);
  });
}

function redemptions(subject: Subject): void {
  const { storage, stores } = subject;

  it('are redeemed by one of fifty parallel callers', async () => {
    const { code } = await approved(subject);
    const redeem = () => storage().transaction((unit) => unit.deviceCodes.consume(code.hash, later(1)));
    expect((await together(50, redeem)).filter(Boolean)).toHaveLength(1);
    expect((await stores().deviceCodes.find(code.hash))?.consumedAt).toEqual(later(1));
  });

  it('are not redeemed undecided, denied, expired or after their authorization was revoked', async () => {
    const { authorization, code: revoked } = await approved(subject);
    await stores().authorizations.revoke(authorization.id, now);
    const { code: late } = await approved(subject);
    const cases = [await stored(subject), await stored(subject, { decision: 'denied' }), revoked];
    for (const { hash } of cases) expect(await stores().deviceCodes.consume(hash, now)).toBe(false);
    expect(await stores().deviceCodes.consume(late.hash, late.expiresAt)).toBe(false);
    expect(await stores().deviceCodes.consume(random(), now)).toBe(false);
  });

  it('are forgotten an hour after they expire', async () => {
    const { hash } = await stored(subject);
    await storage().sweep(later(600 + 3_599));
    expect(await stores().deviceCodes.find(hash)).toBeDefined();
    await storage().sweep(later(600 + 3_600));
    expect(await stores().deviceCodes.find(hash)).toBeUndefined();
  });
}
