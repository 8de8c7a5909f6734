/**
 * Durations in log-linear buckets, as HdrHistogram has them: 16 buckets an octave of microseconds, so that a percentile is
 * wrong by 3 % at most. 1.8 kB each, whatever is recorded; values above 35 minutes count as 35 minutes (the maximum is exact).
 */
const subBuckets = 16;
const subBits = 4;
const microsecondsMax = 2 ** 31 - 1;
const bucketCount = (31 - subBits + 1) * subBuckets;

export class Histogram {
  readonly #buckets = new Uint32Array(bucketCount);
  count = 0;
  errors = 0;
  sumMs = 0;
  maxMs = 0;

  record(durationMs: number, failed: boolean): void {
    const bucket = bucketOf(durationMs);
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.count += 1;
    this.sumMs += durationMs;
    if (durationMs > this.maxMs) this.maxMs = durationMs;
    if (failed) this.errors += 1;
  }

  clear(): void {
    this.#buckets.fill(0);
    this.count = 0;
    this.errors = 0;
    this.sumMs = 0;
    this.maxMs = 0;
  }

  /** Adds what the other holds. */
  add(other: Histogram): void {
    for (let index = 0; index < bucketCount; index += 1) this.#buckets[index] = (this.#buckets[index] ?? 0) + (other.#buckets[index] ?? 0);
    this.count += other.count;
    this.errors += other.errors;
    this.sumMs += other.sumMs;
    this.maxMs = Math.max(this.maxMs, other.maxMs);
  }

  /** The durations below which the given shares (ascending, 0 to 1) of all lie, in milliseconds. */
  percentiles(shares: readonly number[]): number[] {
    const found: number[] = [];
    let before = 0;
    let index = 0;
    for (const share of shares) {
      const rank = Math.max(1, Math.ceil(share * this.count));
      while (index < bucketCount - 1 && before + (this.#buckets[index] ?? 0) < rank) {
        before += this.#buckets[index] ?? 0;
        index += 1;
      }
      const within = (rank - before) / Math.max(1, this.#buckets[index] ?? 1);
      found.push(this.count === 0 ? 0 : Math.min(this.maxMs, (lowerBound(index) + widthOf(index) * within) / 1_000));
    }
    return found;
  }

  /** How many are at most as long as each of the ascending bounds (milliseconds). */
  cumulative(boundsMs: readonly number[]): number[] {
    let sum = 0;
    let index = 0;
    return boundsMs.map((bound) => {
      while (index < bucketCount && lowerBound(index) + widthOf(index) <= bound * 1_000) {
        sum += this.#buckets[index] ?? 0;
        index += 1;
      }
      return sum;
    });
  }
}

/** Which bucket a duration falls in. */
function bucketOf(durationMs: number): number {
  const microseconds = durationMs * 1_000;
  if (!(microseconds >= 1)) return 0;
  const value = microseconds < microsecondsMax ? microseconds | 0 : microsecondsMax;
  if (value < subBuckets) return value;
  const octave = 31 - Math.clz32(value);
  return (octave - subBits + 1) * subBuckets + ((value >>> (octave - subBits)) & (subBuckets - 1));
}

function lowerBound(index: number): number {
  if (index < subBuckets) return index;
  return (subBuckets + (index % subBuckets)) * widthOf(index);
}

function widthOf(index: number): number {
  return index < subBuckets ? 1 : 2 ** (Math.floor(index / subBuckets) - 1);
}
