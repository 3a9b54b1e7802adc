/**
 * How long a test waits for what is certain to come: many times what it takes on a machine that has time for it. That
 * something comes soon enough is tested where the clock is the test's own.
 */
export const patience = { timeout: 40_000, interval: 100 };
