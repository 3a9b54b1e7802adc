/** The words of both lists, each once, in order of appearance. */
export function mergeWords(first: string[], second: string[]): string[] {
  return [...new Set([...first, ...second])];
}
