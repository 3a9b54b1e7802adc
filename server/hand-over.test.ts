import { describe, expect, it } from 'vitest';
import { createHandOver } from './hand-over';

const setUp = () => {
  const told: string[] = [];
  const handOver = createHandOver<string, number>({
    send: (server, connection) => told.push(`${connection} to ${server}`),
    release: (connection) => told.push(`${connection} released`),
  });
  const give = (...connections: number[]) => {
    for (const connection of connections) handOver.give(connection);
  };
  return { ...handOver, told, give };
};

/** Whether a promise is settled once everything that was promised has happened. */
const isSettled = async (promise: Promise<void>) => {
  let settled = false;
  promise.then(() => {
    settled = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
};

describe('handing connections over', () => {
  it('goes in turn, one at a time to each until it has acknowledged', () => {
    const { told, give, join, acknowledge } = setUp();
    join('ada');
    join('bob');
    give(1, 2, 3, 4);
    expect(told.splice(0)).toEqual(['1 to ada', '2 to bob']);
    acknowledge('bob');
    expect(told.splice(0)).toEqual(['2 released', '3 to bob']);
    acknowledge('ada');
    expect(told).toEqual(['1 released', '4 to ada']);
  });

  it('waits for somebody to give to', () => {
    const { told, give, join } = setUp();
    give(1);
    expect(told).toEqual([]);
    join('ada');
    expect(told).toEqual(['1 to ada']);
  });

  it('gives to another what somebody who is gone has not acknowledged, before all that came later', () => {
    const { told, give, join, leave, acknowledge } = setUp();
    join('ada');
    give(1, 2);
    acknowledge('ada');
    give(3);
    leave('ada');
    expect(told.splice(0)).toEqual(['1 to ada', '1 released', '2 to ada']);
    join('bob');
    acknowledge('bob');
    expect(told).toEqual(['2 to bob', '2 released', '3 to bob']);
  });

  it('hears no acknowledgement of what nobody was given', () => {
    const { told, give, join, acknowledge } = setUp();
    join('ada');
    acknowledge('ada');
    acknowledge('stranger');
    give(1, 2);
    expect(told).toEqual(['1 to ada']);
  });

  it('is settled once all has been acknowledged', async () => {
    const { give, join, acknowledge, settled } = setUp();
    join('ada');
    give(1, 2);
    const end = settled();
    acknowledge('ada');
    expect(await isSettled(end)).toBe(false);
    acknowledge('ada');
    expect(await isSettled(end)).toBe(true);
  });

  it('is settled when nobody is left, and then keeps nothing', async () => {
    const { told, give, join, leave, settled } = setUp();
    join('ada');
    give(1, 2);
    leave('ada');
    expect(await isSettled(settled())).toBe(true);
    expect(told).toEqual(['1 to ada', '1 released', '2 released']);
  });
});
