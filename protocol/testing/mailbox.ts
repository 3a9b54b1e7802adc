/** Where posts to clients arrive in tests: kept, and answered as the test says. */
import type { FormPost } from '../ports';

export interface Mailbox {
  post: FormPost;
  received: { uri: string; fields: Record<string, string> }[];
  /** Resolves once so many posts have arrived. */
  arrived(count: number): Promise<void>;
  /** Answers from now on, by address: a status, or an Error for no answer. Default: 200. */
  answer(uri: string, answer: number | Error | Promise<number>): void;
}

export function createMailbox(): Mailbox {
  const received: Mailbox['received'] = [];
  const answers = new Map<string, number | Error | Promise<number>>();
  const waiting: { count: number; resolve: () => void }[] = [];
  return {
    received,
    arrived: (count) =>
      new Promise((resolve) => {
        if (received.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    answer: (uri, answer) => void answers.set(uri, answer),
    async post(uri, fields) {
      received.push({ uri, fields });
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
      const answer = (await answers.get(uri)) ?? 200;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}
