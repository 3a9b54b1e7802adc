/** Shows one trace with its steps, and what went wrong. */
import type { Clock } from '@/protocol/ports';
import type { UseCase } from './change';
import type { Trace } from './ports';
import { refusal } from './refusal';
import { showClient } from './show-client';
import type { SignInStep, SignInSummary } from './sign-in-document';
import { peopleBehind, stepsAhead, toSteps, toSummary } from './sign-in-document';

export type SignIn = SignInSummary & {
  steps: SignInStep[];
  /** The steps that were not reached. */
  ahead: SignInStep['step'][];
  /** How often the same went wrong in the last twenty minutes, this time included; 100 at most. */
  recently: number;
};

const recentMilliseconds = 1_200_000;
const mostCounted = 100;

type Reading = Pick<UseCase, 'storage' | 'actor'>;

/** The steps of a trace. Throws `kind: 'not-found'`, also to those who may not see its application. */
export async function showSignIn(useCase: Reading & { clock: Clock }, traceId: string): Promise<SignIn> {
  const trace = await getTrace(useCase, traceId);
  const events = await useCase.storage.traces.find(traceId);
  const people = await peopleBehind(useCase, [trace]);
  return {
    ...toSummary(trace, people.get(trace.subject ?? '')),
    ...{ steps: toSteps(events), ahead: stepsAhead(events), recently: await countRecent(useCase, trace) },
  };
}

/** The application of a trace, for whoever comes from an error page. Throws like `showSignIn`. */
export async function findSignInOfTrace(useCase: Reading, traceId: string): Promise<{ clientId: string }> {
  const { clientId } = await getTrace(useCase, traceId);
  return { clientId };
}

/** To everybody else a trace is as unknown as one that nobody has. */
async function getTrace(useCase: Reading, traceId: string): Promise<Trace> {
  const unknown = refusal('not-found', 'There is no such sign-in.');
  const trace = await useCase.storage.traces.summary(traceId);
  if (trace === undefined) throw unknown;
  await showClient(useCase, trace.clientId).catch(() => {
    throw unknown;
  });
  return trace;
}

async function countRecent({ storage, clock }: Reading & { clock: Clock }, trace: Trace): Promise<number> {
  if (trace.outcome === 'passed') return 0;
  const from = new Date(clock.now().getTime() - recentMilliseconds);
  const { clientId, code } = trace;
  return (await storage.traces.list({ clientId, code, from }, { limit: mostCounted })).length;
}
