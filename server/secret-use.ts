/** When a client secret was last used: written at most once a minute of each, and never waited for. */
import type { ClientStore } from '@/portal/ports';
import type { Clock } from '@/protocol/ports';

const everyMilliseconds = 60_000;
/** More secrets than this in a minute are written more often than they need be. */
const mostRemembered = 10_000;

/** What the engine tells of a secret. A note that is lost, because the database is away, does no harm. */
export function createSecretUse(clients: Pick<ClientStore, 'noteSecretUse'>, clock: Clock): (secretId: string) => void {
  const noted = new Map<string, number>();
  return (secretId) => {
    const now = clock.now();
    const before = noted.get(secretId);
    if (before !== undefined && now.getTime() - before < everyMilliseconds) return;
    if (noted.size >= mostRemembered) noted.clear();
    noted.set(secretId, now.getTime());
    // After the answer, not beside it.
    setImmediate(() => clients.noteSecretUse(secretId, now).catch(() => undefined));
  };
}
