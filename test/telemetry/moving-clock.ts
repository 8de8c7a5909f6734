import type { Clock } from '../../src/std/clock.ts';

/** A clock that stands until it is moved. */
export function movingClock(start = 1_800_000_000_000) {
  let now = start;
  const clock: Clock = { now: () => now, monotonicMs: () => now };
  return { clock, move: (ms: number) => (now += ms) };
}
