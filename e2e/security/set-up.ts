/** The one-time link, as the person reads it who started the instance. */
import { vi } from 'vitest';
import type { Instance } from '../harness/instance';
import { patience } from '../harness/patience';

/** The token of the link that was printed last; waits for the first. */
export function readSetupToken({ logs }: Pick<Instance, 'logs'>): Promise<string> {
  return vi.waitFor(() => {
    const token = [...logs().matchAll(/\/setup\?token=([\w-]+)/g)].at(-1)?.[1];
    if (token === undefined) throw new Error(`No set-up link:\n${logs()}`);
    return token;
  }, patience);
}
