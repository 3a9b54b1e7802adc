/** Long lists, a part at a time. */

/** Part of a long list. */
export interface Slice<Row> {
  rows: Row[];
  /** What `after` is for the part that follows; null at the end. It says nothing to anybody but the store. */
  next: string | null;
}

/** What is wanted of a long list; a cursor that no store made throws `kind: 'invalid-cursor'`. */
export interface SliceQuery {
  after?: string;
  limit: number;
}
