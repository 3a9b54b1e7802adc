/** The hours and days in which usage is counted, in UTC: the same for every storage. */
import type { UsageCount } from '@/portal/ports';

export type UsageSpan = 'hour' | 'day';

const milliseconds = { hour: 3_600_000, day: 86_400_000 };

/** The beginning of the hour or day of a time. */
export function startOf(span: UsageSpan, at: Date): Date {
  return new Date(Math.floor(at.getTime() / milliseconds[span]) * milliseconds[span]);
}

export type CountRow = UsageCount & { clientId: string; span: UsageSpan };

/** What is added to hours and to their days, each row once, in the order of their keys. */
export function spread(counts: ReadonlyArray<UsageCount & { clientId: string }>): CountRow[] {
  const rows = new Map<string, CountRow>();
  for (const added of counts) {
    for (const span of ['hour', 'day'] as const) {
      const startsAt = startOf(span, added.startsAt);
      const key = keyOf({ ...added, span, startsAt });
      rows.set(key, { ...added, span, startsAt, count: added.count + (rows.get(key)?.count ?? 0) });
    }
  }
  return [...rows].sort(([first], [second]) => (first < second ? -1 : 1)).map(([, row]) => row);
}

/** What tells one row from the others. */
export function keyOf({ clientId, span, startsAt, measure, kind }: Omit<CountRow, 'count'>): string {
  return [clientId, span, startsAt.getTime(), measure, kind].join(' ');
}
