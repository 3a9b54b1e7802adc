/** Listeners on all addresses of an instance, or the one line that says why not. */
import type { Server } from 'node:net';

export interface Addresses {
  hosts: string[];
  /** Those that this machine may lack, such as `::1`. */
  optionalHosts: string[];
  port: number;
}

/**
 * Opens a listener made by `create` on every one of the addresses. Throws `kind: 'cannot-listen'`, whose message is the one
 * line to show; then none stays open.
 */
export async function openListeners<Listener extends Server>(
  create: () => Listener,
  { hosts, optionalHosts, port }: Addresses,
): Promise<Listener[]> {
  const opened: Listener[] = [];
  for (const host of hosts) {
    const listener = create();
    const failure = await open(listener, host, port);
    if (failure === undefined) opened.push(listener);
    else if (!(optionalHosts.includes(host) && isMissingAddress(failure))) {
      for (const other of opened) other.close();
      throw cannotListen(failure, host, port);
    }
  }
  return opened;
}

function open(listener: Server, host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    listener.once('error', resolve);
    listener.listen({ host, port, ipv6Only: host.includes(':') && host !== '::' }, () => {
      listener.off('error', resolve);
      resolve(undefined);
    });
  });
}

const isMissingAddress = ({ code }: NodeJS.ErrnoException) => code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';

function cannotListen(cause: NodeJS.ErrnoException, host: string, port: number) {
  const lines: Record<string, string> = {
    EADDRINUSE: `PORT ${port} is in use on ${host}; stop the other process or choose another PORT.`,
    EACCES: `PORT ${port} may not be opened by this user; choose one above 1023.`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine.`,
    ENOTFOUND: `HOST ${host} is not known.`,
  };
  const line = lines[cause.code ?? ''] ?? `Cannot listen on ${host}, PORT ${port}: ${cause.message}.`;
  return Object.assign(new Error(line, { cause }), { kind: 'cannot-listen' as const });
}
