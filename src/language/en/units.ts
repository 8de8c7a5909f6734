import { stem } from './stem.ts';

/** Units of one dimension, by what one of them is in the smallest. */
const scales: readonly Readonly<Record<string, number>>[] = [
  { millisecond: 1, ms: 1, second: 1e3, sec: 1e3, minute: 6e4, min: 6e4, hour: 3.6e6, hr: 3.6e6, day: 8.64e7, week: 6.048e8 },
  { milligram: 1, mg: 1, gram: 1e3, kilogram: 1e6, kg: 1e6, kilo: 1e6, tonne: 1e9, ton: 1e9 },
  { millimeter: 1, mm: 1, centimeter: 10, cm: 10, meter: 1e3, metre: 1e3, kilometer: 1e6, kilometre: 1e6, km: 1e6 },
  { byte: 1, kilobyte: 1e3, kb: 1e3, megabyte: 1e6, mb: 1e6, gigabyte: 1e9, gb: 1e9 },
];

const unitScales: readonly ReadonlyMap<string, number>[] = scales.map((units) => new Map(Object.entries(units).map(([name, size]) => [stem(name), size])));

/** How many of the second unit make one of the first (both as stems); undefined where they do not measure the same. */
export function unitRatio(unit: string, other: string): number | undefined {
  const scale = unitScales.find((known) => known.has(unit));
  const [size, otherSize] = [scale?.get(unit), scale?.get(other)];
  return size === undefined || otherSize === undefined ? undefined : size / otherSize;
}

/** Behind a number with its unit: "20 years old", "20 years of age". */
export const unitTails: ReadonlySet<string> = new Set(['old', 'long', 'tall', 'high', 'of', 'age']);

/** The same behind a comparative: "older than 20 years old". */
export const unitAdjectives: ReadonlySet<string> = new Set(['old', 'long', 'tall']);

/** The unit of ages. */
export const yearUnits: ReadonlySet<string> = new Set(['years', 'year', 'yrs']);

/** Behind a number that counts no rows: "the top 10 percent". */
export const percentSigns: ReadonlySet<string> = new Set(['percent', '%']);
