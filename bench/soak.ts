/** Ten minutes under load: memory after each minute, read when the load rests. */
import type { Contestant } from './contestants/contestant';
import { measure } from './load';
import { residentBytes } from './process-usage';
import { scenarios } from './scenarios';

const restMilliseconds = 3000;

/** Megabytes at the end of each minute of mixed load. */
export async function measureSoak(contestant: Contestant, minutes: number): Promise<number[]> {
  const mixed = scenarios.filter(({ name }) => /client credentials|refresh|introspection|userinfo/.test(name));
  const megabytes: number[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    for (const scenario of mixed) {
      await measure(await scenario.prepare(contestant, 16), contestant.processIds(), 60 / mixed.length);
    }
    await new Promise((resolve) => setTimeout(resolve, restMilliseconds));
    megabytes.push(residentBytes(contestant.processIds()) / 1e6);
  }
  return megabytes;
}
