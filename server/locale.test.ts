import { describe, expect, it } from 'vitest';
import { chooseLocale, directionOf } from './locale';

const known = ['en', 'de', 'pt-BR', 'ar'];

describe('the language of a page', () => {
  it.each([
    ['ui_locales before everything', { uiLocales: 'de', cookie: 'ar', acceptLanguage: 'pt-BR' }, 'de'],
    ['the first known of ui_locales', { uiLocales: 'se xx-YY ar de' }, 'ar'],
    ['the cookie before the browser', { cookie: 'de', acceptLanguage: 'ar' }, 'de'],
    ['the browser by weight', { acceptLanguage: 'en;q=0.2, ar;q=0.9, de;q=0.5' }, 'ar'],
    ['a region falls back to its language', { acceptLanguage: 'de-CH' }, 'de'],
    ['tags are compared without case', { uiLocales: 'PT-br' }, 'pt-BR'],
    ['a weight of zero refuses', { acceptLanguage: 'de;q=0, ar;q=0.1' }, 'ar'],
    ['the realm when nothing is known', { uiLocales: 'se', cookie: '../../etc', acceptLanguage: ';;,=,*' }, 'en'],
    ['the realm when nothing is said', {}, 'en'],
  ])('is %s', (_, preferences, expected) => {
    expect(chooseLocale(preferences, known)).toBe(expected);
  });

  it('is written from right to left where it should be', () => {
    expect([directionOf('ar'), directionOf('he-IL'), directionOf('en')]).toEqual(['rtl', 'rtl', 'ltr']);
  });
});
