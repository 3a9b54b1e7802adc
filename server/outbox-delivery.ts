/** An outbox in a serving process: delivered soon after something came into it here, and now and then for all others. */

export interface OutboxDelivery {
  /** Something may be due: delivers until nothing is, without anybody waiting for it. Nothing happens before `start`. */
  wake(): void;
  /** Wakes every `milliseconds` while the process lives: other processes fill it too, and failures are tried again. */
  start(milliseconds: number): void;
  /** Takes nothing more, and waits for what is being delivered. */
  stop(): Promise<void>;
}

/** `deliver` takes a batch and returns how many it took; `report` hears why it could not. */
export function createOutboxDelivery(deliver: () => Promise<number>, report: (error: unknown) => void): OutboxDelivery {
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
      .catch(report)
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
