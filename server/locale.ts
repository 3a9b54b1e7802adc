/** Which language a page speaks. Never in the URL (DECISIONS 30). */

/** The languages that have a message file, the realm's default first. */
export const locales = ['en'];

/** Carries the `ui_locales` of the pending request from `proxy.ts` to the page; what comes from outside is overwritten. */
export const uiLocalesHeader = 'x-gatehouse-ui-locales';
/** Holds the language that the person picked. */
export const localeCookie = 'gatehouse.locale';

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

export interface LocalePreferences {
  /** OpenID Connect Core 3.1.2.1: space-separated BCP 47 tags, most wanted first. */
  uiLocales?: string | undefined;
  cookie?: string | undefined;
  /** RFC 9110 section 12.5.4. */
  acceptLanguage?: string | undefined;
}

/** The first known language among `ui_locales`, the person's cookie and `Accept-Language`, else the realm's. Never throws. */
export function chooseLocale(preferences: LocalePreferences, known: readonly string[] = locales): string {
  const wanted = [
    ...(preferences.uiLocales ?? '').split(' '),
    preferences.cookie ?? '',
    ...acceptedLanguages(preferences.acceptLanguage ?? ''),
  ];
  for (const tag of wanted) {
    const match = findLocale(tag, known);
    if (match !== undefined) return match;
  }
  return known[0] ?? 'en';
}

/** The writing direction of a language, for `dir` on `<html>`. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

/** RFC 4647 section 3.4 lookup: `de-CH` falls back to `de`. */
function findLocale(tag: string, known: readonly string[]): string | undefined {
  const subtags = tag.toLowerCase().split('-');
  for (let length = subtags.length; length > 0; length -= 1) {
    const range = subtags.slice(0, length).join('-');
    const match = known.find((locale) => locale.toLowerCase() === range);
    if (match !== undefined) return match;
  }
  return undefined;
}

function acceptedLanguages(header: string): string[] {
  return header
    .split(',')
    .slice(0, 20)
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find((value) => value);
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((left, right) => right.quality - left.quality)
    .map(({ tag }) => tag);
}
