import type { IndexedColumn } from '../../catalog/index.ts';
import { stem } from '../../language/en/stem.ts';
import type { Lattice } from '../link/lattice.ts';

/** Units of one dimension, by what one of them is in the smallest. */
const dimensions: readonly Readonly<Record<string, number>>[] = [
  { millisecond: 1, ms: 1, second: 1e3, sec: 1e3, minute: 6e4, min: 6e4, hour: 3.6e6, hr: 3.6e6, day: 8.64e7, week: 6.048e8 },
  { milligram: 1, mg: 1, gram: 1e3, kilogram: 1e6, kg: 1e6, kilo: 1e6, tonne: 1e9, ton: 1e9 },
  { millimeter: 1, mm: 1, centimeter: 10, cm: 10, meter: 1e3, metre: 1e3, kilometer: 1e6, kilometre: 1e6, km: 1e6 },
  { byte: 1, kilobyte: 1e3, kb: 1e3, megabyte: 1e6, mb: 1e6, gigabyte: 1e9, gb: 1e9 },
];

const scales = dimensions.map((units) => new Map(Object.entries(units).map(([name, size]) => [stem(name), size])));

/** By how much a number in the unit that is said at a place must be multiplied for a column that says its own unit: 5 minutes are 300000 in `milliseconds`. */
export function unitFactor(lattice: Lattice, at: number, column: IndexedColumn): number {
  const said = lattice.tokens[at]?.stem ?? '';
  const scale = scales.find((known) => known.has(said));
  const kept = scale && column.stems.find((word) => scale.has(word));
  return scale && kept !== undefined ? (scale.get(said) ?? 1) / (scale.get(kept) ?? 1) : 1;
}
