import type { IndexedColumn } from '../../catalog/index.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import type { Adjective } from '../../language/en/lexicon.ts';
import { type Lattice, skipStopWords } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import { columnsCalled, columnsGraded, isOrdered } from './columns.ts';
import { fragment, type MeasureLink } from './fragment.ts';
import type { Rule } from './rule.ts';

interface Graded extends Span {
  /** What the rows that come first are most. */
  readonly adjective: Adjective;
}

/** "from the oldest to the youngest", "cheapest first": the adjective names the column and the direction. */
export const gradedOrder: Rule = (lattice, at) => {
  const graded = gradedAt(lattice, at);
  if (!graded) return [];
  const offer = (direction: 'asc' | 'desc') => (column: IndexedColumn, rank: number) => fragment('graded-order', graded, [{ kind: 'order', measure: { kind: 'column', column }, direction }], { 'dimension:rank': rank });
  const { up, down } = graded.adjective;
  return [...columnsGraded(lattice, up).map(offer('desc')), ...columnsGraded(lattice, down).map(offer('asc'))];
};

function gradedAt(lattice: Lattice, at: number): Graded | undefined {
  const adjectiveAt = (place: number) => lattice.adjectives[place]?.toSorted((a, b) => b.to - a.to)[0];
  if (lattice.tokens[at]?.lower === 'from') {
    const first = adjectiveAt(skipStopWords(lattice, at + 1));
    const last = first && lattice.tokens[first.to]?.lower === 'to' ? adjectiveAt(skipStopWords(lattice, first.to + 1)) : undefined;
    return first && last && { from: at, to: last.to, adjective: first.adjective };
  }
  const first = adjectiveAt(at);
  return first?.adjective.superlative && lattice.tokens[first.to]?.lower === 'first' ? { from: at, to: first.to + 1, adjective: first.adjective } : undefined;
}

/** The direction of such a phrase where the column is said: from old to young, birth dates rise and ages fall. */
export function gradedDirection(lattice: Lattice, at: number, column: IndexedColumn): { readonly direction: 'asc' | 'desc'; readonly to: number } | undefined {
  const graded = gradedAt(lattice, at);
  const called = (names: readonly (readonly string[])[]) => names.some((name) => name.every((word) => column.stems.includes(word)));
  const direction = graded && (called(graded.adjective.up) ? 'desc' : called(graded.adjective.down) ? 'asc' : undefined);
  return graded && direction && { direction, to: graded.to };
}

/** What "how old" is kept as, and what an "age" that is no column is kept as, the other way round. */
export function dimensionMeasures(lattice: Lattice, at: number): (MeasureLink & { readonly reversed: boolean })[] {
  const measure = (span: Span, reversed: boolean) => (column: IndexedColumn, rank: number) => ({ ...span, measure: { kind: 'column' as const, column }, features: { 'dimension:rank': rank, ...(reversed ? { 'dimension:reversed': 1 } : {}) }, reversed });
  const words = phrasesAt(lattice.lexicon.measures, at, (index) => lattice.tokens[index]?.lower);
  const said = words.flatMap((phrase) => columnsCalled(lattice, phrase.meaning, (column) => isOrdered(lattice, column)).map(measure({ from: at, to: at + phrase.words.length }, false)));
  const token = lattice.tokens[at];
  if (token?.kind !== 'word' || (lattice.columns[at] ?? []).some((link) => link.score > 0.95)) return said;
  const opposed = lattice.lexicon.dimensions.get(token.stem);
  return [...said, ...(opposed ? columnsCalled(lattice, opposed, (column) => isOrdered(lattice, column)).map(measure({ from: at, to: at + 1 }, true)) : [])];
}
