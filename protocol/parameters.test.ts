import { describe, expect, it } from 'vitest';
import { createParameters, readForm, readQuery, restoreParameters } from './parameters';

const from = (query: string) => readQuery(new URL(`https://id.example/?${query}`));

describe('a parameter', () => {
  it.each<[query: string, name: string, value: string | undefined]>([
    ['a=1', 'a', '1'],
    ['a=1', 'b', undefined],
    ['a=', 'a', undefined],
    ['a', 'a', undefined],
    ['a=+%2B%20', 'a', ' + '],
    ['a[]=1', 'a', undefined],
    ['A=1', 'a', undefined],
    ['__proto__=1', '__proto__', '1'],
    ['toString=1', 'valueOf', undefined],
    ['a=%0A', 'a', '\n'],
  ])('of %s is read: %s is %j', (query, name, value) => {
    expect(from(query).get(name)).toBe(value);
  });

  it.each<[query: string, name: string, code: string]>([
    ['a=1&a=1', 'a', 'parameter-repeated'],
    ['a=&a=', 'a', 'parameter-repeated'],
    ['a=1&%61=2', 'a', 'parameter-repeated'],
    ['a=%00', 'a', 'parameter-malformed'],
    ['a=%ff', 'a', 'parameter-malformed'],
    ['a=%EF%BF%BD', 'a', 'parameter-malformed'],
    ['state=%0A', 'state', 'parameter-malformed'],
    [`a=${'x'.repeat(1025)}`, 'a', 'parameter-too-long'],
    [`state=${'x'.repeat(2049)}`, 'state', 'parameter-too-long'],
    [`scope=${'x'.repeat(4097)}`, 'scope', 'parameter-too-long'],
    [`resource=${'x&resource='.repeat(101)}`, 'resource', 'parameter-repeated'],
  ])('that is bad is refused when it is read, and only then (%#)', (query, name, code) => {
    const parameters = from(`good=1&${query}`);
    expect(parameters.get('good')).toBe('1');
    expect(() => parameters.check(['good'])).not.toThrow();
    expect(() => parameters.get(name)).toThrow(code);
    expect(() => parameters.check(['good', name])).toThrow(code);
    expect(() => parameters.pick([name])).toThrow(code);
  });

  it.each([
    ['a', 1024],
    ['state', 2048],
    ['nonce', 2048],
    ['redirect_uri', 2048],
    ['scope', 4096],
  ])('%s may have %s characters', (name, length) => {
    expect(from(`${name}=${'x'.repeat(length)}`).get(name)).toHaveLength(length);
  });

  it('resource may be repeated, empty ones aside', () => {
    expect(from('resource=a&resource=&resource=b').all('resource')).toEqual(['a', 'b']);
  });
});

describe('parameters that are kept', () => {
  it('come back as they were', () => {
    const kept = from('a=1&b=&resource=x&resource=y&other=z').pick(['a', 'b', 'c', 'resource']);
    expect(kept).toEqual({ a: '1', resource: ['x', 'y'] });
    const restored = restoreParameters(structuredClone(kept));
    expect([restored.get('a'), restored.all('resource'), restored.get('other')]).toEqual(['1', ['x', 'y'], undefined]);
  });

  it('are as bounded as before', () => {
    expect(() => createParameters([['a', 'x'.repeat(1025)]]).get('a')).toThrow('parameter-too-long');
  });
});

describe('a form', () => {
  const post = (body: string, type: string) =>
    readForm(new Request('https://id.example', { method: 'POST', body, headers: { 'content-type': type } }));

  it('is read', async () => {
    expect((await post('a=%C3%A9+b', 'application/x-www-form-urlencoded')).get('a')).toBe('é b');
  });

  it('may be empty whatever its type', async () => {
    expect((await post('', 'application/json')).get('a')).toBeUndefined();
    expect((await readForm(new Request('https://id.example', { method: 'POST' }))).get('a')).toBeUndefined();
  });

  it('of another type is refused', async () => {
    await expect(post('{}', 'application/json')).rejects.toMatchObject({ code: 'content-type' });
  });
});
