export interface Run {
  text: string;
  differs: boolean;
}

/** A longest-common-subsequence table grows with the product of the lengths, so longer middles count as wholly different. */
const longestCompared = 400;

/**
 * Cuts two texts into runs that are equal and runs that differ, character by character. The runs of each side join up to
 * the text they came from, whatever the input.
 */
export function compareCharacters(expected: string, received: string): { expected: Run[]; received: Run[] } {
  const left = [...expected];
  const right = [...received];
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < left.length - start && end < right.length - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;

  const middle = compareMiddles(left.slice(start, left.length - end), right.slice(start, right.length - end));
  const before = { text: left.slice(0, start).join(''), differs: false };
  const after = { text: left.slice(left.length - end).join(''), differs: false };
  return {
    expected: mergeEqual([before, ...withoutChance(middle.left), after]),
    received: mergeEqual([before, ...withoutChance(middle.right), after]),
  };
}

function compareMiddles(left: string[], right: string[]): { left: Run[]; right: Run[] } {
  if (left.length > longestCompared || right.length > longestCompared) {
    return { left: [{ text: left.join(''), differs: true }], right: [{ text: right.join(''), differs: true }] };
  }
  const lengths = commonLengths(left, right);
  const runs: { left: Run[]; right: Run[] } = { left: [], right: [] };
  let row = 0;
  let column = 0;
  while (row < left.length || column < right.length) {
    const here = left[row];
    const there = right[column];
    if (here !== undefined && here === there) {
      runs.left.push({ text: here, differs: false });
      runs.right.push({ text: here, differs: false });
      row += 1;
      column += 1;
    } else if (
      there === undefined ||
      (here !== undefined && (lengths[row + 1]?.[column] ?? 0) >= (lengths[row]?.[column + 1] ?? 0))
    ) {
      runs.left.push({ text: here ?? '', differs: true });
      row += 1;
    } else {
      runs.right.push({ text: there, differs: true });
      column += 1;
    }
  }
  return runs;
}

/** Entry [i][j] is the length of the longest common subsequence of what follows i and j. */
function commonLengths(left: string[], right: string[]): number[][] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const below = lengths[row + 1] ?? [];
      const current = lengths[row] ?? [];
      current[column] =
        left[row] === right[column]
          ? (below[column + 1] ?? 0) + 1
          : Math.max(below[column] ?? 0, current[column + 1] ?? 0);
    }
  }
  return lengths;
}

/** An equal character or two between differing ones is chance; marking it too reads better. */
function withoutChance(runs: Run[]): Run[] {
  return mergeEqual(runs).map((run) => (run.text.length < 3 ? { ...run, differs: true } : run));
}

/** Joins neighbours of one kind and drops what is empty. */
function mergeEqual(runs: Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs.filter(({ text }) => text !== '')) {
    const last = merged.at(-1);
    if (last?.differs === run.differs) last.text += run.text;
    else merged.push({ ...run });
  }
  return merged;
}
