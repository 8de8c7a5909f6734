import type { NamedMeasure } from '../../semantics/model.ts';
import type { Lattice } from '../link/lattice.ts';
import type { SaidLink } from '../link/meant.ts';
import type { Measure } from '../plan.ts';
import { merge } from '../features.ts';
import type { MeasureLink } from './fragment.ts';

/** Those that begin at a place, to order, group and compare by. */
export function saidMeasures(lattice: Lattice, at: number): MeasureLink[] {
  const featuresOf = (certainty: number, { table }: NamedMeasure) => merge({ glossary: certainty }, lattice.named.has(table) ? { 'money:named': 1 } : {});
  return saidMeasureLinks(lattice, at).map(({ to, certainty, measure }) => ({ from: at, to, measure: measureOf(measure), features: featuresOf(certainty, measure) }));
}

export function saidMeasureLinks(lattice: Lattice, at: number): (SaidLink & { readonly measure: NamedMeasure })[] {
  return lattice.said.flatMap((link) => (link.from === at && link.meaning.kind === 'measure' ? [{ ...link, measure: link.meaning.measure }] : []));
}

/** A figure by name as a measure of a plan. */
export function measureOf({ function: name, distinct, table, column, of, where }: NamedMeasure): Measure {
  const condition = where ? { where } : {};
  // What stands in a row that it refers to is counted once for each of its own rows.
  if (of.kind === 'column' && of.column.table === table) return { kind: 'aggregate', function: name, column: of.column, distinct, ...condition };
  // Whoever wrote an expression has chosen its unit.
  return { kind: 'aggregate', function: name, column, distinct, of, per: 1, ...condition };
}
