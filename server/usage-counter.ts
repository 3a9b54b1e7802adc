/** Counts what applications do: added up in memory, and written off the response's path. */
import type { UsageCount, UsageStore, UsageSubject } from '@/portal/ports';
import type { ProtocolEvent } from '@/protocol/ports';

const hour = 3_600_000;
const batchSize = 500;
/** Between two writes; whoever comes on top is not counted as a person. */
const mostPeople = 50_000;

/** Grants with which a person signs in without an authorization response. */
const signsIn: ReadonlySet<unknown> = new Set(['password', 'urn:ietf:params:oauth:grant-type:device_code']);

type Count = UsageCount & { clientId: string };

export interface UsageCounter {
  count(event: ProtocolEvent): void;
  /** Writes what was counted since; what a store that is away cannot take waits for the next time. */
  flush(): Promise<void>;
  /** Flushes now and then, from now on; returns what stops it. */
  start(everyMilliseconds: number): () => void;
}

/** Counts for one process; the store adds up those of all. */
export function createUsageCounter(add: UsageStore['add']): UsageCounter {
  let counts = new Map<string, Count>();
  let people = new Map<string, UsageSubject>();

  const plus = ({ clientId, startsAt, measure, kind, count }: Count) => {
    const key = `${measure} ${kind} ${clientId} ${startsAt.getTime()}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { clientId, startsAt, measure, kind, count });
    else known.count += count;
  };
  const plusPerson = (person: UsageSubject) => {
    if (people.size < mostPeople) people.set(`${person.clientId} ${person.at.getTime()} ${person.subject}`, person);
  };
  const write = async (someCounts: Count[], somePeople: UsageSubject[]) => {
    await add(someCounts, somePeople).catch(() => {
      for (const count of someCounts) plus(count);
      for (const person of somePeople) plusPerson(person);
    });
  };
  const flush = async () => {
    const [taken, signedIn] = [[...counts.values()], [...people.values()]];
    counts = new Map();
    people = new Map();
    for (let at = 0; at < Math.max(taken.length, signedIn.length); at += batchSize)
      await write(taken.slice(at, at + batchSize), signedIn.slice(at, at + batchSize));
  };

  return {
    flush,
    count({ clientId, subject, step, outcome, code, at, detail }) {
      if (clientId === undefined) return;
      const startsAt = new Date(Math.floor(at.getTime() / hour) * hour);
      const one = { clientId, startsAt, count: 1 };
      if (outcome !== 'passed') {
        plus({ ...one, measure: 'error', kind: code });
        return;
      }
      const isToken = (step === 'token' || step === 'refresh') && code === 'ok';
      if (isToken) plus({ ...one, measure: 'token', kind: String(detail.grantType ?? '') });
      if (step !== 'code' && !(isToken && signsIn.has(detail.grantType))) return;
      plus({ ...one, measure: 'sign-in', kind: '' });
      if (subject !== undefined) plusPerson({ clientId, at: startsAt, subject });
    },
    start(everyMilliseconds) {
      const timer = setInterval(() => void flush(), everyMilliseconds).unref();
      return () => clearInterval(timer);
    },
  };
}
