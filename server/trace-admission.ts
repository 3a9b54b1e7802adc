/** Which events become traces: enough of each application to see what happens to it, never more than the disk can take. */
import type { ProtocolEvent } from '@/protocol/ports';

interface TraceLimits {
  /** Traces of what goes well that begin in one minute. */
  tracesAMinute: number;
  /** Failures that are kept in one minute: anybody can make requests fail. */
  failuresAMinute: number;
  /** Of each of them the most that one application may have. */
  ofEachClient: number;
}

const usualLimits: TraceLimits = { tracesAMinute: 600, failuresAMinute: 1_200, ofEachClient: 240 };
const many = Number.POSITIVE_INFINITY;
const noLimits: TraceLimits = { tracesAMinute: many, failuresAMinute: many, ofEachClient: many };

/** Traces whose later steps are let in, and repetitions that are remembered. */
const mostRemembered = 10_000;

const repeated: ReadonlySet<string> = new Set(['refresh', 'userinfo', 'introspection', 'device', 'revocation']);

/**
 * Asked for each event in turn. A sign-in is kept from its first step to its last, or not at all; what clients do again
 * and again (refreshes, userinfo, introspection, tokens for themselves) once a minute in one trace, or for one client where
 * each request is a trace of its own.
 */
export function createTraceAdmission(isLimited: boolean): (event: ProtocolEvent) => boolean {
  const limits = isLimited ? usualLimits : noLimits;
  const known = createMemory();
  const seen = createMemory();
  let minute = 0;
  let counts = new Map<string, number>();

  const count = (kind: string, most: number, clientId: string | undefined) => {
    const ofClient = `${kind} ${clientId}`;
    const [all, own] = [counts.get(kind) ?? 0, counts.get(ofClient) ?? 0];
    if (all >= most || (clientId !== undefined && own >= limits.ofEachClient)) return false;
    counts.set(kind, all + 1).set(ofClient, own + 1);
    return true;
  };

  return (event) => {
    const { traceId, clientId, step, outcome, at } = event;
    const current = Math.floor(at.getTime() / 60_000);
    if (current !== minute) {
      minute = current;
      counts = new Map();
    }
    if (outcome !== 'passed') return count('failure', limits.failuresAMinute, clientId);
    // Nobody would ever look for it.
    if (clientId === undefined) return false;
    const repetition = repetitionOf(event);
    if (repetition !== undefined && !seen.add(`${repetition} ${step}`, current)) return false;
    if (known.has(traceId)) return true;
    if (!count('trace', limits.tracesAMinute, clientId)) return false;
    known.add(traceId, current);
    return true;
  };
}

/** In what an event repeats itself; undefined for a step that a sign-in takes once. */
function repetitionOf({ traceId, clientId, step, detail }: ProtocolEvent): string | undefined {
  const isOfClient = step === 'introspection' || step === 'revocation' || detail.grantType === 'client_credentials';
  if (isOfClient) return clientId;
  return repeated.has(step) ? traceId : undefined;
}

/** The latest keys with the minute of each; `add` says whether it was not there in this minute. */
function createMemory() {
  const minutes = new Map<string, number>();
  return {
    has: (key: string) => minutes.has(key),
    add(key: string, minute: number): boolean {
      if (minutes.get(key) === minute) return false;
      minutes.delete(key);
      minutes.set(key, minute);
      const oldest = minutes.keys().next();
      if (minutes.size > mostRemembered && !oldest.done) minutes.delete(oldest.value);
      return true;
    },
  };
}
