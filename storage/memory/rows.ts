/** What the database does by itself in the other storages: keys, references, conditional updates, pages. */
import { storageFailure } from '../failure';
import { assertPrimitives, pageSize } from '../query-values';

/** Adds a row. Throws `conflict` when the key, or the value of a unique member, is taken. */
export function insert<Row extends object>(
  rows: Map<string, Row>,
  key: string,
  row: Row,
  unique: Partial<Record<keyof Row & string, string | undefined>> = {},
): void {
  assertPrimitives({ key });
  if (rows.has(key)) throw storageFailure('conflict', 'This value is taken.');
  assertUnique(rows, key, row, unique);
  rows.set(key, structuredClone(row));
}

/** Throws `conflict` when another row has the value of a unique member; nulls are not equal to each other. */
export function assertUnique<Row extends object>(
  rows: Map<string, Row>,
  key: string,
  row: Row,
  unique: Partial<Record<keyof Row & string, string | undefined>>,
): void {
  for (const [other, existing] of rows) {
    if (other === key) continue;
    for (const member of Object.keys(unique) as (keyof Row & string)[]) {
      if (row[member] === null || existing[member] !== row[member]) continue;
      const field = unique[member];
      throw storageFailure('conflict', 'This value is taken.', field ? { field } : {});
    }
  }
}

/** Throws `missing-reference` unless the row that another is about to name exists; null names none. */
export function assertPresent(rows: Map<string, unknown>, key: string | null): void {
  if (key !== null && !rows.has(key)) {
    throw storageFailure('missing-reference', 'The row that this one refers to does not exist.');
  }
}

/** Replaces members of every row that matches; returns how many did. */
export function updateWhere<Row extends object>(
  rows: Map<string, Row>,
  matches: (row: Row) => boolean,
  change: Partial<Row>,
): number {
  let count = 0;
  for (const [key, row] of rows) {
    if (!matches(row)) continue;
    rows.set(key, structuredClone({ ...row, ...change }));
    count += 1;
  }
  return count;
}

/** Deletes every row that matches; returns how many did. */
export function deleteWhere<Row>(rows: Map<string, Row>, matches: (row: Row, key: string) => boolean): number {
  let count = 0;
  for (const [key, row] of rows) if (matches(row, key) && rows.delete(key)) count += 1;
  return count;
}

/** A page of the rows in the order of their ids. */
export function page<Row extends { id: string }>(
  rows: Iterable<Row>,
  { after, limit, newestFirst = false }: { after?: string; limit: number; newestFirst?: boolean },
): Row[] {
  const direction = newestFirst ? -1 : 1;
  const compare = (first: string, second: string) => direction * (first < second ? -1 : first > second ? 1 : 0);
  const sorted = [...rows].sort((first, second) => compare(first.id, second.id));
  return sorted.filter(({ id }) => after === undefined || compare(id, after) > 0).slice(0, pageSize(limit));
}
