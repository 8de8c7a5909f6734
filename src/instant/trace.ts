import type { Lattice } from './link/lattice.ts';
import { link } from './link/link.ts';
import { shippedWeights } from './rank/weights.ts';
import { type FeatureVector, merge, numbersOf } from './features.ts';
import { compile, type InstantRequest, readTokens, type Rival } from './engine.ts';
import { spansOf } from './spans.ts';

/** What a run of words may mean, before anything is chosen. */
export interface TracedWords {
  readonly words: string;
  /** Tables, columns and values by their names, the likeliest first. */
  readonly meanings: readonly string[];
}

/** One reading, the words behind its parts, and what weighed most for and against it. */
export interface TracedReading {
  readonly sql: string;
  readonly score: number;
  readonly parts: readonly { readonly words: string; readonly rule: string; readonly meaning: string }[];
  readonly unexplained: readonly string[];
  readonly for: readonly Weighed[];
  readonly against: readonly Weighed[];
}

interface Weighed {
  readonly feature: string;
  readonly weight: number;
}

export interface Trace {
  readonly words: readonly TracedWords[];
  readonly readings: readonly TracedReading[];
  /** Why the best one is not served, where it is not. */
  readonly abstention?: string;
}

const readingsMax = 3;
const weighedMax = 6;
const weightMin = 0.2;
const meaningsMax = 5;

/** Why a question was read as it was: for those who write rules, and for the curious. */
export function trace(request: InstantRequest): Trace {
  const { rivals, abstention } = compile(request);
  const lattice = link(readTokens(request), request.catalog, request.values, { glossary: request.glossary ?? [] });
  const readings = rivals.slice(0, readingsMax).map((rival) => tracedReading(rival, lattice));
  return { words: wordsOf(lattice), readings, ...(abstention === undefined ? {} : { abstention }) };
}

function wordsOf(lattice: Lattice): TracedWords[] {
  const found = new Map<string, { readonly meaning: string; readonly score: number }[]>();
  const add = ({ from, to }: { readonly from: number; readonly to: number }, meaning: string, score: number) => {
    const words = textOf(lattice, from, to);
    found.set(words, [...(found.get(words) ?? []), { meaning, score }]);
  };
  for (const linked of lattice.tables.flat()) add(linked, `table ${linked.table.displayName}`, linked.score);
  for (const linked of lattice.columns.flat()) add(linked, `column ${linked.column.table.displayName}.${linked.column.column.name}`, linked.score);
  for (const linked of lattice.valueLinks.flat()) add(linked, `value "${linked.value}" of ${linked.column.table.displayName}.${linked.column.column.name}`, linked.score);
  return [...found].map(([words, meanings]) => ({ words, meanings: meanings.toSorted((a, b) => b.score - a.score).slice(0, meaningsMax).map(({ meaning }) => meaning) }));
}

function tracedReading({ sql, ranked, unexplained }: Rival, lattice: Lattice): TracedReading {
  const parts = ranked.fragments.map((fragment) => ({ words: textOf(lattice, fragment.from, fragment.to), rule: fragment.rule, meaning: spansOf(lattice, [fragment])[0]?.what ?? '' }));
  const weighed = weighedFeatures(merge(...ranked.features));
  return { sql, score: ranked.score, parts, unexplained, for: weighed.filter(({ weight }) => weight > 0).slice(0, weighedMax), against: weighed.filter(({ weight }) => weight < 0).slice(-weighedMax) };
}

/** From what speaks most for a reading to what speaks most against it. */
function weighedFeatures(features: FeatureVector): Weighed[] {
  const weights = shippedWeights();
  return Object.entries(numbersOf(features))
    .map(([feature, value]) => ({ feature, weight: (weights.get(feature) ?? 0) * value }))
    .filter(({ weight }) => Math.abs(weight) >= weightMin)
    .toSorted((a, b) => b.weight - a.weight);
}

function textOf({ tokens }: Lattice, from: number, to: number): string {
  return tokens.slice(from, to).map(({ text }) => text).join(' ');
}
