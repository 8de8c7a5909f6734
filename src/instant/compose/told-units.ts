import type { IndexedColumn } from '../../catalog/index.ts';
import { largerUnit, unitRatio } from '../../language/en/units.ts';
import { stem } from '../../language/en/stem.ts';
import type { SemanticModel } from '../../semantics/model.ts';
import type { Lattice } from '../link/lattice.ts';
import type { Measure, Plan } from '../plan.ts';

/** The plan with its figures in the units in which they are told: cents as money, minutes as hours where the question speaks of hours. */
export function inToldUnits(plan: Plan, lattice: Lattice): Plan {
  const told = (measure: Measure) => inUnit(measure, lattice);
  const projections = plan.projections.map(told);
  if (projections.every((projection, index) => projection === plan.projections[index]) && plan.having.length === 0) return plan;
  return { ...plan, projections, having: plan.having.map((having) => ({ ...having, measure: told(having.measure) })) };
}

function inUnit(measure: Measure, lattice: Lattice): Measure {
  if (measure.kind === 'arithmetic') return { ...measure, left: inUnit(measure.left, lattice), right: inUnit(measure.right, lattice) };
  if (measure.kind === 'change' || measure.kind === 'running' || measure.kind === 'within') {
    const of = inUnit(measure.of, lattice);
    return of.kind === 'aggregate' ? { ...measure, of } : measure;
  }
  if (measure.kind !== 'aggregate' && measure.kind !== 'column') return measure;
  if (measure.kind === 'aggregate' && (measure.function === 'count' || measure.per !== undefined)) return measure;
  const per = unitOfTelling(measure.kind === 'aggregate' ? (measure.priced ?? measure.column) : measure.column, lattice);
  return per === 1 ? measure : { ...measure, per };
}

/** The currency of the amounts that a plan shows, where people said which it is here. */
export function currencyOf({ projections }: Plan, { semantics }: Lattice): string | undefined {
  const { currency } = semantics.customs;
  return currency !== undefined && projections.some((projection) => isTold(projection, semantics)) ? currency : undefined;
}

function isTold(measure: Measure, semantics: SemanticModel): boolean {
  if (measure.kind === 'change' || measure.kind === 'running' || measure.kind === 'within') return isTold(measure.of, semantics);
  if (measure.kind === 'column') return isAmount(measure.column, semantics, measure.per);
  return measure.kind === 'aggregate' && measure.function !== 'count' && isAmount(measure.priced ?? measure.column, semantics, measure.per);
}

/** Kept in the currency, or in its hundredth part and told in whole ones. */
function isAmount(column: IndexedColumn, semantics: SemanticModel, per = 1): boolean {
  const { role, unit } = semantics.attribute(column);
  if (role !== 'money' && role !== 'price') return false;
  return per === 1 ? unit === stem(semantics.customs.currency?.toLowerCase() ?? '') : unit !== undefined && per === largerUnit(unit);
}

/** How many of the unit in which a column is kept make one of that in which it is told. */
export function unitOfTelling(column: IndexedColumn, lattice: Lattice): number {
  const { unit } = lattice.semantics.attribute(column);
  if (unit === undefined || lattice.tokens.some(({ stem }) => stem === unit)) return 1;
  const said = lattice.tokens.map(({ stem }) => unitRatio(stem, unit)).find((ratio) => ratio !== undefined);
  return said ?? largerUnit(unit) ?? 1;
}
