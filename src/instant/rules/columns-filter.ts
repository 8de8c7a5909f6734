import type { IndexedColumn } from '../../catalog/index.ts';
import { isNumeric } from '../../catalog/roles.ts';
import { columnToColumn, comparisonToColumn, limitWords, momentNouns } from '../../language/en/linking-words.ts';
import { dealWords } from '../../language/en/selling.ts';
import { multipleAt } from '../../language/en/numbers.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Filter } from '../plan.ts';
import { operators } from './column-filter.ts';
import { isOrdered } from './columns.ts';
import { merge } from '../features.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "whose stock is below the reorder level", "fewer units in stock than the reorder level", "below minimum stock", "price is more than twice their cost": one column against another of the same row. */
export const columnsFilter: Rule = (lattice, at) => [...columnFirst(lattice, at), ...operatorFirst(lattice, at), ...limitAlone(lattice, at), ...besideList(lattice, at)];

/** What is limited is called as its limit, less the words that make that a limit. */
function limitAlone(lattice: Lattice, at: number): Fragment[] {
  const trigger = triggerAt(lattice, at, 'gt', 'lt');
  const limits = trigger ? (lattice.columns[skipStopWords(lattice, trigger.to, comparisonToColumn)] ?? []).filter(({ column }) => isNumeric(column) && isLimit(column)) : [];
  return limits.flatMap((link) => {
    const { column: right, to } = link;
    const limited = right.stems.filter((word) => !limitWords.has(word));
    const isLimited = (column: IndexedColumn) => column !== right && isNumeric(column) && limited.every((word) => column.stems.includes(word)) && !isLimit(column);
    const [left, ...others] = limited.length > 0 ? right.table.columns.filter(isLimited) : [];
    if (!trigger || !left || others.length > 0) return [];
    const filter: Filter = { kind: 'columns', left, operator: operators[trigger.name as 'gt' | 'lt'], right };
    return [fragment('columns-filter', { from: at, to }, [{ kind: 'filter', filter }], linkFeatures(link))];
  });
}

/** "sold below list price", "for less than their list price": what was paid in one row against what the other asks, to which it refers. */
function besideList(lattice: Lattice, at: number): Fragment[] {
  const trigger = dealWords.has(wordAt(lattice, wordAt(lattice, at - 1) === 'for' ? at - 2 : at - 1)) ? triggerAt(lattice, at, 'gt', 'lt') : undefined;
  const isPrice = (column: IndexedColumn) => lattice.semantics.attribute(column).role === 'price';
  const asked = trigger ? (lattice.columns[skipStopWords(lattice, trigger.to, comparisonToColumn)] ?? []).filter(({ column, score }) => score > 0.6 && isPrice(column)) : [];
  return asked.flatMap((link) => {
    const { column: right, to } = link;
    const paid = new Set(lattice.catalog.edges(right.table).filter(({ to: other }) => other === right.table).flatMap(({ from }) => (from === right.table ? [] : from.columns.filter(isPrice))));
    const [left, ...others] = paid;
    if (!trigger || !left || others.length > 0) return [];
    const filter: Filter = { kind: 'columns', left, operator: operators[trigger.name as 'gt' | 'lt'], right };
    return [fragment('columns-filter', { from: at, to }, [{ kind: 'filter', filter }], linkFeatures(link))];
  });
}

const compared = ['gt', 'ge', 'lt', 'le', 'after', 'before'] as const;

function columnFirst(lattice: Lattice, at: number): Fragment[] {
  return (lattice.columns[at] ?? []).filter(({ column }) => isOrdered(lattice, column) && !isKey(lattice, column)).flatMap((left) => {
    const place = [left.to, skipStopWords(lattice, left.to, columnToColumn)].find((next) => triggerAt(lattice, next, ...compared));
    const trigger = place === undefined ? undefined : triggerAt(lattice, place, ...compared);
    return trigger ? against(lattice, at, left, operators[trigger.name as keyof typeof operators], trigger.to) : [];
  });
}

function operatorFirst(lattice: Lattice, at: number): Fragment[] {
  const trigger = triggerAt(lattice, at, 'gt', 'lt');
  if (!trigger) return [];
  return (lattice.columns[skipStopWords(lattice, trigger.to)] ?? []).filter(({ column, to }) => isOrdered(lattice, column) && lattice.tokens[to]?.lower === 'than')
    .flatMap((left) => against(lattice, at, left, operators[trigger.name as keyof typeof operators], left.to + 1));
}

function isLimit({ stems }: IndexedColumn): boolean {
  return stems.some((word) => limitWords.has(word));
}

/** Keys have an order that means nothing: nobody earns more than the number of a boss. */
function isKey(lattice: Lattice, column: IndexedColumn): boolean {
  return lattice.semantics.attribute(column).role === 'key';
}

function against(lattice: Lattice, from: number, left: Lattice['columns'][number][number], operator: (typeof operators)[keyof typeof operators], at: number): Fragment[] {
  const said = multipleAt(lattice.tokens, skipStopWords(lattice, at, comparisonToColumn));
  const times = said ? { times: said.times } : {};
  return (lattice.columns[skipStopWords(lattice, said?.to ?? at, comparisonToColumn)] ?? [])
    .filter(({ column }) => !said || (isNumeric(column) && isNumeric(left.column)))
    .filter(({ column }) => column !== left.column && column.table === left.column.table && (column.column.family === left.column.column.family || (isNumeric(column) && isNumeric(left.column))) && isOrdered(lattice, column) && !isKey(lattice, column))
    .map((right) => fragment('columns-filter', { from, to: pastNoun(lattice, right) }, [{ kind: 'filter', filter: { kind: 'columns', left: left.column, operator, right: right.column, ...times } }], merge(linkFeatures(left), linkFeatures(right))));
}

/** "the promised date" of `promised_on`. */
export function pastNoun(lattice: Lattice, { column, to }: Lattice['columns'][number][number]): number {
  return momentNouns.has(wordAt(lattice, to)) && lattice.semantics.attribute(column).role === 'moment' ? to + 1 : to;
}
