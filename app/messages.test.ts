import { readdirSync, readFileSync } from 'node:fs';
import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { locales } from '@/server/locale';

const folder = new URL('../messages/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

/** The dotted keys of a message file with their words. */
function entriesOf(words: unknown, prefix = ''): [key: string, text: string][] {
  if (typeof words === 'string') return [[prefix, words]];
  if (typeof words !== 'object' || words === null) throw new Error(`${prefix} is neither words nor a group`);
  return Object.entries(words).flatMap(([key, inner]) => entriesOf(inner, prefix === '' ? key : `${prefix}.${key}`));
}

/** The names between braces and angle brackets: what a message needs from the code. */
function holesOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)[,}]|<(\w+)>/g)].map((match) => match[1] ?? match[2] ?? '').sort();
}

const english = new Map(entriesOf(read('en.json')));

describe('the message files', () => {
  it('exist for every language that can be chosen, and for no other', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json') && !file.startsWith('crash.'));
    expect(files.sort()).toEqual(locales.map((locale) => `${locale}.json`).sort());
  });

  it.each(locales)('%s has the words of English, with the same values to fill in', (locale) => {
    const words = new Map(entriesOf(read(`${locale}.json`)));
    expect([...words.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of words) expect(holesOf(text), key).toEqual(holesOf(english.get(key) ?? ''));
  });

  it.each([...english])('%s is a message that can be read', (key, text) => {
    const holes = Object.fromEntries(holesOf(text).map((name) => [name, 1]));
    const tags = Object.fromEntries([...text.matchAll(/<(\w+)>/g)].map(([, name = '']) => [name, () => 'x']));
    const errors: string[] = [];
    const onError = (error: { message: string }) => void errors.push(error.message);
    const t = createTranslator({ locale: 'en', messages: { words: { text } }, namespace: 'words', onError });
    t.rich('text', { ...holes, ...tags });
    expect({ key, errors, empty: text.trim() === '' }).toEqual({ key, errors: [], empty: false });
  });

  it('say nothing twice and nothing unused: every key stands in the code', () => {
    const code = sources(['../components', '../app', '../server', '../protocol/client-metadata']).join('\n');
    const unused = [...english.keys()].filter((key) => {
      const last = key.split('.').at(-1) ?? '';
      const spellings = [`'${last}'`, `.${last}'`, `.${last}\``, `:${last}'`, `${last}:`];
      return !spellings.some((spelling) => code.includes(spelling));
    });
    expect(unused).toEqual([]);
  });
});

function sources(folders: string[]): string[] {
  return folders.flatMap((name) => {
    const base = new URL(`${name}/`, folder);
    return readdirSync(base, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(new URL(file, base), 'utf8'));
  });
}
