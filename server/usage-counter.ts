/** Counts what applications do: added up in memory, and written off the response's path. */
import type { UsageCount, UsageMeasure, UsageStore, UsageSubject } from '@/portal/ports';
import type { ProtocolEvent } from '@/protocol/ports';

const hour = 3_600_000;
const batchSize = 500;
/** Between two writes; whoever comes on top is not counted as a person. */
const mostPeople = 50_000;

/** Grants with which a person signs in without an authorization response. */
const signsIn: ReadonlySet<unknown> = new Set(['password', 'urn:ietf:params:oauth:grant-type:device_code']);

type Count = UsageCount & { clientId: string };
/** By client, then by measure, then by kind. */
interface Hour {
  startsAt: Date;
  counts: Map<string, Record<UsageMeasure, Map<string, number>>>;
}

export interface UsageCounter {
  count(event: ProtocolEvent): void;
  /** Writes what was counted since; what a store that is away cannot take waits for the next time. */
  flush(): Promise<void>;
  /** Flushes now and then, from now on; returns what stops it. */
  start(everyMilliseconds: number): () => void;
}

/** Counts for one process; the store adds up those of all. What it costs a token request is a look into two maps. */
export function createUsageCounter(add: UsageStore['add']): UsageCounter {
  let current: Hour = { startsAt: new Date(Number.NaN), counts: new Map() };
  let hours: Hour[] = [];
  let people = new Map<string, UsageSubject>();

  const hourOf = (at: Date): Hour => {
    const past = at.getTime() - current.startsAt.getTime();
    if (past >= 0 && past < hour) return current;
    const startsAt = new Date(Math.floor(at.getTime() / hour) * hour);
    current = hours.find((known) => known.startsAt.getTime() === startsAt.getTime()) ?? { startsAt, counts: new Map() };
    if (!hours.includes(current)) hours.push(current);
    return current;
  };
  const plus = ({ counts }: Hour, clientId: string, measure: UsageMeasure, kind: string, count = 1) => {
    let ofClient = counts.get(clientId);
    if (ofClient === undefined) {
      ofClient = { 'sign-in': new Map(), person: new Map(), token: new Map(), error: new Map() };
      counts.set(clientId, ofClient);
    }
    ofClient[measure].set(kind, (ofClient[measure].get(kind) ?? 0) + count);
  };
  const plusPerson = (person: UsageSubject) => {
    if (people.size < mostPeople) people.set(`${person.clientId} ${person.at.getTime()} ${person.subject}`, person);
  };
  const putBack = (counts: Count[], signedIn: UsageSubject[]) => {
    for (const { startsAt, clientId, measure, kind, count } of counts)
      plus(hourOf(startsAt), clientId, measure, kind, count);
    for (const person of signedIn) plusPerson(person);
  };
  const flush = async () => {
    const [counts, signedIn] = [hours.flatMap(countsOf), [...people.values()]];
    current = { startsAt: new Date(Number.NaN), counts: new Map() };
    hours = [];
    people = new Map();
    for (let at = 0; at < Math.max(counts.length, signedIn.length); at += batchSize) {
      const taken = [counts.slice(at, at + batchSize), signedIn.slice(at, at + batchSize)] as const;
      const isWritten = await add(...taken).then(
        () => true,
        () => false,
      );
      if (isWritten) continue;
      putBack(counts.slice(at), signedIn.slice(at));
      return;
    }
  };

  return {
    flush,
    count({ clientId, subject, step, outcome, code, at, detail }) {
      if (clientId === undefined) return;
      const now = hourOf(at);
      if (outcome !== 'passed') {
        plus(now, clientId, 'error', code);
        return;
      }
      const isToken = (step === 'token' || step === 'refresh') && code === 'ok';
      if (isToken) plus(now, clientId, 'token', String(detail.grantType ?? ''));
      if (step !== 'code' && !(isToken && signsIn.has(detail.grantType))) return;
      plus(now, clientId, 'sign-in', '');
      if (subject !== undefined) plusPerson({ clientId, at: now.startsAt, subject });
    },
    start(everyMilliseconds) {
      const timer = setInterval(() => void flush(), everyMilliseconds).unref();
      return () => clearInterval(timer);
    },
  };
}

function countsOf({ startsAt, counts }: Hour): Count[] {
  return [...counts].flatMap(([clientId, byMeasure]) =>
    Object.entries(byMeasure).flatMap(([measure, byKind]) =>
      [...byKind].map(([kind, count]) => ({ clientId, startsAt, measure: measure as UsageMeasure, kind, count })),
    ),
  );
}
