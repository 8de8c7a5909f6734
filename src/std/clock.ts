/** Time as a port, so that tests can move it. `now` is wall time in epoch milliseconds, `monotonicMs` never goes back. */
export interface Clock {
  now(): number;
  monotonicMs(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
};
