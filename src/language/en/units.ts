import { stem } from './stem.ts';

type Dimension = 'duration' | 'size' | 'money';

/** Units of one dimension, by what one of them is in the smallest. */
const scales: readonly { readonly dimension: Dimension; readonly units: Readonly<Record<string, number>> }[] = [
  { dimension: 'duration', units: { millisecond: 1, ms: 1, second: 1e3, sec: 1e3, minute: 6e4, min: 6e4, hour: 3.6e6, hr: 3.6e6, day: 8.64e7, week: 6.048e8 } },
  { dimension: 'size', units: { milligram: 1, mg: 1, gram: 1e3, g: 1e3, kilogram: 1e6, kg: 1e6, kilo: 1e6, tonne: 1e9, ton: 1e9 } },
  { dimension: 'size', units: { millimeter: 1, mm: 1, centimeter: 10, cm: 10, meter: 1e3, metre: 1e3, kilometer: 1e6, kilometre: 1e6, km: 1e6, mile: 1.609344e6 } },
  { dimension: 'size', units: { millilitre: 1, milliliter: 1, ml: 1, centilitre: 10, centiliter: 10, cl: 10, litre: 1e3, liter: 1e3, l: 1e3, hectolitre: 1e5, hectoliter: 1e5, hl: 1e5 } },
  { dimension: 'size', units: { wh: 1, kwh: 1e3, kilowatt: 1e3, mwh: 1e6 } },
  { dimension: 'size', units: { byte: 1, kilobyte: 1e3, kb: 1e3, megabyte: 1e6, mb: 1e6, gigabyte: 1e9, gb: 1e9 } },
  { dimension: 'money', units: { cent: 1, penny: 1, pence: 1, dollar: 100, pound: 100, euro: 100, buck: 100, quid: 100, usd: 100, eur: 100, gbp: 100 } },
];

interface UnitScale {
  readonly dimension: Dimension;
  readonly sizes: ReadonlyMap<string, number>;
}

const unitScales: readonly UnitScale[] = scales.map(({ dimension, units }) => ({ dimension, sizes: new Map(Object.entries(units).map(([name, size]) => [stem(name), size])) }));

const scaleOf: ReadonlyMap<string, UnitScale> = new Map(unitScales.toReversed().flatMap((scale) => [...scale.sizes.keys()].map((unit) => [unit, scale] as const)));

/** What is measured in a unit, by one of the units in which it may be kept (as a stem). */
export const dimensionNouns: ReadonlyMap<string, string> = new Map(
  [['mileage', 'km'], ['distance', 'km'], ['kms', 'km'], ['weight', 'kg'], ['volume', 'litre']].map(([noun = '', unit = '']) => [noun, stem(unit)]),
);

/** Behind an amount, what is done with it: "km driven", "litres used". */
export const usingWords: ReadonlySet<string> = new Set(['driven', 'travelled', 'traveled', 'used', 'consumed', 'covered', 'run']);

/** The second word of a unit: "kilowatt hours". */
export const unitTail: ReadonlyMap<string, string> = new Map([['kilowatt', 'hours']]);

/** What makes the share of its rows of what happens: "return rate". */
export const rateWords: ReadonlySet<string> = new Set(['rate', 'ratio', 'percentage', 'percent', 'share', 'quota', '%']);

const wordsOfUnits = new Map(scales.flatMap(({ units }) => Object.keys(units)).toReversed().map((word) => [stem(word), word]));

/** A unit as people write it, of its stem. */
export function unitWord(unit: string): string {
  return wordsOfUnits.get(unit) ?? unit;
}

/** How many of the second unit make one of the first (both as stems); undefined where they do not measure the same. */
export function unitRatio(unit: string, other: string): number | undefined {
  const scale = scaleOf.get(unit)?.sizes;
  const [size, otherSize] = [scale?.get(unit), scale?.get(other)];
  return size === undefined || otherSize === undefined ? undefined : size / otherSize;
}

/** The unit that a word (as a stem) names, and what it measures. */
export function unitOf(word: string): { readonly name: string; readonly dimension: Dimension } | undefined {
  const scale = scaleOf.get(word);
  return scale && { name: word, dimension: scale.dimension };
}

/** The units in which the same may be kept, without the one that is said (all as stems). */
export function otherUnits(word: string): string[] {
  const scale = scaleOf.get(word);
  return scale ? [...scale.sizes.keys()].filter((unit) => unit !== word) : [];
}

/** How many of a unit (as a stem) make one of that in which people tell amounts, whatever they are kept in; undefined where they tell them as they are. */
export function largerUnit(unit: string): number | undefined {
  return minorUnits.has(unit) ? 100 : undefined;
}

const minorUnits: ReadonlySet<string> = new Set(['cent', 'penny', 'pence'].map(stem));

/** Behind a number with its unit: "20 years old", "20 years of age". */
export const unitTails: ReadonlySet<string> = new Set(['old', 'long', 'tall', 'high', 'of', 'age']);

/** The same behind a comparative: "older than 20 years old". */
export const unitAdjectives: ReadonlySet<string> = new Set(['old', 'long', 'tall']);

/** Behind an amount of money. */
export const moneyUnits: ReadonlySet<string> = new Set(['dollars', 'dollar', 'euros', 'euro', 'pounds', 'pound', 'bucks', 'quid', 'eur', 'usd', 'gbp']);

/** In an amount of money as it is written: its sign, or the word that is said of nothing else. */
export const moneyMarks = /[$€£]|\bgrand$/i;

/** The unit of ages. */
export const yearUnits: ReadonlySet<string> = new Set(['years', 'year', 'yrs']);

/** Behind a number that counts no rows: "the top 10 percent". */
export const percentSigns: ReadonlySet<string> = new Set(['percent', '%']);
