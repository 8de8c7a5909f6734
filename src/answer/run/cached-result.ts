import type { ResultSet } from '../../core/result.ts';

export interface CachedResult {
  readonly result: ResultSet;
  /** Epoch milliseconds, for people: the clocks of replicas differ. */
  readonly asOf: number;
  /** When the reading began, by the monotonic clock of this process; absent where another one read them. */
  readonly readAt?: number | undefined;
  /** The data's version just before the rows were read; null where the engine has none. */
  readonly dataVersion: string | null;
  /** The rows depend on the data alone, not on the clock, on chance or on what a view hides. */
  readonly isTimeless: boolean;
  /** Estimate of the memory that it takes. */
  readonly bytes: number;
}

export function cachedResult(result: ResultSet, meta: Omit<CachedResult, 'result' | 'bytes'>): CachedResult {
  return { result, ...meta, bytes: bytesOf(result) };
}

/** V8 keeps most texts at one byte a character and 16 to 24 bytes around each; numbers in rows of mixed cells take 16. */
function bytesOf(result: ResultSet): number {
  let bytes = 600;
  for (const row of result.rows) {
    bytes += 32 + row.length * 8;
    for (const cell of row) bytes += typeof cell === 'string' ? 24 + cell.length : 12;
  }
  return bytes;
}

/** As JSON; what does not look like a result is none. */
export const cachedResultCodec = {
  encode: (cached: CachedResult): string => JSON.stringify({ ...cached, readAt: undefined }),
  decode: (text: string): CachedResult | undefined => {
    try {
      const value = JSON.parse(text) as Partial<CachedResult> | null;
      const isWhole = Array.isArray(value?.result?.rows) && Array.isArray(value.result.columns) && typeof value.asOf === 'number' && typeof value.bytes === 'number' && typeof value.isTimeless === 'boolean' && (value.dataVersion === null || typeof value.dataVersion === 'string');
      return isWhole ? { ...(value as CachedResult), readAt: undefined } : undefined;
    } catch {
      return undefined;
    }
  },
};
