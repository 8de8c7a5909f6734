import { merge, told } from '../features.ts';
import { keyToNextKey, orderToKey } from '../../language/en/linking-words.ts';
import { frequencyWords } from '../../language/en/superlatives.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import { isOrdered, isQuantity } from './columns.ts';
import { type Fragment, fragment, type MeasureLink, type Part } from './fragment.ts';
import { dimensionMeasures, gradedDirection } from './graded-order.ts';
import { measuresAt } from './measures.ts';
import type { Rule } from './rule.ts';

const direction = { descending: 'desc', ascending: 'asc', alphabetical: 'asc' } as const;
const flipped = { asc: 'desc', desc: 'asc' } as const;

/** "sorted by age", "in descending order of price", "ordered by name alphabetically", "from the oldest to the youngest". */
export const order: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'orderBy', 'by');
  const directed = triggerAt(lattice, at, 'descending', 'ascending', 'alphabetical');
  const found: Fragment[] = [];
  if (trigger) found.push(...ordered(lattice, at, trigger.to, undefined, trigger.name === 'by'));
  if (directed) {
    const way = direction[directed.name as keyof typeof direction];
    found.push(...ordered(lattice, at, directed.to, way, false), fragment('direction', { from: at, to: directed.to }, [{ kind: 'order', direction: way }], told(`direction:${directed.name as keyof typeof direction}`)));
  }
  return found;
};

function ordered(lattice: Lattice, from: number, at: number, given: 'asc' | 'desc' | undefined, terse: boolean): Fragment[] {
  const early = triggerAt(lattice, skipStopWords(lattice, at, orderToKey), 'descending', 'ascending', 'alphabetical');
  const start = skipStopWords(lattice, early?.to ?? at, orderToKey);
  const way = given ?? (early ? direction[early.name as keyof typeof direction] : undefined);
  if (start === from || (given && start === at)) return [];
  const often = frequencyWords.has(wordAt(lattice, start)) ? [fragment('order-frequency', { from, to: start + 1 }, [{ kind: 'order', byCount: true, ...(way ? { direction: way } : {}) }])] : [];
  // "salary by department" is no list of salaries in the order of departments.
  const ofFigure = terse && (lattice.columns[from - 1] ?? []).some((link) => link.to === from && isQuantity(lattice, link.column));
  const measures = measuresAt(lattice, start).filter(({ measure }) => !ofFigure || measure.kind !== 'column' || isOrdered(lattice, measure.column));
  const dimensions = dimensionMeasures(lattice, start).flatMap(({ reversed, ...link }) => withMore(lattice, from, link, reversed ? flipped[way ?? 'asc'] : way, terse));
  return [...often, ...measures.flatMap((link) => withMore(lattice, from, link, way, terse)), ...dimensions];
}

/** Further keys ("then by name") and a direction that comes last. */
function withMore(lattice: Lattice, from: number, first: MeasureLink, given: 'asc' | 'desc' | undefined, terse: boolean): Fragment[] {
  const trailing = triggerAt(lattice, skipStopWords(lattice, first.to, orderToKey), 'descending', 'ascending', 'alphabetical');
  const graded = first.measure.kind === 'column' ? gradedDirection(lattice, first.to, first.measure.column) : undefined;
  const way = graded?.direction ?? (trailing ? direction[trailing.name as keyof typeof direction] : given);
  const part = (link: MeasureLink): Part => ({ kind: 'order', measure: link.measure, ...(way ? { direction: way } : {}) });
  const name = terse ? 'order-terse' : 'order';
  const features = merge(first.features, way ? { 'order:directed': 1 } : {});
  const one = fragment(name, { from, to: graded?.to ?? trailing?.to ?? first.to }, [part(first)], features);
  const next = lattice.tokens[first.to]?.lower;
  if (terse || trailing || (next !== 'and' && next !== ',' && next !== 'then')) return [one];
  const second = measuresAt(lattice, skipStopWords(lattice, first.to + 1, keyToNextKey));
  return [one, ...second.slice(0, 2).map((link) => fragment('order-two', { from, to: link.to }, [part(first), part(link)], merge(features, link.features)))];
}
