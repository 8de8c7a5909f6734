import { columnToMissing, missingToColumn } from '../../language/en/linking-words.ts';
import { skipStopWords, triggerAt } from '../link/lattice.ts';
import type { IndexedColumn } from '../../catalog/index.ts';
import type { Filter } from '../plan.ts';
import { isQuantity } from './columns.ts';
import { fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "whose email is missing", "without a phone number", "with no note", "with known birth date". */
export const nullFilter: Rule = (lattice, at) => {
  const after = (lattice.columns[at] ?? []).flatMap((link) => {
    const trigger = triggerAt(lattice, link.to, 'known', 'missing') ?? triggerAt(lattice, skipStopWords(lattice, link.to, columnToMissing), 'known', 'missing');
    return trigger ? [fragment('null', { from: at, to: trigger.to }, [{ kind: 'filter', filter: { kind: 'null', column: link.column, negated: trigger.name === 'known' } }], linkFeatures(link))] : [];
  });
  const trigger = triggerAt(lattice, at, 'without', 'missing');
  if (!trigger) return after;
  const start = skipStopWords(lattice, trigger.to, missingToColumn);
  // "without a single defect": of what is counted from zero, none is zero.
  const isAmount = (column: IndexedColumn) => column.column.family === 'integer' && isQuantity(lattice, column) && lattice.semantics.attribute(column).role !== 'flag';
  const isCounted = (column: IndexedColumn) => trigger.name === 'without' && isAmount(column) && lattice.values.numbers(column)?.min === 0;
  const none = (column: IndexedColumn): Filter => (isCounted(column) ? { kind: 'compare', column, operator: '=', value: 0 } : { kind: 'null', column, negated: false });
  const before = (lattice.columns[start] ?? []).filter(({ column }) => column.column.nullable || isCounted(column))
    .map((link) => fragment('null-before', { from: at, to: link.to }, [{ kind: 'filter', filter: none(link.column) }], linkFeatures(link)));
  return [...after, ...before];
};
