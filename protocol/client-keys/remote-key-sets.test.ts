import { describe, expect, it } from 'vitest';
import { createTestClock } from '../testing/clock';
import { createTestKeySets } from '../testing/key-sets';
import { createRemoteKeySets } from './remote-key-sets';

const uri = 'https://rp.example/jwks';
const key = (kid: string) => ({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid });
const documentOf = (...keys: unknown[]) => JSON.stringify({ keys });

function begin(document: unknown = documentOf(key('first'))) {
  const clock = createTestClock();
  const addresses = createTestKeySets();
  addresses.serve(uri, document);
  const keySets = createRemoteKeySets(addresses.fetch, clock);
  const kids = async (found: ReturnType<typeof keySets.find>) => (await found)?.keys.map(({ kid }) => kid);
  return { clock, ...addresses, keySets, find: () => kids(keySets.find(uri)), renew: () => kids(keySets.renew(uri)) };
}

describe('the key set of a client', () => {
  it('is fetched once, for all who ask at once, and again after ten minutes', async () => {
    const { clock, asked, find } = begin();
    expect(await Promise.all([find(), find(), find()])).toEqual([['first'], ['first'], ['first']]);
    clock.advance(599);
    await find();
    expect(asked).toHaveLength(1);
    clock.advance(1);
    await find();
    expect(asked).toHaveLength(2);
  });

  it('is renewed on demand, at most every ten seconds, however many demand it', async () => {
    const { clock, asked, serve, find, renew } = begin();
    await find();
    serve(uri, documentOf(key('second')));
    for (let turn = 0; turn < 1000; turn += 1) expect(await renew()).toBeUndefined();
    expect(asked).toHaveLength(1);
    clock.advance(10);
    const answers = await Promise.all(Array.from({ length: 1000 }, renew));
    expect(answers).toEqual(Array.from({ length: 1000 }, () => ['second']));
    expect(asked).toHaveLength(2);
    expect(await find()).toEqual(['second']);
  });

  it('counts for an hour while its address does not answer, and then no longer', async () => {
    const { clock, serve, find } = begin();
    await find();
    serve(uri, new Error('away'));
    clock.advance(3599);
    expect(await find()).toEqual(['first']);
    clock.advance(1);
    expect(await find()).toBeUndefined();
    serve(uri, documentOf(key('second')));
    clock.advance(10);
    expect(await find()).toEqual(['second']);
  });

  it('that could not be had is not asked for again within ten seconds', async () => {
    const { clock, asked, serve, find } = begin(new Error('away'));
    expect(await find()).toBeUndefined();
    serve(uri, documentOf(key('first')));
    clock.advance(9);
    expect(await find()).toBeUndefined();
    expect(asked).toHaveLength(1);
    clock.advance(1);
    expect(await find()).toEqual(['first']);
  });

  it('of one address is none of another', async () => {
    const { keySets, serve, asked } = begin();
    serve('https://other.example/jwks', documentOf(key('other')));
    await keySets.find(uri);
    expect((await keySets.find('https://other.example/jwks'))?.keys).toEqual([key('other')]);
    expect(asked).toEqual([uri, 'https://other.example/jwks']);
  });

  it.each([
    ['no JSON', '<html>'],
    ['no object', '[]'],
    ['no keys', '{}'],
    ['keys that are no list', '{"keys":{}}'],
    ['deep nesting', `${'['.repeat(100_000)}`],
    ['nothing', ''],
  ])('is none with %s', async (_what, document) => {
    expect(await begin(document).find()).toBeUndefined();
  });

  it('is taken without private and shared keys, without what is no key, and with a hundred at most', async () => {
    const strange = [null, 'x', {}, { kty: 7 }, { kty: 'oct', k: 'c2VjcmV0' }, { ...key('private'), d: 'd' }];
    const many = Array.from({ length: 200 }, (_, at) => key(`key-${at}`));
    expect(await begin(documentOf(...strange, key('first'))).find()).toEqual(['first']);
    expect(await begin(documentOf(...many)).find()).toHaveLength(100);
  });

  it('is kept for a thousand addresses at most', async () => {
    const { keySets, serve, asked } = begin();
    for (let at = 0; at < 1001; at += 1) {
      serve(`https://rp.example/${at}`, documentOf());
      await keySets.find(`https://rp.example/${at}`);
    }
    await keySets.find('https://rp.example/1000');
    expect(asked).toHaveLength(1001);
    await keySets.find('https://rp.example/0');
    expect(asked).toHaveLength(1002);
  });
});
