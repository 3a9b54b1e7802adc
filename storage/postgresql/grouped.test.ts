import { describe, expect, it, vi } from 'vitest';
import { createGrouped } from './grouped';

/** Groups whose answers are given by hand, in order. */
function begin(isAboutOne: (error: unknown) => boolean = () => false) {
  const groups: { asked: string[]; answer(answers: string[]): void; fail(error: Error): void }[] = [];
  const run = (asked: string[]) =>
    new Promise<string[]>((answer, fail) => {
      groups.push({ asked, answer, fail });
    });
  const ask = createGrouped(run, isAboutOne);
  const group = async (index: number) => {
    await vi.waitFor(() => expect(groups.length).toBeGreaterThan(index));
    const found = groups[index];
    if (found === undefined) throw new Error('There is no such group');
    return found;
  };
  return { ask, groups, group };
}

describe('calls of one turn', () => {
  it('are one group, and each gets its own answer', async () => {
    const { ask, groups, group } = begin();
    const answers = Promise.all(['a', 'b', 'c'].map(ask));
    const { asked, answer } = await group(0);
    expect(asked).toEqual(['a', 'b', 'c']);
    answer(['A', 'B', 'C']);
    expect(await answers).toEqual(['A', 'B', 'C']);
    expect(groups).toHaveLength(1);
  });

  it('are several groups when they are many', async () => {
    const { ask, group } = begin();
    const answers = Promise.all(Array.from({ length: 33 }, (_, index) => ask(String(index))));
    for (const index of [0, 1]) {
      const { asked, answer } = await group(index);
      answer(asked.map((text) => `${text}!`));
    }
    expect((await answers).slice(-2)).toEqual(['31!', '32!']);
  });

  it('all fail when the database is away', async () => {
    const { ask, group } = begin();
    const answers = Promise.allSettled(['a', 'b'].map(ask));
    (await group(0)).fail(new Error('away'));
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('do not fail for one of them that is refused', async () => {
    const { ask, group } = begin(() => true);
    const answers = Promise.allSettled(['good', 'bad'].map(ask));
    (await group(0)).fail(new Error('refused'));
    for (const index of [1, 2]) {
      const { asked, answer, fail } = await group(index);
      if (asked[0] === 'bad') fail(new Error('refused'));
      else answer(['fine']);
    }
    expect(await answers).toMatchObject([{ value: 'fine' }, { reason: { message: 'refused' } }]);
  });
});

it('is one group what arrives while two are under way', async () => {
  const { ask, groups, group } = begin();
  const first = ask('a');
  await group(0);
  const second = ask('b');
  await group(1);
  const others = Promise.all(['c', 'd'].map(ask));
  (await group(0)).answer(['A']);
  expect(await first).toBe('A');
  const { asked, answer } = await group(2);
  expect(asked).toEqual(['c', 'd']);
  answer(['C', 'D']);
  expect(await others).toEqual(['C', 'D']);
  (await group(1)).answer(['B']);
  expect(await second).toBe('B');
  expect(groups).toHaveLength(3);
});
