/** Cutting a part of a long list: one row more than is asked for is read, to see whether anything follows. */
import type { Slice } from '@/portal/ports';
import type { Position } from './cursor';
import { toCursor } from './cursor';

/** The part of at most `limit` rows; `positionOf` says where a row stands in its order. */
export function cutSlice<Row>(rows: Row[], limit: number, positionOf: (row: Row) => Position): Slice<Row> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { rows: rows.slice(0, limit), next: last === undefined ? null : toCursor(positionOf(last)) };
}
