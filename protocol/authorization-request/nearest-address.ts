/** Which of the registered addresses was probably meant: for the owner's eye alone, it decides nothing. */

/** The one with the longest beginning and end in common with what was sent; empty where none is registered. */
export function nearestAddress(registered: readonly string[], sent: string): string {
  let nearest = '';
  let most = -1;
  for (const address of registered) {
    const common = commonLength(address, sent);
    if (common <= most) continue;
    nearest = address;
    most = common;
  }
  return nearest;
}

function commonLength(first: string, second: string): number {
  const shorter = Math.min(first.length, second.length);
  let start = 0;
  while (start < shorter && first[start] === second[start]) start += 1;
  let end = 0;
  while (end < shorter - start && first.at(-1 - end) === second.at(-1 - end)) end += 1;
  return start + end;
}
