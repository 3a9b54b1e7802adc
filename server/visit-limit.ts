/**
 * How often one network may begin what leaves a row behind before anybody has signed in: a pending request lives for an
 * hour. Many people share an address, so the bound is far from what people do; it is there for programs. Counted in
 * each process, since nothing but the number of rows hangs on it.
 */
import { networkOf } from '@/identity/network';
import { endpointPaths } from '@/protocol/endpoints/paths';
import { startPath } from './interaction/locations';

const rowPaths: ReadonlySet<string> = new Set([
  ...[
    endpointPaths.authorize,
    endpointPaths.authorizeDialog,
    endpointPaths.endSession,
    endpointPaths.deviceAuthorization,
  ],
  ...[startPath, '/interaction/setup'],
]);
/** With what is below it: a client that registered itself is nobody whom we know. */
const isRegistration = (path: string) => `${path}/`.startsWith(`${endpointPaths.registration}/`);
const perMinute = 1200;
/** Beyond this many networks in a minute the count starts anew: memory is bounded, the limit is best effort. */
const mostNetworks = 50_000;

/** Counts a visit; the seconds to wait when the network has had its share of this minute. `now` is in milliseconds. */
export type VisitLimit = (path: string, address: string) => number | undefined;

/** A limit of 1,200 visits a minute for each network. */
export function createVisitLimit(now: () => number): VisitLimit {
  let minute = 0;
  let visits = new Map<string, number>();
  return (path, address) => {
    if (!rowPaths.has(path) && !isRegistration(path)) return undefined;
    const current = Math.floor(now() / 60_000);
    if (current !== minute || visits.size >= mostNetworks) {
      minute = current;
      visits = new Map();
    }
    const network = networkOf(address) ?? address;
    const count = (visits.get(network) ?? 0) + 1;
    visits.set(network, count);
    return count > perMinute ? Math.ceil(((minute + 1) * 60_000 - now()) / 1000) : undefined;
  };
}
