/** Time as a port, so that tests can move it. `now` is wall time in epoch milliseconds, `monotonicMs` never goes back. */
export interface Clock {
  now(): number;
  monotonicMs(): number;
  /** The instant that statements read in place of the database's clock, in epoch milliseconds; absent where the database tells the time. */
  readonly pinnedAt?: number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
};

/**
 * A clock that shows the given instant when it is made. `now` goes on from there, because ages and time limits are measured by it:
 * were it to stand still, a stale row would never be noticed. What statements read does stand still, so that gold and answer, this
 * run and the next, mean the same today.
 */
export function pinnedClock(instantMs: number): Clock {
  const startedAt = performance.now();
  return { now: () => instantMs + Math.floor(performance.now() - startedAt), monotonicMs: () => performance.now(), pinnedAt: instantMs };
}
