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
