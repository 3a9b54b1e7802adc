/** When a device polls too early; the same rule in every storage. */
import type { DeviceCode, DeviceCodeStore } from '@/protocol/ports';

const slowerBySeconds = 5;
/** Forgiven: of two requests sent in time the second may be quicker on its way. */
const jitterMilliseconds = 500;

/** What a poll at `at` is, and what becomes of the row (RFC 8628 section 3.5, `slow_down`). The first is never too early. */
export function pollAt(
  { intervalSeconds, lastPolledAt }: Pick<DeviceCode, 'intervalSeconds' | 'lastPolledAt'>,
  at: Date,
): { outcome: 'in-time' | 'too-early'; change: Pick<DeviceCode, 'intervalSeconds' | 'lastPolledAt'> } {
  const next = lastPolledAt === null ? 0 : lastPolledAt.getTime() + intervalSeconds * 1000 - jitterMilliseconds;
  return at.getTime() < next
    ? { outcome: 'too-early', change: { intervalSeconds: intervalSeconds + slowerBySeconds, lastPolledAt: at } }
    : { outcome: 'in-time', change: { intervalSeconds, lastPolledAt: at } };
}

type Noted = Pick<DeviceCode, 'intervalSeconds' | 'lastPolledAt'>;

interface PollSteps {
  find: DeviceCodeStore['find'];
  /** Writes `after` if the row still is as `before` says; false when another poll was faster. */
  note(before: Noted, after: Noted): Promise<boolean>;
}

/** A poll by one statement without a lock. Each time that it has to look again, another poll has been noted. */
export async function pollUntilNoted(
  found: DeviceCode,
  at: Date,
  { find, note }: PollSteps,
): ReturnType<DeviceCodeStore['poll']> {
  let code: DeviceCode | undefined = found;
  while (code !== undefined) {
    const { outcome, change } = pollAt(code, at);
    if (await note(code, change)) return outcome;
    code = await find(found.hash);
  }
  return 'in-time';
}
