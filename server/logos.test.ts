import { describe, expect, it } from 'vitest';
import type { Client } from '@/protocol/ports';
import { createLogos } from './logos';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1);
const client = { clientId: 'gh_a', metadata: { logo_uri: 'https://app.example/logo' } } as Client;

function setUp(answer: { status?: number; contentType?: string; body: Uint8Array }) {
  const asked: string[] = [];
  const clock = { now: 0 };
  const fetch = async (url: string) => {
    asked.push(url);
    return { status: 200, contentType: 'image/png', ...answer };
  };
  return { asked, clock, logos: createLogos(fetch, () => clock.now) };
}

describe('a logo', () => {
  it('is fetched once a day and served under our own address', async () => {
    const { logos, asked, clock } = setUp({ body: png });
    expect(await logos.addressOf(client)).toBe('/logos/gh_a');
    expect(await logos.pictureOf(client)).toEqual({ contentType: 'image/png', body: png });
    expect(asked).toHaveLength(1);
    clock.now += 86_400_001;
    await logos.pictureOf(client);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['a page', { body: new TextEncoder().encode('<html>') }],
    [
      'a vector picture, which can hold scripts',
      { contentType: 'image/svg+xml', body: new TextEncoder().encode('<svg>') },
    ],
    ['an error', { status: 404, body: png }],
  ])('is not %s', async (_name, answer) => {
    const { logos } = setUp(answer);
    expect(await logos.addressOf(client)).toBeUndefined();
  });

  it('that failed is not asked for again for ten minutes', async () => {
    const { logos, asked, clock } = setUp({ status: 500, body: png });
    await logos.addressOf(client);
    await logos.addressOf(client);
    clock.now += 600_001;
    await logos.addressOf(client);
    expect(asked).toHaveLength(2);
  });
});
