import { type ColumnLink, type Lattice, skipStopWords, triggerAt, type TriggerLink } from '../link/lattice.ts';
import type { AggregateName } from '../plan.ts';
import { isNumber, isOrdered, isQuantity } from './columns.ts';
import { merge } from '../features.ts';
import { linkFeatures, type MeasureLink } from './fragment.ts';
import { piecesAt } from './bestsellers.ts';
import { massMeasures, unitMeasures } from './amounts.ts';
import { moneyMeasures } from './money-measures.ts';
import { onceAt } from './once.ts';
import { saidMeasures } from './said-measures.ts';

const aggregates = { average: 'avg', amount: 'sum', minimum: 'min', maximum: 'max' } as const;

/** The aggregate functions that a phrase names: "average and maximum". */
export const functionsAt = onceAt((lattice, at): { readonly functions: readonly AggregateName[]; readonly to: number } | undefined => {
  const functions: AggregateName[] = [];
  let to = at;
  for (let next = at; functions.length < 5; ) {
    const trigger = functionTrigger(lattice, next);
    if (!trigger) break;
    functions.push(aggregates[trigger.name as keyof typeof aggregates]);
    to = trigger.to;
    next = to;
    if (lattice.tokens[next]?.text === ',') next += 1;
    if (lattice.tokens[next]?.lower === 'and') next += 1;
    if (lattice.tokens[next]?.lower === 'the') next += 1;
    if (next === to) break;
  }
  return functions.length > 0 ? { functions, to } : undefined;
});

/** The longest phrase after which a column follows: of "total amount" the second word may itself be the column. */
function functionTrigger(lattice: Lattice, at: number): TriggerLink | undefined {
  const triggers = (lattice.triggers[at] ?? []).filter(({ name }) => name in aggregates);
  return triggers.find(({ to }) => columnsAfter(lattice, to).length > 0) ?? triggers[0];
}

/** Columns named after words of no weight, and after the name of their own table: "payment amount". */
export function columnsAfter(lattice: Lattice, at: number): readonly ColumnLink[] {
  const place = skipStopWords(lattice, at);
  const direct = lattice.columns[place] ?? [];
  const owned = (lattice.tables[place] ?? []).flatMap((owner) => (lattice.columns[owner.to] ?? []).filter(({ column }) => column.table === owner.table));
  return owned.length === 0 ? direct : [...direct, ...owned.filter((link) => !direct.some((known) => known.column === link.column && known.to === link.to))];
}

/** What rows may be ordered or compared by: a column, a number of rows, or an aggregate of a column. */
export function measuresAt(lattice: Lattice, at: number): MeasureLink[] {
  const start = skipStopWords(lattice, at);
  return [
    ...termMeasures(lattice, start), ...columnMeasures(lattice, start), ...countMeasures(lattice, start), ...aggregateMeasures(lattice, start), ...moneyMeasures(lattice, start),
    ...massMeasures(lattice, start), ...unitMeasures(lattice, start), ...saidMeasures(lattice, start), ...piecesAt(lattice, start),
  ];
}

/** A figure of the user's glossary: "top customers by revenue". */
function termMeasures(lattice: Lattice, at: number): MeasureLink[] {
  return lattice.terms.flatMap(({ from, to, meaning }) => (from === at && meaning.kind === 'measure' ? [{ from, to, measure: meaning.measure, features: { glossary: 1 } }] : []));
}

function columnMeasures(lattice: Lattice, at: number): MeasureLink[] {
  return columnsAfter(lattice, at).map((link) => ({ from: at, to: link.to, measure: { kind: 'column', column: link.column }, features: linkFeatures(link) }));
}

/** "the number of concerts" */
export function countMeasures(lattice: Lattice, at: number): MeasureLink[] {
  const trigger = triggerAt(lattice, at, 'count');
  if (!trigger) return [];
  const place = skipStopWords(lattice, trigger.to);
  const columns = (lattice.columns[place] ?? []).filter(({ column }) => isQuantity(lattice, column)).map((link): MeasureLink => ({ from: at, to: link.to, measure: { kind: 'column', column: link.column }, features: merge(linkFeatures(link), { 'measure:quantity': 1 }) }));
  return [...columns, ...(lattice.tables[place] ?? []).map((link): MeasureLink => ({ from: at, to: link.to, measure: { kind: 'count', table: link.table }, features: merge(linkFeatures(link), { 'measure:count': 1 }) }))];
}

function aggregateMeasures(lattice: Lattice, at: number): MeasureLink[] {
  const named = functionsAt(lattice, at);
  const [name] = named?.functions ?? [];
  if (!named || !name || named.functions.length > 1) return [];
  return (lattice.columns[skipStopWords(lattice, named.to)] ?? [])
    .filter((link) => isOrdered(lattice, link.column) && (isNumber(lattice, link.column) || name === 'min' || name === 'max'))
    .map((link) => ({ from: at, to: link.to, measure: { kind: 'aggregate', function: name, column: link.column, distinct: false }, features: merge(linkFeatures(link), { 'measure:aggregate': 1 }) }));
}
