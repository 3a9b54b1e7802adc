/** Adds a value of an option that may be repeated to those before it. */
export const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];
