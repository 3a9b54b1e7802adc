import { describe, expect, it } from 'vitest';
import { createDocumentFetch } from './document-fetch';
import type { FetchBounds } from './guarded-fetch';

const answer = (status: number, body: Uint8Array) => async () => ({ status, contentType: '', body });
const bytes = (text: string) => new TextEncoder().encode(text);

describe("the fetch of a client's document", () => {
  it('gives the text of a 200, and asks within bounds', async () => {
    const asked: [string, FetchBounds][] = [];
    const fetch = createDocumentFetch(async (url, bounds) => {
      asked.push([url, bounds]);
      return { status: 200, contentType: 'text/plain', body: bytes('{"keys":[]}') };
    });
    expect(await fetch('https://rp.example/jwks')).toBe('{"keys":[]}');
    expect(asked).toEqual([['https://rp.example/jwks', { timeoutMilliseconds: 4000, maxBytes: 262_144 }]]);
  });

  it.each([204, 302, 404, 500])('throws for the status %i', async (status) => {
    const fetch = createDocumentFetch(answer(status, bytes('{"keys":[]}')));
    await expect(fetch('https://rp.example/jwks')).rejects.toMatchObject({ kind: 'fetch-refused' });
  });

  it('throws for what is no UTF-8', async () => {
    await expect(createDocumentFetch(answer(200, Uint8Array.of(0xff)))('https://rp.example/jwks')).rejects.toThrow();
  });

  it('throws, and does not break, when the guard refuses at once', async () => {
    const fetch = createDocumentFetch(() => {
      throw Object.assign(new Error('private'), { kind: 'fetch-refused' });
    });
    await expect(fetch('https://10.0.0.1/jwks')).rejects.toMatchObject({ kind: 'fetch-refused' });
  });
});
