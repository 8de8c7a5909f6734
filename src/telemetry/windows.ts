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

/** The slots of one window. A slot takes memory from its first use on. */
class Ring<T> {
  readonly #slotMs: number;
  readonly #slots: (T | undefined)[];
  readonly #epochs: Float64Array;
  readonly #make: (used: T | undefined) => T;

  /** `make` gives an empty slot, from the one whose time is over where there is one. */
  constructor({ slotMs, slots }: { readonly slotMs: number; readonly slots: number }, make: (used: T | undefined) => T) {
    this.#slotMs = slotMs;
    this.#slots = Array.from<T | undefined>({ length: slots });
    this.#epochs = new Float64Array(slots);
    this.#make = make;
  }

  at(now: number): T {
    const epoch = Math.floor(now / this.#slotMs);
    const index = epoch % this.#slots.length;
    const slot = this.#slots[index];
    if (slot !== undefined && this.#epochs[index] === epoch) return slot;
    this.#epochs[index] = epoch;
    return (this.#slots[index] = this.#make(slot));
  }

  recent(now: number): T[] {
    const oldest = Math.floor(now / this.#slotMs) - this.#slots.length;
    return this.#slots.filter((slot, index): slot is T => slot !== undefined && (this.#epochs[index] ?? 0) > oldest);
  }
}

function emptied(used: Histogram | undefined): Histogram {
  used?.clear();
  return used ?? new Histogram();
}

/** All windows turn with the slots of the finest one: until then what comes is gathered in one place. */
const [{ slotMs: gatheredMs }] = rings;

/** The durations of one operation, by window. */
export class Series {
  readonly #all = new Histogram();
  readonly #rings = rings.map((ring) => new Ring(ring, emptied));
  /** What came in the present slot of the finest window; not yet in the others. */
  readonly #gathered = new Histogram();
  #slot = -1;
  readonly codes = new Map<string, number>();
  inFlight = 0;

  record(durationMs: number, code: string | undefined, now: number): void {
    const slot = Math.floor(now / gatheredMs);
    if (slot !== this.#slot) this.#turn(slot);
    this.#gathered.record(durationMs, code !== undefined);
    if (code !== undefined) this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
  }

  read(window: WindowName, now: number): Histogram {
    this.#turn(this.#slot);
    const ring = this.#rings[rings.findIndex((candidate) => candidate.window === window)];
    if (!ring) return this.#all;
    const sum = new Histogram();
    for (const histogram of ring.recent(now)) sum.add(histogram);
    return sum;
  }

  /** Hands what was gathered to the windows. */
  #turn(slot: number): void {
    if (this.#gathered.count > 0) {
      this.#all.add(this.#gathered);
      for (const ring of this.#rings) ring.at(this.#slot * gatheredMs).add(this.#gathered);
      this.#gathered.clear();
    }
    this.#slot = slot;
  }
}

interface Count {
  value: number;
}

function zeroed(used: Count | undefined): Count {
  if (!used) return { value: 0 };
  used.value = 0;
  return used;
}

/** A count, by window. */
export class Counter {
  #all = 0;
  readonly #rings = rings.map((ring) => new Ring(ring, zeroed));
  #gathered = 0;
  #slot = -1;

  add(by: number, now: number): void {
    const slot = Math.floor(now / gatheredMs);
    if (slot !== this.#slot) this.#turn(slot);
    this.#gathered += by;
  }

  read(window: WindowName, now: number): number {
    this.#turn(this.#slot);
    const ring = this.#rings[rings.findIndex((candidate) => candidate.window === window)];
    return ring ? ring.recent(now).reduce((sum, count) => sum + count.value, 0) : this.#all;
  }

  #turn(slot: number): void {
    if (this.#gathered !== 0) {
      this.#all += this.#gathered;
      for (const ring of this.#rings) ring.at(this.#slot * gatheredMs).value += this.#gathered;
      this.#gathered = 0;
    }
    this.#slot = slot;
  }
}
