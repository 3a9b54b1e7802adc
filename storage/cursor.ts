/** Where one part of a long list ends and the next begins, as a text that only its store understands. */
import { storageFailure } from './failure';

export interface Position {
  /** What the list is ordered by, of the last row. */
  key: string;
  /** Parts rows of the same key. */
  id: string;
}

/** A cursor that stands behind this row. */
export function toCursor({ key, id }: Position): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** The row that a cursor stands behind. Throws `invalid-cursor` for what no store made. */
export function fromCursor(cursor: string): Position {
  try {
    const [key, id, ...more]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof key === 'string' && typeof id === 'string' && more.length === 0) return { key, id };
  } catch {
    // Said below.
  }
  throw storageFailure('invalid-cursor', 'This is not the cursor of an answer of ours.');
}
