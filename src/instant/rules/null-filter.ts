import { columnToMissing, missingToColumn } from '../../language/en/linking-words.ts';
import { isKey } from '../../catalog/roles.ts';
import { type Lattice, skipStopWords, triggerAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import type { IndexedColumn } from '../../catalog/index.ts';
import type { Filter } from '../plan.ts';
import { isQuantity } from './columns.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
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
  const isFlag = (column: IndexedColumn) => lattice.semantics.attribute(column).role === 'flag';
  const isAmount = (column: IndexedColumn) => column.column.family === 'integer' && isQuantity(lattice, column) && !isFlag(column);
  const isCounted = (column: IndexedColumn) => trigger.name === 'without' && isAmount(column) && lattice.values.numbers(column)?.min === 0;
  const none = (column: IndexedColumn): Filter => (isCounted(column) ? { kind: 'compare', column, operator: '=', value: 0 } : { kind: 'null', column, negated: false });
  // What was not attended is said not to be, and not unsaid; hotels without reviews are not those without a rating.
  const surest = Math.max(0, ...(lattice.tables[start] ?? []).map(({ score }) => score));
  const before = (lattice.columns[start] ?? []).filter(({ column, score }) => score >= surest && ((column.column.nullable && !isFlag(column)) || isCounted(column)))
    .map((link) => fragment('null-before', { from: at, to: link.to }, [{ kind: 'filter', filter: none(link.column) }], linkFeatures(link)));
  return [...after, ...before, ...withoutKey(lattice, { from: at, to: start })];
};

/** "groups without a lead", "rides with no driver": a key is missing whose name begins with the word, though what it leads to is called otherwise. */
function withoutKey(lattice: Lattice, { from, to }: Span): Fragment[] {
  const word = lattice.tokens[to]?.stem ?? '';
  if ((lattice.tables[to] ?? []).length > 0 || (lattice.columns[to] ?? []).some(({ score }) => score > surely)) return [];
  const isCalled = (column: IndexedColumn) => isKey(column) && column.column.nullable && column.stems.length > 1 && column.stems[0] === word;
  const keys = [...lattice.named.keys()].flatMap((table) => table.columns.filter(isCalled));
  return keys.map((column) => fragment('null-before', { from, to: to + 1 }, [{ kind: 'filter', filter: { kind: 'null', column, negated: false } }], { 'link:part': 1 }));
}

const surely = 0.6;
