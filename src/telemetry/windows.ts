import type { WindowName } from '../core/telemetry.ts';
import { Histogram } from './histogram.ts';

/** A moving window is a ring of slots; the oldest is emptied when its turn comes again. */
export const rings = [
  { window: '1m', slotMs: 10_000, slots: 6 },
  { window: '15m', slotMs: 60_000, slots: 15 },
  { window: '24h', slotMs: 3_600_000, slots: 24 },
] as const satisfies readonly { window: WindowName; slotMs: number; slots: number }[];

/** Seconds that a window covers at `now` for a recorder that began at `since`. */
export function coveredSeconds(window: WindowName, since: number, now: number): number {
  const ring = rings.find((candidate) => candidate.window === window);
  const alive = Math.max(1, now - since);
  if (!ring) return alive / 1_000;
  const full = ring.slotMs * (ring.slots - 1) + (now % ring.slotMs);
  return Math.min(alive, full) / 1_000;
}

/** The durations of one operation, by window. A slot takes memory from its first use on. */
export class Series {
  readonly #all = new Histogram();
  readonly #rings = rings.map(({ slots }) => ({ histograms: Array.from<Histogram | undefined>({ length: slots }), epochs: new Float64Array(slots) }));
  readonly codes = new Map<string, number>();
  inFlight = 0;

  record(durationMs: number, code: string | undefined, now: number): void {
    const failed = code !== undefined;
    this.#all.record(durationMs, failed);
    for (let index = 0; index < rings.length; index += 1) this.#slot(index, now).record(durationMs, failed);
    if (failed) this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
  }

  read(window: WindowName, now: number): Histogram {
    const index = rings.findIndex((ring) => ring.window === window);
    const [ring, definition] = [this.#rings[index], rings[index]];
    if (!ring || !definition) return this.#all;
    const oldest = Math.floor(now / definition.slotMs) - definition.slots;
    const sum = new Histogram();
    for (const [slot, histogram] of ring.histograms.entries()) if (histogram && (ring.epochs[slot] ?? 0) > oldest) sum.add(histogram);
    return sum;
  }

  #slot(index: number, now: number): Histogram {
    const [ring, definition] = [this.#rings[index], rings[index]];
    if (!ring || !definition) return this.#all;
    const epoch = Math.floor(now / definition.slotMs);
    const slot = epoch % definition.slots;
    const histogram = (ring.histograms[slot] ??= new Histogram());
    if (ring.epochs[slot] !== epoch) {
      if (histogram.count > 0) histogram.clear();
      ring.epochs[slot] = epoch;
    }
    return histogram;
  }
}

/** A count, by window. */
export class Counter {
  #all = 0;
  readonly #rings = rings.map(({ slots }) => ({ counts: new Float64Array(slots), epochs: new Float64Array(slots) }));

  add(by: number, now: number): void {
    this.#all += by;
    for (const [index, { slotMs, slots }] of rings.entries()) {
      const ring = this.#rings[index];
      const epoch = Math.floor(now / slotMs);
      const slot = epoch % slots;
      if (!ring) continue;
      ring.counts[slot] = (ring.epochs[slot] === epoch ? (ring.counts[slot] ?? 0) : 0) + by;
      ring.epochs[slot] = epoch;
    }
  }

  read(window: WindowName, now: number): number {
    const index = rings.findIndex((ring) => ring.window === window);
    const [ring, definition] = [this.#rings[index], rings[index]];
    if (!ring || !definition) return this.#all;
    const oldest = Math.floor(now / definition.slotMs) - definition.slots;
    return ring.counts.reduce((sum, count, slot) => sum + ((ring.epochs[slot] ?? 0) > oldest ? count : 0), 0);
  }
}
