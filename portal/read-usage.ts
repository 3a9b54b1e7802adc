/** Reads how much an application is used. */
import type { UseCase } from './change';
import type { UsageCount } from './ports';
import { invalid } from './refusal';
import { showClient } from './show-client';

export interface UsageSlot {
  starts_at: string;
  sign_ins: number;
  /** Each once a day; in hours, those who were not seen earlier that day. */
  people: number;
  /** Token requests by grant. */
  tokens: Record<string, number>;
  /** By code. */
  errors: Record<string, number>;
}

const milliseconds = { hour: 3_600_000, day: 86_400_000 };
const mostSlots = 100;

/**
 * Every hour or day that begins in the span, also those in which nothing happened. Throws `kind: 'not-found'`, also to
 * those who may not see the application, and `invalid` for a span that is empty or has more than a hundred of them.
 */
export async function readUsage(
  { storage, ...useCase }: Pick<UseCase, 'storage' | 'actor'>,
  clientId: string,
  { span, from, until }: { span: 'hour' | 'day'; from: Date; until: Date },
): Promise<UsageSlot[]> {
  await showClient({ storage, ...useCase }, clientId);
  const first = Math.ceil(from.getTime() / milliseconds[span]);
  const slots = Math.ceil(until.getTime() / milliseconds[span]) - first;
  if (!(slots > 0 && slots <= mostSlots))
    throw invalid([{ field: 'from', code: 'invalid', sentence: `Ask for 1 to ${mostSlots} hours or days.` }]);
  const counts = await storage.usage.read(clientId, span, from, until);
  return Array.from({ length: slots }, (_, index) => {
    const startsAt = new Date((first + index) * milliseconds[span]);
    return toSlot(
      startsAt,
      counts.filter((count) => count.startsAt.getTime() === startsAt.getTime()),
    );
  });
}

function toSlot(startsAt: Date, counts: UsageCount[]): UsageSlot {
  const of = (measure: UsageCount['measure']) => counts.filter((count) => count.measure === measure);
  const byKind = (measure: UsageCount['measure']) =>
    Object.fromEntries(of(measure).map(({ kind, count }) => [kind, count]));
  const total = (measure: UsageCount['measure']) => of(measure).reduce((sum, { count }) => sum + count, 0);
  return {
    starts_at: startsAt.toISOString(),
    ...{ sign_ins: total('sign-in'), people: total('person'), tokens: byKind('token'), errors: byKind('error') },
  };
}
