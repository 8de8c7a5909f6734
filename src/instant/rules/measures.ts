import { cueAt, type Lattice, skipGlue, type Span } from '../link/lattice.ts';
import type { AggregateName, Measure } from '../plan.ts';
import { isNumber, isOrdered, isQuantity } from './columns.ts';
import { type Features, linkFeatures, merge } from './fragment.ts';

export interface MeasureLink extends Span {
  readonly measure: Measure;
  readonly features: Features;
}

const aggregates = { average: 'avg', amount: 'sum', minimum: 'min', maximum: 'max' } as const;

/** The aggregate functions that a phrase names: "average and maximum". */
export function functionsAt(lattice: Lattice, at: number): { readonly functions: readonly AggregateName[]; readonly to: number } | undefined {
  const functions: AggregateName[] = [];
  let to = at;
  for (let next = at; functions.length < 5; ) {
    const cue = cueAt(lattice, next, 'average', 'amount', 'minimum', 'maximum');
    if (!cue) break;
    functions.push(aggregates[cue.cue as keyof typeof aggregates]);
    to = cue.to;
    next = to;
    if (lattice.tokens[next]?.text === ',') next += 1;
    if (lattice.tokens[next]?.lower === 'and') next += 1;
    if (lattice.tokens[next]?.lower === 'the') next += 1;
    if (next === to) break;
  }
  return functions.length > 0 ? { functions, to } : undefined;
}

/** What rows may be ordered or compared by: a column, a number of rows, or an aggregate of a column. */
export function measuresAt(lattice: Lattice, at: number): MeasureLink[] {
  const start = skipGlue(lattice, at);
  return [...columnMeasures(lattice, start), ...countMeasures(lattice, start), ...aggregateMeasures(lattice, start)];
}

function columnMeasures(lattice: Lattice, at: number): MeasureLink[] {
  return (lattice.columns[at] ?? []).map((link) => ({ from: at, to: link.to, measure: { kind: 'column', column: link.column }, features: linkFeatures(link) }));
}

/** "the number of concerts" */
export function countMeasures(lattice: Lattice, at: number): MeasureLink[] {
  const cue = cueAt(lattice, at, 'count');
  if (!cue) return [];
  const place = skipGlue(lattice, cue.to);
  const columns = (lattice.columns[place] ?? []).filter(({ column }) => isQuantity(lattice, column)).map((link): MeasureLink => ({ from: at, to: link.to, measure: { kind: 'column', column: link.column }, features: merge(linkFeatures(link), { 'measure:quantity': 1 }) }));
  return [...columns, ...(lattice.tables[place] ?? []).map((link): MeasureLink => ({ from: at, to: link.to, measure: { kind: 'count', table: link.table }, features: merge(linkFeatures(link), { 'measure:count': 1 }) }))];
}

function aggregateMeasures(lattice: Lattice, at: number): MeasureLink[] {
  const named = functionsAt(lattice, at);
  const [name] = named?.functions ?? [];
  if (!named || !name || named.functions.length > 1) return [];
  return (lattice.columns[skipGlue(lattice, named.to)] ?? [])
    .filter((link) => isOrdered(lattice, link.column) && (isNumber(lattice, link.column) || name === 'min' || name === 'max'))
    .map((link) => ({ from: at, to: link.to, measure: { kind: 'aggregate', function: name, column: link.column, distinct: false }, features: merge(linkFeatures(link), { 'measure:aggregate': 1 }) }));
}
