import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inTurns } from './page-turns';

afterEach(() => vi.useRealTimers());

/** More turns of the event loop than anything here takes. */
async function endOfTurn() {
  for (let turn = 0; turn < 5; turn += 1) await othersTurn();
}

function begin() {
  const begun: string[] = [];
  const answer = inTurns(async (request) => void begun.push(request.url ?? ''));
  const ask = (url: string, method = 'GET') => {
    const response = Object.assign(new EventEmitter(), { destroyed: false });
    void answer({ method, url } as IncomingMessage, response as unknown as ServerResponse);
    return {
      finish: async () => {
        await endOfTurn();
        response.destroyed = true;
        response.emit('close');
        await endOfTurn();
      },
      giveUp: () => {
        response.destroyed = true;
      },
    };
  };
  return { begun, ask };
}

describe('what Next answers', () => {
  it('begins two at a time, in order', async () => {
    const { begun, ask } = begin();
    const [first, second] = ['/a', '/b', '/c', '/d'].map((url) => ask(url));
    await endOfTurn();
    expect(begun).toEqual(['/a', '/b']);
    await second?.finish();
    await second?.finish();
    expect(begun).toEqual(['/a', '/b', '/c']);
    await first?.finish();
    expect(begun).toEqual(['/a', '/b', '/c', '/d']);
  });

  it('is as many again after a crowd', async () => {
    const { begun, ask } = begin();
    for (const each of ['/a', '/b', '/c'].map((url) => ask(url))) await each.finish();
    for (const url of ['/d', '/e', '/f']) ask(url);
    await endOfTurn();
    expect(begun).toEqual(['/a', '/b', '/c', '/d', '/e']);
  });

  it('never makes a page wait for the handler that fetches it', async () => {
    const { begun, ask } = begin();
    const handlers = ['a', 'b', 'c', 'd', 'e'].map((query) => `/oauth2/authorize?${query}`);
    for (const url of [...handlers, '/errors/a']) ask(url);
    await endOfTurn();
    expect(begun).toEqual([...handlers.slice(0, 4), '/errors/a']);
  });

  it('begins at once when it has a body, which its visitor may take any time to send', async () => {
    const { begun, ask } = begin();
    for (const url of ['/a', '/b', '/c']) ask(url, 'POST');
    expect(begun).toEqual(['/a', '/b', '/c']);
  });

  it('begins at once when it asks another provider, which may take any time to answer', () => {
    const { begun, ask } = begin();
    const callbacks = ['a', 'b', 'c', 'd', 'e'].map((provider) => `/api/auth/callback/${provider}`);
    for (const url of callbacks) ask(url);
    expect(begun).toEqual(callbacks);
  });

  it('is not begun for who has gone', async () => {
    const { begun, ask } = begin();
    const [first, , third] = ['/a', '/b', '/c', '/d'].map((url) => ask(url));
    third?.giveUp();
    await first?.finish();
    await endOfTurn();
    expect(begun).toEqual(['/a', '/b', '/d']);
  });

  it('does not wait for ever for a visitor who does not read', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { begun, ask } = begin();
    for (const url of ['/a', '/b', '/c']) ask(url);
    await endOfTurn();
    vi.advanceTimersByTime(5000);
    await endOfTurn();
    expect(begun).toEqual(['/a', '/b', '/c']);
  });
});
