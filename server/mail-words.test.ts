import { describe, expect, it } from 'vitest';
import type { Letter } from '@/identity/mail';
import { locales } from './locale';
import { putIntoWords } from './mail-words';

const issuer = 'https://id.example.com';
const place = { issuer, recipient: 'ada@example.com' };
const token = 'a-token_of-256-bits';
const username = 'ada';

/** Every letter, and the address that its link leads to. */
const letters: [Pick<Letter, 'template' | 'parameters'>, link: string | undefined][] = [
  [{ template: 'register', parameters: { token } }, `/register/finish?token=${token}`],
  [{ template: 'register-known', parameters: { username } }, '/sign-in'],
  [{ template: 'invitation', parameters: { token } }, `/invitation?token=${token}`],
  [{ template: 'confirm-email', parameters: { token, username } }, `/confirm-email?token=${token}`],
  [{ template: 'confirm-email-known', parameters: { username } }, undefined],
  [{ template: 'reset-password', parameters: { token, username } }, `/reset-password?token=${token}`],
  [{ template: 'reset-password-unknown', parameters: {} }, undefined],
  [{ template: 'password-changed', parameters: { username } }, '/forgot-password'],
  [{ template: 'email-changed', parameters: { username } }, undefined],
];
const cases = locales.flatMap((locale) => letters.map(([letter, link]) => ({ letter, link, locale })));

describe('every mail', () => {
  it.each(cases)(
    '$letter.template in $locale says the same as text and as HTML, with one link of ours',
    async (one) => {
      const { subject, text, html } = await putIntoWords({ ...one.letter, locale: one.locale } as Letter, place);
      expect(subject).toContain('Gatehouse');
      expect(text).toContain('-- \nGatehouse at id.example.com sent this to ada@example.com.');
      expect(html).toContain(`<html lang="${one.locale}"`);
      const expected = one.link === undefined ? [] : [`${issuer}${one.link}`];
      expect(text.match(/https?:\S+/g) ?? []).toEqual(expected);
      expect([...new Set([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href))]).toEqual(expected);
      const said = html.replace(/<style.*?<\/style>|<title>.*?<\/title>|<[^>]*>/gs, ' ').replace(/\s+/g, ' ');
      for (const line of text.split('\n').filter((each) => /^[A-Z][^:]*\.$/.test(each))) expect(said).toContain(line);
      expect(html).not.toMatch(/<(?:script|img|link|form)/);
    },
  );
});

it('whatever somebody is called stays text', async () => {
  const hostile = '<img src=x onerror="a">{realm}<b>\'&';
  const letter: Letter = { template: 'password-changed', parameters: { username: hostile }, locale: 'en' };
  const { html, text } = await putIntoWords(letter, place);
  expect(text).toContain(hostile);
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src=x onerror=&quot;a&quot;&gt;{realm}&lt;b&gt;&#39;&amp;');
});

it('an unknown language is the realm’s', async () => {
  const letter: Letter = { template: 'reset-password-unknown', parameters: {}, locale: '../../etc' };
  expect((await putIntoWords(letter, place)).html).toContain('<html lang="en" dir="ltr">');
});
