import { isNumeric } from '../../catalog/roles.ts';
import { columnToColumn, comparisonToColumn } from '../../language/en/linking-words.ts';
import { type Lattice, skipStopWords, triggerAt } from '../link/lattice.ts';
import { operators } from './column-filter.ts';
import { isOrdered } from './columns.ts';
import { merge } from '../features.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "whose stock is below the reorder level", "fewer units in stock than the reorder level": one column against another of the same row. */
export const columnsFilter: Rule = (lattice, at) => [...columnFirst(lattice, at), ...operatorFirst(lattice, at)];

function columnFirst(lattice: Lattice, at: number): Fragment[] {
  return (lattice.columns[at] ?? []).filter(({ column }) => isOrdered(lattice, column)).flatMap((left) => {
    const trigger = triggerAt(lattice, skipStopWords(lattice, left.to, columnToColumn), 'gt', 'ge', 'lt', 'le', 'after', 'before');
    return trigger ? against(lattice, at, left, operators[trigger.name as keyof typeof operators], trigger.to) : [];
  });
}

function operatorFirst(lattice: Lattice, at: number): Fragment[] {
  const trigger = triggerAt(lattice, at, 'gt', 'lt');
  if (!trigger) return [];
  return (lattice.columns[skipStopWords(lattice, trigger.to)] ?? []).filter(({ column, to }) => isOrdered(lattice, column) && lattice.tokens[to]?.lower === 'than')
    .flatMap((left) => against(lattice, at, left, operators[trigger.name as keyof typeof operators], left.to + 1));
}

function against(lattice: Lattice, from: number, left: Lattice['columns'][number][number], operator: (typeof operators)[keyof typeof operators], at: number): Fragment[] {
  return (lattice.columns[skipStopWords(lattice, at, comparisonToColumn)] ?? [])
    .filter(({ column }) => column !== left.column && column.table === left.column.table && (column.column.family === left.column.column.family || (isNumeric(column) && isNumeric(left.column))) && isOrdered(lattice, column))
    .map((right) => fragment('columns-filter', { from, to: right.to }, [{ kind: 'filter', filter: { kind: 'columns', left: left.column, operator, right: right.column } }], merge(linkFeatures(left), linkFeatures(right))));
}
