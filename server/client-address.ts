/** Where a request comes from: the peer, or whoever a trusted proxy says it is. */
import type { BlockList } from 'node:net';
import { isIP } from 'node:net';

/** Carries the client's address from our own server to Next's handlers. Stripped from what comes in. */
export const clientAddressHeader = 'x-gatehouse-client-address';

// Set by the process that strips the header; without it (next dev, another host) anybody could have written it.
const frontDoor = Symbol.for('gatehouse.front-door');

/** Says that every request of this process passes through our own server. */
export function vouchForClientAddress(): void {
  Object.assign(globalThis, { [frontDoor]: true });
}

/** The address that our own server found; null where requests don't pass through it. */
export function clientAddress(headers: Headers): string | null {
  return Reflect.get(globalThis, frontDoor) === true ? headers.get(clientAddressHeader) : null;
}

/**
 * The client's address: the peer's, unless the peer is a trusted proxy; then the last address of `X-Forwarded-For` that
 * is none. What stands before that one is anybody's claim and is not read.
 */
export function clientNetwork(
  peer: { address: string; forwardedFor: string | undefined },
  trusted: BlockList | undefined,
): string {
  let address = plain(peer.address);
  const claims = (peer.forwardedFor ?? '').split(',');
  while (isTrusted(address, trusted)) {
    const claim = plain((claims.pop() ?? '').trim());
    if (isIP(claim) === 0) break;
    address = claim;
  }
  return address;
}

const isTrusted = (address: string, trusted: BlockList | undefined) =>
  trusted !== undefined && isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** An IPv4 address that a dual-stack socket shows as `::ffff:192.0.2.1`, as itself. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '');
