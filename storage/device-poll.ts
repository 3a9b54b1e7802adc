/** When a device polls too early; the same rule in every storage. */
import type { DeviceCode } from '@/protocol/ports';

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
