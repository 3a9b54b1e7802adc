import { describe, expect, it, vi } from 'vitest';
import { createMetadataCache } from './metadata-cache';
import { aClient, anApi } from './testing/rows';

function cacheOf(client: ReturnType<typeof aClient> | undefined) {
  let milliseconds = 0;
  const find = vi.fn(async () => client);
  const source = {
    clients: { find, isOriginAllowed: vi.fn(async () => true) },
    apiLookup: { list: vi.fn(async () => [anApi()]) },
  };
  const cache = createMetadataCache(source, () => milliseconds);
  const advance = (by: number) => {
    milliseconds += by;
  };
  return { cache, find, source, advance };
}

describe('the cache of client metadata', () => {
  it('asks once within five seconds and again after them', async () => {
    const client = aClient();
    const { cache, find, advance } = cacheOf(client);
    expect(await cache.clients.find(client.clientId)).toEqual(client);
    advance(4999);
    await cache.clients.find(client.clientId);
    expect(find).toHaveBeenCalledTimes(1);
    advance(1);
    await cache.clients.find(client.clientId);
    expect(find).toHaveBeenCalledTimes(2);
  });

  it('does not remember that a client is missing', async () => {
    const { cache, find } = cacheOf(undefined);
    await cache.clients.find('gh_new');
    await cache.clients.find('gh_new');
    expect(find).toHaveBeenCalledTimes(2);
  });

  it('does not keep what was being read when it was dropped', async () => {
    const client = aClient();
    const { cache, find } = cacheOf(client);
    let finish = (_: typeof client) => {};
    find.mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)));
    const reading = cache.clients.find(client.clientId);
    cache.drop();
    finish({ ...client, status: 'disabled' });
    await reading;
    expect((await cache.clients.find(client.clientId))?.status).toBe('active');
  });

  it('asks once for all who ask at the same time, and anew for those who ask after a drop', async () => {
    const client = aClient();
    const { cache, find } = cacheOf(client);
    const ask = () => cache.clients.find(client.clientId);
    const before = [ask(), ask()];
    cache.drop();
    expect(await Promise.all([...before, ask(), ask()])).toEqual([client, client, client, client]);
    expect(find).toHaveBeenCalledTimes(2);
    find.mockRejectedValueOnce(new Error('away'));
    cache.drop();
    expect((await Promise.allSettled([ask(), ask()])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await ask()).toEqual(client);
  });

  it('gives out what nobody can change', async () => {
    const client = aClient();
    const { cache } = cacheOf(client);
    const found = await cache.clients.find(client.clientId);
    expect(() => found?.metadata.redirect_uris.push('https://evil.example')).toThrow(TypeError);
  });

  it('stays within a thousand entries', async () => {
    const { cache, find } = cacheOf(aClient());
    for (let index = 0; index <= 1000; index += 1) await cache.clients.find(`gh_${index}`);
    await cache.clients.find('gh_1000');
    expect(find).toHaveBeenCalledTimes(1001);
    await cache.clients.find('gh_0');
    expect(find).toHaveBeenCalledTimes(1002);
  });

  it('keeps the APIs and allowed origins too', async () => {
    const { cache, source } = cacheOf(aClient());
    for (const _ of [1, 2]) {
      await cache.apiLookup.list();
      await cache.clients.isOriginAllowed('https://a.example');
    }
    expect(source.apiLookup.list).toHaveBeenCalledTimes(1);
    expect(source.clients.isOriginAllowed).toHaveBeenCalledTimes(1);
  });
});
