import { describe, expect, test } from 'vitest';
import { Recorder } from '../../src/telemetry/recorder.ts';
import { call } from './calls.ts';
import { movingClock } from './moving-clock.ts';

function recorder() {
  const { clock, move } = movingClock();
  return { recorder: new Recorder({ clock, texts: 'redacted' }), move };
}

describe('the recorder', () => {
  test('each window forgets in its time, and `all` does not', () => {
    const { recorder: made, move } = recorder();
    made.record('step.prove', 5);
    made.count('rung.instant');
    const counts = () => (['1m', '15m', '24h', 'all'] as const).map((window) => [made.summary(window).operations.length, made.summary(window).counters['rung.instant'] ?? 0]);
    expect(counts()).toEqual([[1, 1], [1, 1], [1, 1], [1, 1]]);
    move(61_000);
    expect(counts()).toEqual([[0, 0], [1, 1], [1, 1], [1, 1]]);
    move(15 * 60_000);
    expect(counts()).toEqual([[0, 0], [0, 0], [1, 1], [1, 1]]);
    move(24 * 3_600_000);
    expect(counts()).toEqual([[0, 0], [0, 0], [0, 0], [1, 1]]);
  });

  test('a slot whose turn comes again begins empty', () => {
    const { recorder: made, move } = recorder();
    for (let minute = 0; minute < 30; minute += 1) {
      made.record('tool.nl2sql', minute + 1);
      made.count('n');
      move(60_000);
    }
    expect(made.summary('15m').operations[0]).toMatchObject({ count: 14, maxMs: 30 });
    expect(made.summary('15m').counters['n']).toBe(14);
  });

  test('what was recorded between two reads is in every window, whatever slot it fell in', () => {
    const { recorder: made, move } = recorder();
    for (let n = 0; n < 7; n += 1) {
      made.step('prove', 10, 12 + n);
      made.count('n', 2);
      move(9_000);
    }
    expect(made.summary('1m').operations[0]).toMatchObject({ operation: 'step.prove', count: 5, maxMs: 8 });
    expect(made.summary('15m').operations[0]).toMatchObject({ count: 7 });
    expect(made.summary('all').counters['n']).toBe(14);
    expect(made.summary('1m').counters['n']).toBe(10);
  });

  test('calls are told apart by where their rows came from', () => {
    const { recorder: made } = recorder();
    for (const [cache, ms] of [['memory', 1], ['memory', 3], ['shared', 10], ['none', 50]] as const) made.ended(call({ cache, ms }));
    const found = Object.fromEntries(made.summary().operations.map(({ operation, count, averageMs }) => [operation, [count, averageMs]]));
    expect(found).toMatchObject({ 'cache.memory': [2, 2], 'cache.shared': [1, 10], 'cache.none': [1, 50] });
  });

  test('throughput counts the seconds that the window covers', () => {
    const { recorder: made, move } = recorder();
    move(30_000);
    for (let n = 0; n < 60; n += 1) made.record('tool.nl2sql', 1);
    expect(made.summary('all').operations[0]?.perSecond).toBeCloseTo(2, 1);
    expect(made.summary('1m').seconds).toBeCloseTo(30, 0);
  });

  test('failures are counted by code, and calls in flight while they are', () => {
    const { recorder: made } = recorder();
    made.began('nl2sql');
    made.began('nl2sql');
    made.ended(call({ status: 'failed', code: 'TIMEOUT' }));
    expect(made.summary().operations).toMatchObject([{ operation: 'tool.nl2sql', count: 1, errors: 1, inFlight: 1, codes: { TIMEOUT: 1 } }]);
    made.reset();
    expect(made.summary().operations).toMatchObject([{ operation: 'tool.nl2sql', count: 0, inFlight: 1 }]);
  });

  test('a million names take bounded memory and lose no count', () => {
    const { recorder: made } = recorder();
    for (let n = 0; n < 5_000; n += 1) made.record(`database.db${n}`, 1);
    const { operations } = made.summary();
    expect(operations.length).toBeLessThanOrEqual(81);
    expect(operations.reduce((sum, entry) => sum + entry.count, 0)).toBe(5_000);
  });
});

describe('traces', () => {
  test('the slowest are kept, slowest first, and the last failures', () => {
    const { recorder: made } = recorder();
    for (let n = 1; n <= 200; n += 1) made.ended(call({ id: `r-${n}`, ms: (n * 7) % 201 }));
    made.ended(call({ status: 'failed', code: 'TIMEOUT', id: 'f' }));
    const { slow, failed } = made.traces.read(1_800_000_000_000);
    expect(slow).toHaveLength(40);
    expect(slow.map((trace) => trace.ms)).toEqual(Array.from({ length: 40 }, (_, index) => 200 - index));
    expect(failed.map((trace) => trace.id)).toEqual(['f']);
  });

  test('are forgotten after a day, so that new ones find a place', () => {
    const { recorder: made } = recorder();
    for (let n = 0; n < 40; n += 1) made.ended(call({ ms: 1_000 }));
    const tomorrow = 1_800_000_000_000 + 25 * 3_600_000;
    made.traces.forgetOld(tomorrow);
    made.ended(call({ ms: 2, startedAt: tomorrow }));
    expect(made.traces.read(tomorrow).slow).toMatchObject([{ ms: 2 }]);
  });

  test('hold no literal, and nothing at all where texts are not to be kept', () => {
    const asked = call({ question: 'orders of "Ada Byron" above 1,250.50 since 2024-01-31 for ada@example.com', sql: "SELECT * FROM orders WHERE name = 'Ada''s' AND total > 1250.5 LIMIT 10" });
    const { recorder: made } = recorder();
    made.ended(asked);
    expect(made.traces.read(asked.startedAt).slow).toMatchObject([{ question: 'orders of ? above ? since ? for ?', sql: 'SELECT * FROM orders WHERE name = ? AND total > ? LIMIT ?' }]);
    const mute = new Recorder({ clock: movingClock().clock, texts: 'none' });
    mute.ended(asked);
    expect(mute.traces.read(asked.startedAt).slow[0]).not.toMatchObject({ question: expect.anything() });
  });
});

describe('frequent questions', () => {
  test('are counted in fixed memory, and one that is asked again and again stays', () => {
    const { recorder: made } = recorder();
    for (let n = 0; n < 3_000; n += 1) {
      made.ended(call({ question: `q${n}`, sql: 'SELECT 1', database: 'shop', ms: 0.1 }));
      if (n % 50 === 0) made.ended(call({ question: 'hot', sql: 'SELECT 2', database: 'shop', ms: 5 }));
    }
    const frequent = made.frequent.read();
    expect(frequent).toHaveLength(1_000);
    expect(frequent[0]).toMatchObject({ question: 'hot', count: 60, principal: 'local' });
  });

  test('belong to the one who asked until another does', () => {
    const { recorder: made } = recorder();
    made.ended(call({ question: 'q', sql: 'SELECT 1', database: 'shop', principal: 'alice' }));
    expect(made.frequent.read()[0]?.principal).toBe('alice');
    made.ended(call({ question: 'q', sql: 'SELECT 1', database: 'shop', principal: 'bob' }));
    expect(made.frequent.read()[0]?.principal).toBeUndefined();
  });
});
