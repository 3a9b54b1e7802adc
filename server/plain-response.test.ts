import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Response as PlainResponse, plainSender } from './plain-response';

const type = { 'content-type': 'application/json' };

/** What would go over the wire. */
function send(response: Response) {
  const sent: { head?: unknown[]; body?: unknown[] } = {};
  const outgoing = {
    writeHead: (...head: unknown[]) => {
      sent.head = head;
      return outgoing;
    },
    end: (...body: unknown[]) => {
      sent.body = body;
      return outgoing;
    },
  };
  const sender = plainSender(response, outgoing as unknown as ServerResponse);
  sender?.();
  return { isSent: sender !== undefined, ...sent };
}

describe('a plain response', () => {
  it('is a Response in all that one can ask it', async () => {
    const response = new PlainResponse('{"a":1}', { status: 400, headers: type });
    expect(response).toBeInstanceOf(Response);
    expect(response.status).toBe(400);
    expect(response.ok).toBe(false);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.clone().json()).toEqual({ a: 1 });
    expect(await response.text()).toBe('{"a":1}');
    expect(response.bodyUsed).toBe(true);
  });

  it('refuses what a Response refuses, once somebody looks', () => {
    expect(() => new PlainResponse('text', { status: 204 }).status).toThrow();
  });

  it('has the static members of Response', async () => {
    expect(await PlainResponse.json({ a: 1 }).text()).toBe('{"a":1}');
    expect(PlainResponse.redirect('https://a.example/').status).toBe(302);
  });
});

describe('sending', () => {
  it('sends status, headers and text with their length in bytes', () => {
    expect(send(new PlainResponse('ü', { status: 401, headers: type }))).toEqual({
      isSent: true,
      head: [401, { ...type, 'content-length': 2 }],
      body: ['ü'],
    });
  });

  it('sends no body and no length where there is none', () => {
    expect(send(new PlainResponse(null, { status: 204, headers: {} }))).toEqual({
      isSent: true,
      head: [204, {}],
      body: [],
    });
    expect(send(new PlainResponse())).toEqual({ isSent: true, head: [200, {}], body: [] });
  });

  it('leaves alone what may have changed since it was made', () => {
    const response = new PlainResponse('{}', { headers: type });
    response.headers.set('vary', 'Origin');
    expect(send(response)).toEqual({ isSent: false });
  });

  it.each([
    ['a body without a type', new PlainResponse('text')],
    ['bytes', new PlainResponse(new Uint8Array(2), { headers: type })],
    ['a list of headers', new PlainResponse('{}', { headers: [['content-type', 'text/plain']] })],
    ['Headers', new PlainResponse('{}', { headers: new Headers(type) })],
    ['a status text', new PlainResponse('{}', { headers: type, statusText: 'Fine' })],
    ['a Response of the platform', new Response('{}', { headers: type })],
  ])('leaves %s to the platform', (_what, response) => {
    expect(send(response)).toEqual({ isSent: false });
  });
});
