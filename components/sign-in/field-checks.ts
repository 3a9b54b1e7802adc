/** What a form checks before it is sent: data, so that a server component can say it to the browser. */
export type Check =
  | { rule: 'required' | 'no-at' | 'no-space' | 'e-mail'; message: string }
  | { rule: 'at-least' | 'at-most'; characters: number; message: string }
  /** May not hold what stands in another field. */
  | { rule: 'not-within'; field: string; message: string };

/** The checks of each field, by its name, in the order in which their messages matter. */
export type FieldChecks = Record<string, Check[]>;

/** The first thing wrong with a value, in words; undefined when all is well. An empty optional value is well. */
export function findProblem(checks: Check[], value: string, otherValue: (field: string) => string): string | undefined {
  return checks.find((check) => !passes(check, value, otherValue))?.message;
}

function passes(check: Check, value: string, otherValue: (field: string) => string): boolean {
  if (check.rule === 'required') return value.trim() !== '';
  if (value === '') return true;
  switch (check.rule) {
    case 'no-at':
      return !value.includes('@');
    case 'no-space':
      return !/\s/u.test(value.trim());
    case 'e-mail':
      return /^[^\s@]+@[^\s@]+$/u.test(value.trim());
    case 'at-least':
      return [...value].length >= check.characters;
    case 'at-most':
      return [...value].length <= check.characters;
    case 'not-within': {
      const other = otherValue(check.field).trim().toLowerCase();
      return [...other].length < 3 || !value.toLowerCase().includes(other);
    }
  }
}
