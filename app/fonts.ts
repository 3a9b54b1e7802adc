import localFont from 'next/font/local';

/** Geist, from the `geist` package; the pages are drawn with it, so it is fetched at once. */
export const sans = localFont({
  src: '../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-geist-sans',
  weight: '100 900',
});

/** Geist Mono, fetched when a page has something to copy: the sign-in page has not. */
export const mono = localFont({
  src: '../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
});
