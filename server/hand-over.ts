/**
 * Connections that one process accepts and others serve: each goes to one of those in turn, and is given up here only when
 * that one has acknowledged it. Nobody is given a second before that, so whoever is gone leaves at most one in doubt,
 * of which nothing has been read; it goes to another.
 */

export interface HandOverDependencies<Server, Connection> {
  /** Throws nothing; whoever cannot be sent to anymore is about to leave. */
  send(server: Server, connection: Connection): void;
  /** Closes this process's side of a connection: another has it, or nobody is left. */
  release(connection: Connection): void;
}

export interface HandOver<Server, Connection> {
  /** From now on it is given connections. */
  join(server: Server): void;
  /** It is gone. */
  leave(server: Server): void;
  /** It has the connection that it was given last. */
  acknowledge(server: Server): void;
  /** Gives the connection to the one that has waited longest, or keeps it until there is one. */
  give(connection: Connection): void;
  /** Resolves when all have been given and acknowledged; with nobody left to give to, those that wait are released. */
  settled(): Promise<void>;
}

export function createHandOver<Server, Connection>({
  send,
  release,
}: HandOverDependencies<Server, Connection>): HandOver<Server, Connection> {
  const free = new Set<Server>();
  const given = new Map<Server, Connection>();
  let waiting: Connection[] = [];
  let tellSettled: (() => void) | undefined;

  const proceed = () => {
    for (const server of free) {
      const connection = waiting.shift();
      if (connection === undefined) break;
      free.delete(server);
      given.set(server, connection);
      send(server, connection);
    }
    if (tellSettled === undefined || given.size > 0) return;
    for (const connection of waiting) release(connection);
    waiting = [];
    tellSettled();
  };

  return {
    join(server) {
      free.add(server);
      proceed();
    },
    leave(server) {
      free.delete(server);
      const connection = given.get(server);
      given.delete(server);
      if (connection !== undefined) waiting.unshift(connection);
      proceed();
    },
    acknowledge(server) {
      const connection = given.get(server);
      if (connection === undefined) return;
      given.delete(server);
      release(connection);
      free.add(server);
      proceed();
    },
    give(connection) {
      waiting.push(connection);
      proceed();
    },
    settled() {
      return new Promise((resolve) => {
        tellSettled = resolve;
        proceed();
      });
    },
  };
}
