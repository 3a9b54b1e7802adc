import { expect, it } from 'vitest';
import messages from '@/messages/en.json';
import { failureCodes } from '@/protocol/failures';

it('has words for the cause and the remedy of every failure, one or two sentences each, and for nothing else', () => {
  const causes: Record<string, { cause: string; fix: string }> = messages.causes;
  expect(Object.keys(causes).sort()).toEqual([...failureCodes].sort());
  for (const [code, words] of Object.entries(causes)) {
    for (const text of [words.cause, words.fix]) {
      expect(text, code).toMatch(/^[A-Za-z].*\.$/);
      expect(text.length, code).toBeLessThan(200);
    }
  }
});
