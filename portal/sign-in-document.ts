/** A trace as it leaves for the console, the API and the command line: where it stands, its steps, and the cause of each failure. */
import type { Person } from '@/identity/ports';
import type { Failure } from '@/protocol/failures';
import { findFailure } from '@/protocol/failures';
import { isRedacted } from '@/protocol/failures/redact';
import type { ProtocolEvent, TraceStep } from '@/protocol/ports';
import { isOperator } from './actor';
import type { UseCase } from './change';
import type { Trace } from './ports';

/** What a failure's code means; its words are messages. */
export interface Cause {
  code: string;
  fixed_by: Failure['fixedBy'];
  rule: Failure['rule'];
}

export interface SignInSummary {
  trace_id: string;
  client_id: string;
  /** What the client knows the person by; null until it is known who that is. */
  subject: string | null;
  /** Who that is, for those who may see all people; an application's owner sees what the application sees. */
  person: { id: string; name: string; username: string } | null;
  started_at: string;
  last_at: string;
  step: TraceStep;
  /** `waiting` while a person or the application has yet to go on. */
  outcome: Trace['outcome'] | 'waiting';
  cause: Cause | null;
}

export interface SignInStep {
  step: TraceStep;
  outcome: Trace['outcome'];
  at: string;
  /** Since the first step. */
  milliseconds: number;
  detail: ProtocolEvent['detail'];
  cause: Cause | null;
  /** The address that may be registered as it was received, where that would mend it. */
  address_to_add: { member: 'redirect_uris' | 'post_logout_redirect_uris'; uri: string } | null;
}

/** The steps through which a person signs in; what comes after them comes as often as the application likes. */
const way: readonly TraceStep[] = ['authorize', 'sign-in', 'consent', 'code', 'token'];

const unfinished: ReadonlySet<TraceStep> = new Set(['authorize', 'sign-in', 'consent', 'device']);

/** Where a trace stands. */
export function toSummary(
  { id, clientId, subject, startedAt, lastAt, step, outcome, code }: Trace,
  person: Person | undefined,
): SignInSummary {
  const isWaiting = outcome === 'passed' && (unfinished.has(step) || code === 'device-code-pending');
  return {
    ...{ trace_id: id, client_id: clientId, subject, started_at: startedAt.toISOString() },
    person: person === undefined ? null : toReference(person),
    ...{ last_at: lastAt.toISOString(), step, outcome: isWaiting ? 'waiting' : outcome, cause: toCause(code) },
  };
}

function toReference({ id, username, profile }: Person): NonNullable<SignInSummary['person']> {
  return { id, username, name: profile.name ?? username };
}

/** The people behind traces, for those who may see all people; nobody for the others. */
export async function peopleBehind(
  { storage, actor }: Pick<UseCase, 'storage' | 'actor'>,
  traces: readonly Trace[],
): Promise<Map<string, Person>> {
  const subjects = [...new Set(traces.flatMap(({ subject }) => (subject === null ? [] : [subject])))];
  return isOperator(actor) && subjects.length > 0 ? storage.traces.peopleBehind(subjects) : new Map();
}

/** The steps in the order of the way, then in that of time; what was said together stays together. */
export function toSteps(events: readonly ProtocolEvent[]): SignInStep[] {
  const first = events[0]?.at.getTime() ?? 0;
  const place = ({ step }: ProtocolEvent) => {
    const index = way.indexOf(step);
    return index < 0 ? way.length : index;
  };
  return events
    .map((event, index) => ({ event, index }))
    .sort((one, other) => place(one.event) - place(other.event) || one.index - other.index)
    .map(({ event }) => ({
      ...{ step: event.step, outcome: event.outcome, at: event.at.toISOString() },
      ...{ milliseconds: event.at.getTime() - first, detail: event.detail, cause: toCause(event.code) },
      address_to_add: addressToAdd(event),
    }));
}

/** The steps of the way that were not reached; none where there is no such way, as for a client that acts for itself. */
export function stepsAhead(events: readonly ProtocolEvent[]): TraceStep[] {
  if (!events.some(({ step }) => step === 'authorize')) return [];
  const furthest = Math.max(...events.map(({ step }) => way.indexOf(step)));
  return way.slice(furthest + 1);
}

function toCause(code: string): Cause | null {
  const failure = findFailure(code);
  return failure === undefined ? null : { code, fixed_by: failure.fixedBy, rule: failure.rule };
}

const members: Readonly<Record<string, 'redirect_uris' | 'post_logout_redirect_uris'>> = {
  'redirect-uri-mismatch': 'redirect_uris',
  'post-logout-redirect-uri-mismatch': 'post_logout_redirect_uris',
};
/** Longer ones were cut when they were told. */
const longestWhole = 499;

function addressToAdd({ code, detail: { received } }: ProtocolEvent): SignInStep['address_to_add'] {
  const member = members[code];
  const isWhole = typeof received === 'string' && received.length <= longestWhole && !isRedacted(received);
  return member !== undefined && isWhole ? { member, uri: received } : null;
}
