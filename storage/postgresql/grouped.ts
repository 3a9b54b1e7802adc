/**
 * Calls that go to the database together. A round trip costs this process, the server and the kernel between them far more
 * than one row more in it, and each commit waits for the disk: of what arrives in one turn of the event loop, and of what
 * arrives while enough is under way, one statement is made.
 */

/** So many groups of one kind are under way at once; what comes meanwhile is the next group. */
const groupsAtOnce = 2;
/** A group is no larger, so that none takes long. */
const mostInGroup = 32;

interface Waiting<Asked, Answer> {
  asked: Asked;
  settle(answer: Answer): void;
  fail(error: unknown): void;
}

/**
 * One call of `run` for many. `run` answers in the order that it was asked in. When it fails because of what one of them
 * asked (`isAboutOne`), each is asked again alone, so that nobody fails for another; then nothing of the group was done.
 */
export function createGrouped<Asked, Answer>(
  run: (asked: Asked[]) => Promise<Answer[]>,
  isAboutOne: (error: unknown) => boolean,
): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = [];
  let underWay = 0;

  const runGroup = async (group: Waiting<Asked, Answer>[]): Promise<void> => {
    try {
      const answers = await run(group.map(({ asked }) => asked));
      for (const [index, { settle }] of group.entries()) settle(answers[index] as Answer);
    } catch (error) {
      if (group.length > 1 && isAboutOne(error)) await Promise.all(group.map((one) => runGroup([one])));
      else for (const { fail } of group) fail(error);
    }
  };
  const start = () => {
    while (waiting.length > 0 && underWay < groupsAtOnce) {
      underWay += 1;
      const group = waiting.slice(0, mostInGroup);
      waiting = waiting.slice(mostInGroup);
      void runGroup(group).then(() => {
        underWay -= 1;
        start();
      });
    }
  };
  return (asked) =>
    new Promise<Answer>((settle, fail) => {
      waiting.push({ asked, settle, fail });
      if (waiting.length === 1 && underWay < groupsAtOnce) setImmediate(start);
    });
}

/** What PostgreSQL itself refused: the statement is undone, and the connection still good. */
export function isRefusedStatement(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'severity' in error && error.severity === 'ERROR';
}
