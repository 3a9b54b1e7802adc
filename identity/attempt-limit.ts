/** Counters in shared storage that slow guessing down: a few free failures, then growing delays that end. */
import type { AttemptStore, Clock } from './ports';

export interface AttemptRule {
  /** Failures within the window that cost nothing. */
  freeFailures: number;
  /** The wait after the failure that used up the free ones; doubles with each further one. */
  firstDelaySeconds: number;
  /** No wait is longer, so nobody is locked out for good. */
  longestDelaySeconds: number;
  /** Windows begin at multiples of this; with each the count starts anew. */
  windowSeconds: number;
}

export type Admission =
  /** `giveBack`: the attempt was no failure after all; takes its one count back. */
  { admitted: true; giveBack(within?: AttemptStore): Promise<void> } | { admitted: false; retryAfterSeconds: number };

export interface AttemptLimit {
  /**
   * Counts the attempt as a failure before it is made and says whether it may be made. Of any number of parallel
   * callers, in any number of processes, no more are admitted than the rule allows.
   */
  enter(key: string): Promise<Admission>;
  /** Forgets all failures of the key; for limits that give nothing back. */
  forget(key: string, within?: AttemptStore): Promise<void>;
}

/** A limit over the shared counters; `name` keeps its keys apart from other limits'. */
export function createAttemptLimit(
  { attempts, clock }: { attempts: AttemptStore; clock: Clock },
  name: string,
  rule: AttemptRule,
): AttemptLimit {
  // Counters only go up, so what is given back has a counter of its own. Both belong to one fixed window, so that
  // neither outlives the other.
  const windowMilliseconds = rule.windowSeconds * 1000;
  const counters = (key: string) => {
    const window = Math.floor(clock.now().getTime() / windowMilliseconds);
    const made = `${name}:${key}:${window}`;
    return { made, back: `${made}:back`, endsAt: (window + 1) * windowMilliseconds };
  };
  const secondsLeft = (failures: number, since: Date, endsAt: number) => {
    const until = Math.min(since.getTime() + delaySeconds(rule, failures) * 1000, endsAt);
    return Math.max(0, Math.ceil((until - clock.now().getTime()) / 1000));
  };
  return {
    async enter(key) {
      const { made, back, endsAt } = counters(key);
      const givenBack = (await attempts.find(back))?.count ?? 0;
      const before = await attempts.find(made);
      if (before !== undefined) {
        const retryAfterSeconds = secondsLeft(before.count - givenBack, before.lastAt, endsAt);
        if (retryAfterSeconds > 0) return { admitted: false, retryAfterSeconds };
      }
      const after = await attempts.add(made, clock.now(), rule.windowSeconds);
      // Each of the free counts is a place. Beyond them only the first who comes after the wait goes in.
      const isFirstAfterWait = after.count === (before?.count ?? 0) + 1;
      if (after.count - givenBack > rule.freeFailures && !isFirstAfterWait) {
        return {
          admitted: false,
          retryAfterSeconds: Math.max(1, secondsLeft(after.count - givenBack, clock.now(), endsAt)),
        };
      }
      return {
        admitted: true,
        giveBack: async (within = attempts) => {
          await within.add(back, clock.now(), rule.windowSeconds);
        },
      };
    },
    forget: (key, within = attempts) => within.clear(counters(key).made),
  };
}

/** How long to wait after the latest of so many failures. */
function delaySeconds(rule: AttemptRule, failures: number): number {
  if (failures < rule.freeFailures) return 0;
  return Math.min(rule.firstDelaySeconds * 2 ** (failures - rule.freeFailures), rule.longestDelaySeconds);
}
