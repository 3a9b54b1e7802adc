/** What may reach a query. */
import { storageFailure } from './failure';

/**
 * Throws `invalid-key` unless every value is a string or a time. To Prisma an undefined member of a `where` matches
 * every row and an object is an operator.
 */
export function assertPrimitives(values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) {
    const valid = typeof value === 'string' || (value instanceof Date && !Number.isNaN(value.getTime()));
    if (!valid) throw storageFailure('invalid-key', `A query was given a ${typeof value} as ${name}.`);
  }
}

/** A page's size, bounded. Throws `invalid-key`. */
export function pageSize(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1) throw storageFailure('invalid-key', 'A page needs a positive limit.');
  return Math.min(limit, 1000);
}

/** Text as it is compared in searches: NFKC, case folded. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
