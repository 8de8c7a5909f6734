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

/** What is recorded lies apart until its slot of the shortest window is over, or until it is read: a recording touches one place, not one a window. */
const pendingMs = 10_000;

function emptied(used: Histogram | undefined): Histogram {
  used?.clear();
  return used ?? new Histogram();
}

/** The durations of one operation, by window. */
export class Series {
  readonly #all = new Histogram();
  readonly #rings = rings.map((ring) => new Ring(ring, emptied));
  readonly #pending = new Histogram();
  #pendingFrom = 0;
  readonly codes = new Map<string, number>();
  inFlight = 0;

  record(durationMs: number, code: string | undefined, now: number): void {
    if (!(now - this.#pendingFrom < pendingMs && now >= this.#pendingFrom)) this.#begin(now);
    this.#pending.record(durationMs, code !== undefined);
    if (code !== undefined) this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
  }

  read(window: WindowName, now: number): Histogram {
    this.#settle();
    const ring = this.#rings[rings.findIndex((candidate) => candidate.window === window)];
    if (!ring) return this.#all;
    const sum = new Histogram();
    for (const histogram of ring.recent(now)) sum.add(histogram);
    return sum;
  }

  #begin(now: number): void {
    this.#settle();
    this.#pendingFrom = slotStart(now);
  }

  #settle(): void {
    if (this.#pending.count === 0) return;
    this.#all.add(this.#pending);
    for (const ring of this.#rings) ring.at(this.#pendingFrom).add(this.#pending);
    this.#pending.clear();
  }
}

function slotStart(now: number): number {
  return now - (now % pendingMs);
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
  #pending = 0;
  #pendingFrom = 0;

  add(by: number, now: number): void {
    if (!(now - this.#pendingFrom < pendingMs && now >= this.#pendingFrom)) {
      this.#settle();
      this.#pendingFrom = slotStart(now);
    }
    this.#pending += by;
  }

  read(window: WindowName, now: number): number {
    this.#settle();
    const ring = this.#rings[rings.findIndex((candidate) => candidate.window === window)];
    return ring ? ring.recent(now).reduce((sum, count) => sum + count.value, 0) : this.#all;
  }

  #settle(): void {
    if (this.#pending === 0) return;
    this.#all += this.#pending;
    for (const ring of this.#rings) ring.at(this.#pendingFrom).value += this.#pending;
    this.#pending = 0;
  }
}
