/** Back-channel logout in a serving process: delivered soon after a session ended here, and now and then for all others. */
import type { FormPost } from '@/protocol/ports';
import type { GuardedFetch } from './guarded-fetch';
import type { Logger } from './logger';

const bounds = { timeoutMilliseconds: 5_000, maxBytes: 65_536 };

/** The guarded fetcher as the engine posts logout tokens with it. */
export function createFormPost(fetch: GuardedFetch): FormPost {
  return async (uri, fields) => (await fetch(uri, bounds, new URLSearchParams(fields))).status;
}

export interface LogoutDelivery {
  /** Something may be due: delivers until nothing is, without anybody waiting for it. Nothing happens before `start`. */
  wake(): void;
  /** Wakes every `milliseconds` while the process lives: other processes end sessions too, and failures are tried again. */
  start(milliseconds: number): void;
  /** Takes nothing more, and waits for what is being delivered. */
  stop(): Promise<void>;
}

/** `deliver` takes a batch and returns how many it took. */
export function createLogoutDelivery(deliver: () => Promise<number>, logger: Logger): LogoutDelivery {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isWanted = false;

  const run = async () => {
    while (isWanted && timer !== undefined) {
      isWanted = false;
      isWanted = (await deliver()) > 0 || isWanted;
    }
  };
  const wake = () => {
    if (timer === undefined) return;
    isWanted = true;
    running ??= run()
      .catch((err: unknown) => logger.warn({ err }, 'clients could not be told that a session ended'))
      .finally(() => {
        running = undefined;
      });
  };
  return {
    wake,
    start(milliseconds) {
      timer = setInterval(wake, milliseconds).unref();
      wake();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await running;
    },
  };
}
