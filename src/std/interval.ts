/** An estimate with the bounds of its 95 % confidence interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const z = 1.96;

/** A mean from count, sum and sum of squares (normal approximation). Without observations the bounds are infinite. */
export function meanInterval(count: number, sum: number, squares: number): Estimate {
  if (count === 0) return { value: 0, low: -Infinity, high: Infinity };
  const value = sum / count;
  if (count === 1) return { value, low: -Infinity, high: Infinity };
  const variance = Math.max(0, (squares - count * value * value) / (count - 1));
  const reach = z * Math.sqrt(variance / count);
  return { value, low: value - reach, high: value + reach };
}

/** A share of a whole (Wilson score interval, 1927). Without observations it may be anything. */
export function proportionInterval(part: number, whole: number): Estimate {
  if (whole === 0) return { value: 0, low: 0, high: 1 };
  const share = part / whole;
  const scale = 1 + (z * z) / whole;
  const centre = (share + (z * z) / (2 * whole)) / scale;
  const reach = (z / scale) * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole));
  return { value: share, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}
