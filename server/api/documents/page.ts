/** Long lists, a part at a time. */
import { z } from 'zod';

/** The parameters of every list. */
export const pageParameters = {
  cursor: z.string().min(1).max(2000).optional().meta({ description: '`next_cursor` of the part before.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'How many at most.' }),
};

/** A part of a list of these. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next_cursor: z.string().nullable().meta({ description: 'For the part that follows; null at the end.' }),
  });
}

/** How a store is asked for the part. */
export function sliceQuery({ cursor, limit }: { cursor?: string | undefined; limit: number }) {
  return { limit, ...(cursor === undefined ? {} : { after: cursor }) };
}

/** A part of a list whose store gives rows in the order of their ids; its cursor is the last of them. */
export async function pageById<Row extends { id: string }, Item>(
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  list: (page: { after?: string; limit: number }) => Promise<Row[]>,
  toItem: (row: Row) => Item,
): Promise<{ items: Item[]; next_cursor: string | null }> {
  const rows = await list({ limit: limit + 1, ...(cursor === undefined ? {} : { after: cursor }) });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(toItem), next_cursor: last?.id ?? null };
}

/** A parameter that is on or off. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Without the members that were not given. */
export function givenOnly<Given extends object>(
  given: Given,
): { [Name in keyof Given]?: Exclude<Given[Name], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}
