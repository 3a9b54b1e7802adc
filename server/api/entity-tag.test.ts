import { expect, test } from 'vitest';
import { entityTagOf } from './entity-tag';

test('a tag is that of what a document says, and not of the order in which it says it', () => {
  const document = { name: 'Shop', settings: { lifetimes: { a: 1, b: null } }, list: [{ x: 1, y: 2 }, 'z'] };
  const reordered = { list: [{ y: 2, x: 1 }, 'z'], settings: { lifetimes: { b: null, a: 1 } }, name: 'Shop' };
  expect(entityTagOf(reordered)).toBe(entityTagOf(document));
  expect(entityTagOf({ ...document, list: ['z', { x: 1, y: 2 }] })).not.toBe(entityTagOf(document));
  expect(entityTagOf({ ...document, name: 'Store' })).not.toBe(entityTagOf(document));
  expect(entityTagOf(document)).toMatch(/^"[\w-]{27}"$/);
});
