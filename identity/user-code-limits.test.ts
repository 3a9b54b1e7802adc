import { describe, expect, it } from 'vitest';
import { createPeople } from './testing/people';
import type { Guesser } from './user-code-limits';
import { createGuessUserCode } from './user-code-limits';

const rule = { firstDelaySeconds: 10, longestDelaySeconds: 60, windowSeconds: 3600 };
const ada = { network: '192.0.2.7', personId: 'ada' };

function createGate() {
  const { storage, clock } = createPeople();
  const limits = { byNetwork: { ...rule, freeFailures: 5 }, byPerson: { ...rule, freeFailures: 2 } };
  const gate = createGuessUserCode({ attempts: storage.stores.attempts, clock }, limits);
  const guess = async (guesser: Guesser, times = 1) => {
    const answers: boolean[] = [];
    for (let index = 0; index < times; index += 1) answers.push((await gate.enter(guesser)).admitted);
    return answers;
  };
  return { gate, guess, clock };
}

describe('wrong user codes', () => {
  it('are counted by person, from whatever network they come', async () => {
    const { guess } = createGate();
    expect(await guess(ada)).toEqual([true]);
    expect(await guess({ ...ada, network: '198.51.100.1' }, 2)).toEqual([true, false]);
    expect(await guess({ ...ada, network: '203.0.113.1' })).toEqual([false]);
    expect(await guess({ ...ada, personId: 'bea' })).toEqual([true]);
  });

  it('are counted by network, whoever types them', async () => {
    const { guess } = createGate();
    expect(await guess({ ...ada, personId: undefined }, 6)).toEqual([...Array(5).fill(true), false]);
    expect(await guess({ ...ada, personId: 'bea' })).toEqual([false]);
    expect(await guess({ ...ada, network: '198.51.100.1' })).toEqual([true]);
  });

  it('of a person who has to wait are not counted for the network, so that others there need not wait', async () => {
    const { guess } = createGate();
    await guess(ada, 20);
    expect(await guess({ ...ada, personId: 'bea' })).toEqual([true]);
  });

  it('may be tried again after the wait', async () => {
    const { gate, guess, clock } = createGate();
    await guess(ada, 3);
    expect(await gate.enter(ada)).toEqual({ admitted: false, retryAfterSeconds: 10 });
    clock.advance(10);
    expect(await guess(ada)).toEqual([true]);
  });

  it('are not those that were right', async () => {
    const { gate, guess } = createGate();
    for (let index = 0; index < 20; index += 1) {
      const admission = await gate.enter(ada);
      if (admission.admitted) await admission.giveBack();
    }
    expect(await guess(ada)).toEqual([true]);
  });
});
