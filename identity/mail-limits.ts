/** How many mails anybody may have sent to an address, by the address that was typed and by network. */
import type { AttemptRule } from './attempt-limit';
import { createAttemptLimit } from './attempt-limit';
import { digest } from './identifiers';
import { foldName } from './names';
import { networkOf } from './network';
import type { AttemptStore, Clock } from './ports';

export interface MailLimits {
  /** False with RATE_LIMITS=off: nothing is counted. */
  enabled: boolean;
  byAddress: AttemptRule;
  byNetwork: AttemptRule;
}

/**
 * Three mails an hour to one address, then one a minute at most and fewer soon, so that nobody's mailbox is filled and
 * whoever waits for a mail gets another one; thirty an hour from one network, then waits.
 */
export const defaultMailLimits: MailLimits = {
  enabled: true,
  byAddress: { freeFailures: 3, firstDelaySeconds: 60, longestDelaySeconds: 900, windowSeconds: 3600 },
  byNetwork: { freeFailures: 30, firstDelaySeconds: 10, longestDelaySeconds: 900, windowSeconds: 3600 },
};

export type Held = { ok: false; code: 'too-many-attempts'; retryAfterSeconds: number };

/**
 * Counts a mail that somebody asked for; undefined when it may be sent. What is counted is what was typed, whether or not
 * anybody has that address.
 */
export async function countMail(
  dependencies: { attempts: AttemptStore; clock: Clock },
  { enabled, ...limits }: MailLimits,
  asked: { email: string; network: string | null },
): Promise<Held | undefined> {
  if (!enabled) return undefined;
  const byNetwork = createAttemptLimit(dependencies, 'mail:network', limits.byNetwork);
  const byAddress = createAttemptLimit(dependencies, 'mail:address', limits.byAddress);
  const { network, email } = asked;
  const fromNetwork = network === null ? undefined : await byNetwork.enter(digest(networkOf(network) ?? network));
  if (fromNetwork?.admitted === false) return heldFor(fromNetwork);
  const toAddress = await byAddress.enter(digest(foldName(email)));
  if (toAddress.admitted) return undefined;
  // Nothing is sent, so nobody else in the network has to wait for it.
  await fromNetwork?.giveBack();
  return heldFor(toAddress);
}

const heldFor = ({ retryAfterSeconds }: { retryAfterSeconds: number }): Held => ({
  ok: false,
  code: 'too-many-attempts',
  retryAfterSeconds,
});
