import { expect } from 'vitest';

/** Matches an error of this kind. */
export const kind = (wanted: string) => expect.objectContaining({ kind: wanted });

/** Matches the refusal of a value that another row has. */
export const conflict = (field: string) => expect.objectContaining({ kind: 'conflict', field });
