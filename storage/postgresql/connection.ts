/** The connections of the pool: one that does not answer in time is given up, with all that it has not delivered yet. */
import { Socket } from 'node:net';
import pg from 'pg';

type Answered = (error: unknown, ...rest: unknown[]) => void;

/**
 * A client that resets its connection when a query's deadline passes. Closing it would not do: the system goes on
 * delivering what was sent, so a spend that was answered with 503 would be spent all the same once the network is back.
 */
export class ResettingClient extends pg.Client {
  readonly #socket: Socket;

  constructor(config: pg.ClientConfig) {
    const socket = new Socket();
    super({ ...config, stream: () => socket });
    this.#socket = socket;
    // pg has many ways to ask and one name for them.
    const ask = this.query.bind(this) as (...parameters: unknown[]) => unknown;
    this.query = ((...parameters: unknown[]) => {
      const last = parameters.at(-1);
      if (typeof last === 'function') return ask(...parameters.slice(0, -1), this.#watched(last as Answered));
      const asked = ask(...parameters);
      if (asked instanceof Promise) asked.catch(this.#giveUpWhenLate);
      return asked;
    }) as typeof this.query;
  }

  #watched(answered: Answered): Answered {
    return (error, ...rest) => {
      this.#giveUpWhenLate(error);
      answered(error, ...rest);
    };
  }

  readonly #giveUpWhenLate = (error: unknown) => {
    if (!(error instanceof Error) || error.message !== 'Query read timeout') return;
    // A socket of the file system has no network behind it, and cannot be reset.
    if (this.host.startsWith('/')) this.#socket.destroy();
    else this.#socket.resetAndDestroy();
  };
}
