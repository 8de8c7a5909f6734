import { describe, expect, test } from 'vitest';
import { array, assert, double, property } from 'fast-check';
import { Histogram } from '../../src/telemetry/histogram.ts';

const shares = [0.5, 0.9, 0.95, 0.99];

describe('a histogram of durations', () => {
  test('gives percentiles within 4 % of the exact ones, from microseconds to minutes', () => {
    assert(
      property(array(double({ min: 0.02, max: 600_000, noNaN: true }), { minLength: 1, maxLength: 500 }), (durations) => {
        const histogram = new Histogram();
        for (const duration of durations) histogram.record(duration, false);
        const sorted = durations.toSorted((a, b) => a - b);
        for (const [index, found] of histogram.percentiles(shares).entries()) {
          const exact = sorted[Math.ceil((shares[index] ?? 0) * sorted.length) - 1] ?? 0;
          // A bucket is a sixteenth of its octave wide; below 16 µs it is one microsecond.
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact / 16 + 0.001);
        }
      }),
    );
  });

  test('count, errors, sum and maximum are exact, also beyond its range', () => {
    const histogram = new Histogram();
    histogram.record(1.5, false);
    histogram.record(10_000_000, true);
    expect(histogram).toMatchObject({ count: 2, errors: 1, sumMs: 10_000_001.5, maxMs: 10_000_000 });
  });

  test('bounds are cumulative and reach all', () => {
    const histogram = new Histogram();
    for (const duration of [0.05, 0.2, 3, 40]) histogram.record(duration, false);
    expect(histogram.cumulative([0.1, 1, 10, 1_000])).toEqual([1, 2, 3, 4]);
  });

  test('two added ones are one', () => {
    const [a, b, both] = [new Histogram(), new Histogram(), new Histogram()];
    for (let n = 1; n <= 100; n += 1) {
      (n % 2 ? a : b).record(n, false);
      both.record(n, false);
    }
    a.add(b);
    expect(a.percentiles(shares)).toEqual(both.percentiles(shares));
  });
});
