import { describe, expect, it } from 'vitest';
import { inLanguage } from './localized';
import { parseClientMetadata } from './metadata';

const base = { redirect_uris: ['https://rp.example/cb'], client_name: 'Bicycle' };
const localized = {
  'client_name#fr': 'Vélo',
  'client_name#zh-Hant-HK': '單車',
  'tos_uri#fr': 'https://rp.example/cgu',
};

describe('metadata in several languages', () => {
  it('is kept beside the one for everybody', () => {
    const parsed = parseClientMetadata({ ...base, ...localized });
    expect(parsed).toMatchObject({ ok: true, metadata: { ...base, ...localized } });
  });

  it.each([
    ['client_name#', 'x'],
    ['client_name#not a tag', 'x'],
    ['client_name#fr#fr', 'x'],
    ['redirect_uris#fr', ['https://evil.example']],
    ['settings#fr', 'x'],
    ['#fr', 'x'],
    ['client_name#fr', null],
  ])('%s is unknown and dropped', (name, value) => {
    const parsed = parseClientMetadata({ ...base, [name]: value });
    expect(parsed.ok && Object.keys(parsed.metadata)).not.toContain(name);
  });

  it.each([
    ['client_name#fr', 'a\u202eb', 'control-characters'],
    ['client_name#fr', 'x'.repeat(201), 'too-long'],
    ['client_name#fr', 1, 'wrong-type'],
    ['tos_uri#fr', 'javascript:alert(1)', 'forbidden-scheme'],
    ['logo_uri#de', 'http://rp.example/', 'https-required'],
  ])('%s keeps to the rule of its member', (field, value, code) => {
    expect(parseClientMetadata({ ...base, [field]: value })).toEqual({ ok: false, problems: [{ field, code }] });
  });

  it('is bounded in number', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
    const tags = letters.flatMap((one) => letters.map((other) => `client_name#${one}${other}`));
    const parsed = parseClientMetadata({ ...base, ...Object.fromEntries(tags.map((tag) => [tag, 'x'])) });
    expect(parsed.ok && Object.keys(parsed.metadata).filter((name) => name.includes('#'))).toHaveLength(100);
  });

  it.each([
    ['fr', 'Vélo'],
    ['FR-ca', 'Vélo'],
    ['zh-Hant-HK', '單車'],
    ['zh', 'Bicycle'],
    ['en', 'Bicycle'],
  ])('a reader of %s reads %s', (locale, name) => {
    const parsed = parseClientMetadata({ ...base, ...localized });
    expect(parsed.ok && inLanguage(parsed.metadata, 'client_name', locale)).toBe(name);
  });
});
