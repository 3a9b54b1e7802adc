/**
 * Turns for what Next answers. A page takes milliseconds of the event loop, and a crowd that signs in asks for hundreds at
 * once: begun together they would hold up every token request behind them, and wait for the database until it refuses
 * them. Begun a few at a time they are done as early, and everything else is answered in between.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A visitor who is slow to read the answer holds a turn no longer than this. */
const longestTurnMilliseconds = 5000;

const pagesAtOnce = 2;
const handlersAtOnce = 4;

/**
 * Hands each request to `next` when its turn comes, in order. A route handler may fetch a page of ours (server/error-page),
 * so that the two never wait for each other. What lasts as long as others like does not take a turn: a request with a
 * body, which comes as slowly as its visitor sends it, and external sign-in, whose handlers ask the other provider.
 */
export function inTurns(next: Listener): Listener {
  const pages = createTurns(pagesAtOnce);
  const handlers = createTurns(handlersAtOnce);
  return (request, response) => {
    const { method, url = '' } = request;
    if ((method !== 'GET' && method !== 'HEAD') || url.startsWith('/api/auth/')) return next(request, response);
    const isHandler = /^\/(?:oauth2|interaction|api|\.well-known)\//.test(url);
    return (isHandler ? handlers : pages)(response, () => next(request, response));
  };
}

function createTurns(atOnce: number) {
  const waiting: Array<() => void> = [];
  let free = atOnce;
  const leave = () => {
    const first = waiting.shift();
    // In a turn of the event loop of its own, so that what has arrived meanwhile comes before it.
    if (first === undefined) free += 1;
    else setImmediate(first);
  };
  const enter = () => {
    if (free === 0) return new Promise<void>((resolve) => waiting.push(resolve));
    free -= 1;
    return Promise.resolve();
  };
  return async (response: ServerResponse, answer: () => Promise<void>): Promise<void> => {
    await enter();
    // Nobody waits for it any more.
    if (response.destroyed) return leave();
    const left = once(leave);
    const timer = setTimeout(left, longestTurnMilliseconds).unref();
    response.once('close', () => {
      clearTimeout(timer);
      left();
    });
    await answer();
  };
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    work();
  };
}
