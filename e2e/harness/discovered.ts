/** What was changed beside a running instance, which it sees within some seconds. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Instance } from './instance';
import { patience } from './patience';

/** Resolves when discovery names this value: a scope, a grant type, a response type. Throws when it never does. */
export async function untilDiscovered({ issuer, wire }: Pick<Instance, 'issuer' | 'wire'>, value: string) {
  const until = performance.now() + patience.timeout;
  while (performance.now() < until) {
    const { text } = await wire(`${issuer}/.well-known/openid-configuration`);
    if (text.includes(`"${value}"`)) return;
    await pause(patience.interval);
  }
  throw new Error(`Discovery does not name ${value}`);
}
