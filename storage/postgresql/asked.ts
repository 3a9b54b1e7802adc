/** Statements about several sets of parameters at once: each is a row of the table `asked`, with its place as `number`. */
import type { Value } from '../prepared/statements';
import { cleanJson } from './text';

export type ParameterType = 'text' | 'timestamptz' | 'integer';

/** What `$1`, `$2` ... become in such a statement. */
export function fromAsked(text: string): string {
  return text.replace(/\$(\d+)/g, 'asked.p$1');
}

/**
 * The table, for FROM; `$1` is the only parameter. Of JSON the planner expects as many rows whatever it says, so that one
 * plan is for all numbers of them; lists it counts, and would plan anew each time.
 */
export function askedTable(types: readonly ParameterType[]): string {
  const columns = types.map((type, index) => `p${index + 1} ${type}`);
  const names = types.map((_type, index) => `p${index + 1}`);
  return `ROWS FROM (json_to_recordset($1::json) AS (${columns.join(', ')}))
    WITH ORDINALITY AS asked(${names.join(', ')}, number)`;
}

/** The rows of the table, as the parameter. */
export function askedRows(sets: readonly (readonly Value[])[]): string {
  const rows = sets.map((set) => Object.fromEntries(set.map((value, index) => [`p${index + 1}`, value])));
  return cleanJson(JSON.stringify(rows));
}

/** The type of a parameter that is never null, by its value. */
export function typeOf(value: Value): ParameterType {
  if (value instanceof Date) return 'timestamptz';
  return typeof value === 'number' ? 'integer' : 'text';
}
