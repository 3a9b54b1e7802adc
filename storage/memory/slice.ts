/** Parts of long lists, as the databases cut them. */
import type { Slice, SliceQuery } from '@/portal/ports';
import type { Position } from '../cursor';
import { fromCursor } from '../cursor';
import { pageSize } from '../query-values';
import { cutSlice } from '../slice';

/** The part of `rows` that a query asks for, in the order of their positions or, with -1, the other way round. */
export function sliceOf<Row>(
  rows: Row[],
  query: SliceQuery,
  positionOf: (row: Row) => Position,
  direction: 1 | -1,
): Slice<Row> {
  const compare = (one: string, other: string) => direction * (one < other ? -1 : one > other ? 1 : 0);
  const inOrder = (one: Position, other: Position) => compare(one.key, other.key) || compare(one.id, other.id);
  const after = query.after === undefined ? undefined : fromCursor(query.after);
  const limit = pageSize(query.limit);
  const sorted = rows
    .filter((row) => after === undefined || inOrder(positionOf(row), after) > 0)
    .sort((one, other) => inOrder(positionOf(one), positionOf(other)));
  return cutSlice(sorted.slice(0, limit + 1), limit, positionOf);
}
