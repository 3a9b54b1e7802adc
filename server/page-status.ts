/**
 * The status of a page. In the App Router a page cannot choose it, but its data can name it, and our own server puts it
 * into the head that Next writes. Nothing streams before a page's data is there (DECISIONS 25), so the head waits for it.
 * Without our server in front (`next dev`, another host) the status stays Next's.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { retryAfterSeconds } from './refusal-status';

type Choice = { status?: number };
type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

// One for the process, though this code is bundled twice.
const place = globalThis as unknown as Record<symbol, AsyncLocalStorage<Choice> | undefined>;
const key = Symbol.for('gatehouse.page-status');
const choices = () => {
  place[key] ??= new AsyncLocalStorage<Choice>();
  return place[key];
};

/** Called while a page's data is gathered: the answer to this very request gets this status, 503 with `Retry-After`. */
export function choosePageStatus(status: number): void {
  const choice = choices().getStore();
  if (choice !== undefined) choice.status = status;
}

/** `next`, with the status that the page chose where it answers 200. */
export function withPageStatus(next: Listener): Listener {
  return (request, response) => {
    const choice: Choice = {};
    const writeHead = response.writeHead;
    response.writeHead = (status: number, ...rest: unknown[]) => {
      const chosen = status === 200 ? (choice.status ?? status) : status;
      if (chosen === 503) response.setHeader('retry-after', retryAfterSeconds);
      return Reflect.apply(writeHead, response, [chosen, ...rest]);
    };
    return choices().run(choice, () => next(request, response));
  };
}
