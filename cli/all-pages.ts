/** Lists are read page by page, and printed whole. */

const pageSize = 200;

/** Every row of a paged list that matches, in its order. */
export async function allPages<Row extends { id: string }>(
  search: string | undefined,
  read: (page: { after?: string; limit: number; search?: string }) => Promise<Row[]>,
): Promise<Row[]> {
  const filter = search === undefined ? {} : { search };
  const all: Row[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const page = await read({ ...filter, ...(after === undefined ? {} : { after }), limit: pageSize });
    all.push(...page);
    if (page.length < pageSize) return all;
  }
}
