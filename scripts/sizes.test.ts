import { beforeAll, describe, expect, it } from 'vitest';
import { lintTrial } from './testing/lint-trial';

const fileOf = (lines: number) =>
  `${Array.from({ length: lines }, (_, at) => `export const x${at} = ${at};`).join('\n')}\n`;
const functionOf = (lines: number) => `export function long(): void {\n${'  work();\n'.repeat(lines)}}\n`;

const bounds: [what: string, path: string, good: string, bad: string][] = [
  ['a file has 250 lines', 'server/NAME.ts', fileOf(250), fileOf(251)],
  ['a page has 80 lines', 'app/(sign-in)/NAME/page.tsx', fileOf(80), fileOf(81)],
  ['a protocol route has 10 lines', 'app/oauth2/NAME/route.ts', fileOf(10), fileOf(11)],
  ['a well-known route has 10 lines', 'app/.well-known/NAME/route.ts', fileOf(10), fileOf(11)],
  ['a function has 60 lines', 'portal/NAME.ts', functionOf(58), functionOf(61)],
];

describe('sizes: at most', () => {
  let offences = new Map<string, string[]>();
  const offendsAgainstSize = (path: string, name: string) =>
    (offences.get(path.replace('NAME', name)) ?? []).some((rule) => rule.includes('noExcessiveLines'));

  beforeAll(() => {
    offences = lintTrial(
      bounds.flatMap(([, path, good, bad]) => [
        [path.replace('NAME', 'good'), good] as const,
        [path.replace('NAME', 'bad'), bad] as const,
      ]),
    );
  });

  it.each(bounds)('%s', (_what, path) => {
    expect(offendsAgainstSize(path, 'good')).toBe(false);
    expect(offendsAgainstSize(path, 'bad')).toBe(true);
  });
});
