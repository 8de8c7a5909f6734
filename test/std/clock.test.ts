import { expect, test } from 'vitest';
import { clockOf } from '../../src/config/clock.ts';
import { pinnedClock, systemClock } from '../../src/std/clock.ts';

test('a pinned clock begins at its instant and runs on, while what statements read stands still', async () => {
  const clock = pinnedClock(1_000_000);
  const [now, ticks] = [clock.now(), clock.monotonicMs()];
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(now).toBeGreaterThanOrEqual(1_000_000);
  expect(clock.now() - now).toBeGreaterThanOrEqual(20);
  expect(clock.now()).toBeLessThan(1_060_000);
  expect(clock.monotonicMs() - ticks).toBeGreaterThanOrEqual(20);
  expect(clock.pinnedAt).toBe(1_000_000);
});

test.each([
  ['2026-02-25', '2026-02-25T12:00:00.000Z'],
  [' 2024-02-29 ', '2024-02-29T12:00:00.000Z'],
  ['2026-02-25T09:30:00Z', '2026-02-25T09:30:00.000Z'],
  ['2026-02-25T09:30:00.250Z', '2026-02-25T09:30:00.250Z'],
  ['2026-02-25T09:30', '2026-02-25T09:30:00.000Z'],
  ['2026-02-25T09:30:00+05:30', '2026-02-25T04:00:00.000Z'],
])('NL2SQL_NOW=%s is %s', (text, instant) => {
  expect(new Date(clockOf({ NL2SQL_NOW: text }).pinnedAt ?? 0).toISOString()).toBe(instant);
});

test.each(['2026-02-30', '25.2.2026', 'yesterday', '1772011800', '2026-02-25 noon'])('NL2SQL_NOW=%s is told to be no date', (text) => {
  expect(() => clockOf({ NL2SQL_NOW: text })).toThrow(expect.objectContaining({ code: 'BAD_CONFIG', message: `NL2SQL_NOW is "${text}", which is no date`, hints: [expect.stringContaining('2026-02-25T09:30:00Z')] }));
});

test('without NL2SQL_NOW it is the time that it is', () => {
  expect(clockOf({})).toBe(systemClock);
  expect(clockOf({ NL2SQL_NOW: '' })).toBe(systemClock);
});
