/** Durations as they are typed. */
import { usageError } from './terminal';

const unitSeconds = new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
]);

/** Seconds of `90s`, `30m`, `12h` or `7d`. Throws `kind: 'usage'`. */
export function readDuration(text: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const seconds = unitSeconds.get(unit);
  if (seconds === undefined) throw usageError(`${text} is not a duration such as 90s, 30m, 12h or 7d.`);
  return Number(amount) * seconds;
}

/** The same where nothing of one's own is a choice: null for `default`. */
export function readLifetime(text: string): number | null {
  return text === 'default' ? null : readDuration(text);
}
