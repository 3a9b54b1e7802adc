/** Times as the console writes them: relative under a day, else the date. */

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** `now` comes from the server, so that what it wrote is what the browser finds. */
export function timeAgo(at: string, now: string, locale: string): string {
  const seconds = Math.round((Date.parse(at) - Date.parse(now)) / 1000);
  const distance = Math.abs(seconds);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (distance < minute) return relative.format(0, 'minute').replace(/^this minute$/, 'just now');
  if (distance < hour) return relative.format(Math.trunc(seconds / minute), 'minute');
  if (distance < day) return relative.format(Math.trunc(seconds / hour), 'hour');
  return dateOf(at, locale);
}

/** `16 Oct 2026`, in UTC. */
export function dateOf(at: string, locale: string): string {
  const tag = locale === 'en' ? 'en-GB' : locale;
  return new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(at),
  );
}

/** Whole days from `now` on, rounded up. */
export function daysUntil(at: string, now: string): number {
  return Math.ceil((Date.parse(at) - Date.parse(now)) / (day * 1000));
}
