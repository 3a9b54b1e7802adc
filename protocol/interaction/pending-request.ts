/** A request that waits for a person: stored, bound to one browser by a cookie-held secret, completed once. */
import { refusal } from '../errors';
import { digest, equalInConstantTime, issueIdentifier, issueSecretValue } from '../identifiers';
import type { Clock, PendingRequest, PendingRequestStore, RandomBytes } from '../ports';

export interface PendingDependencies {
  pendingRequests: PendingRequestStore;
  clock: Clock;
  random: RandomBytes;
}

/** Stores a request and returns it with the secret that only this browser will hold. */
export async function storePendingRequest(
  { pendingRequests, clock, random }: PendingDependencies,
  content: Pick<PendingRequest, 'purpose' | 'clientId' | 'parameters' | 'traceId'>,
  lifetimeSeconds: number,
): Promise<{ pending: PendingRequest; browserSecret: string }> {
  const now = clock.now();
  const browserSecret = issueSecretValue(random);
  const pending: PendingRequest = {
    ...content,
    id: issueIdentifier(random),
    browserSecretHash: await digest(browserSecret),
    facts: {},
    failure: null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + lifetimeSeconds * 1000),
    completedAt: null,
  };
  await pendingRequests.create(pending);
  return { pending, browserSecret };
}

/** The request as this browser may see it; throws a refusal when it is unknown, foreign, finished or too old. */
export async function openPendingRequest(
  { pendingRequests, clock }: Pick<PendingDependencies, 'pendingRequests' | 'clock'>,
  id: string,
  browserSecret: string | undefined,
): Promise<PendingRequest> {
  const pending = /^[a-z2-7]{26}$/.test(id) ? await pendingRequests.find(id) : undefined;
  if (pending === undefined) throw refusal('request-unknown');
  const detail = { clientId: pending.clientId ?? '' };
  // These two come first: the cookie goes with the request, so that who comes back too late no longer has it.
  if (pending.completedAt !== null) throw refusal('request-completed', detail);
  if (pending.expiresAt <= clock.now()) throw refusal('request-expired', detail);
  const isOurs =
    browserSecret !== undefined && equalInConstantTime(await digest(browserSecret), pending.browserSecretHash);
  if (!isOurs) throw refusal('request-foreign', detail);
  return pending;
}
