/** Aligned text for people. */

type Value = string | readonly string[] | undefined;

/** Two columns, names and values; a list goes on under its first line. Undefined and empty values are left out. */
export function pairs(rows: readonly (readonly [string, Value])[]): string {
  const shown = rows.flatMap(([name, value = []]) => {
    const lines = typeof value === 'string' ? [value] : value;
    return lines.filter((line) => line !== '').map((line, index) => [index === 0 ? name : '', line] as const);
  });
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(([name, line]) => `  ${name.padEnd(width)}  ${printable(line)}`).join('\n');
}

/** A table with a heading; `empty` is said instead when there are no rows. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[], empty: string): string {
  if (rows.length === 0) return empty;
  const lines = [heading.map((name) => name.toUpperCase()), ...rows.map((row) => row.map(printable))];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `2026-11-21 09:30` in UTC. */
export function minute(at: Date | string): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

/** One line without control characters: names come from people, and none may steer the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, ' ');
}
