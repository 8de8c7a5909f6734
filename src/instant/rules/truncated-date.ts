import { truncationAdverbs, type TruncationUnit, truncationUnits } from '../../language/en/dates.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import { temporalColumns } from './columns.ts';
import { fragment } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "per month", "by year", "monthly": one row for each stretch of a date. A column that is called so is grouped by like any other. */
export const truncatedDate: Rule = (lattice, at) => {
  const found = truncationAt(lattice, at);
  if (!found || (lattice.columns[found.to - 1] ?? []).some(({ score }) => score > 0.9)) return [];
  const dates = temporalColumns(lattice).filter(({ column }) => column.family === 'date' || column.family === 'timestamp');
  return dates.map((column, rank) => fragment('bucket', found, [{ kind: 'projection', measure: { kind: 'part', column, unit: found.unit } }], { 'moment:rank': rank }));
};

function truncationAt(lattice: Lattice, from: number): (Span & { readonly unit: TruncationUnit }) | undefined {
  const adverb = truncationAdverbs.get(wordAt(lattice, from));
  if (adverb) return { from, to: from + 1, unit: adverb };
  const trigger = triggerAt(lattice, from, 'each', 'by');
  if (!trigger) return undefined;
  const place = skipStopWords(lattice, trigger.to);
  const unit = truncationUnits.get(wordAt(lattice, place));
  return unit && { from, to: place + 1, unit };
}
