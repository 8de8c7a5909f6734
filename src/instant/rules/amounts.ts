import { isAdditive, isKey } from '../../catalog/roles.ts';
import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { dimensionNouns, unitOf, unitTail, usingWords } from '../../language/en/units.ts';
import { isPlural } from '../../language/en/inflection.ts';
import { type ColumnLink, type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import { expressionColumns, type Measure } from '../plan.ts';
import { isAmountIn, isQuantity, tablesInPlay, tablesNear, unitLettersMin } from './columns.ts';
import { type FeatureVector, merge } from '../features.ts';
import { type Fragment, fragment, linkFeatures, type MeasureLink } from './fragment.ts';
import { aggregateOf, moneyKept } from './money-measures.ts';
import type { RowExpression, RowMeasure } from '../../semantics/model.ts';
import type { Rule } from './rule.ts';

const amountsMax = 2;

/** What there is of the rows of a table where they are spoken of as a mass: their money, else what can be added up. */
function amountsOf(lattice: Lattice, table: IndexedTable): Measure[] {
  const money = moneyKept(lattice, table).filter(({ minor }) => !minor).map((measure) => aggregateOf(measure, 'sum'));
  const figures = table.columns.filter((column) => isQuantity(lattice, column) && !isKey(column) && isAdditive(column) && lattice.semantics.attribute(column).sums === 'added');
  return [...money, ...figures.map((column): Measure => ({ kind: 'aggregate', function: 'sum', column, distinct: false }))].slice(0, amountsMax);
}

/** "downtime by reason", "scrap per month": a noun without a plural speaks of an amount, and not of rows. */
export const mass: Rule = (lattice, at) => massMeasures(lattice, at).map(({ to, measure, features }): Fragment => {
  const distributed = triggerAt(lattice, to, 'by', 'each') !== undefined;
  return fragment('mass', { from: at, to }, [{ kind: 'projection', measure }], merge(features, distributed ? { 'mass:distributed': 1 } : {}));
});

/** "machines by downtime" */
export function massMeasures(lattice: Lattice, at: number): MeasureLink[] {
  // "flight numbers" speaks of a column.
  const longer = (to: number) => (lattice.columns[at] ?? []).some((column) => column.to > to && column.score > 0.6);
  return (lattice.tables[at] ?? []).filter(({ to, score }) => score > 0.6 && !isPlural(wordAt(lattice, to - 1)) && !longer(to)).flatMap((link) =>
    amountsOf(lattice, link.table).map((measure, rank): MeasureLink => ({ from: at, to: link.to, measure, features: merge(linkFeatures(link), { 'mass:rank': rank }) })));
}

/** "how many litres did we brew", "tonnes per route", "average kilos per bin": what is kept in such a unit, whatever the column is called. */
export const amountInUnit: Rule = (lattice, at) => {
  const lead = triggerAt(lattice, at, 'count', 'average', 'amount');
  const place = skipStopWords(lattice, lead?.to ?? at);
  const name = lead?.name === 'average' ? 'avg' as const : 'sum' as const;
  return unitAmounts(lattice, place, name).map(({ to, measure, features }) => fragment('amount-in-unit', { from: at, to }, [{ kind: 'projection', measure }], features));
};

/** "top 5 suppliers by weight", "drivers by mileage": what rows may be ordered by in a unit. */
export function unitMeasures(lattice: Lattice, at: number): MeasureLink[] {
  return unitAmounts(lattice, at, 'sum');
}

function unitAmounts(lattice: Lattice, at: number, name: 'sum' | 'avg'): MeasureLink[] {
  const token = lattice.tokens[at];
  const isNumbered = lattice.tokens[at - 1]?.number !== undefined;
  const unit = token && (dimensionNouns.get(token.lower) ?? (token.lower.length >= unitLettersMin ? token.stem : undefined));
  if (unit === undefined || isNumbered || unitOf(unit)?.dimension !== 'size' || (lattice.columns[at] ?? []).some(({ score }) => score > 0.9)) return [];
  const end = unitTail.get(token?.lower ?? '') === wordAt(lattice, at + 1) ? at + 2 : at + 1;
  const to = usingWords.has(wordAt(lattice, end)) ? end + 1 : end;
  return amountsIn(lattice, unit).map(({ column, of }, rank): MeasureLink =>
    ({ from: at, to: of ? to : end, measure: { kind: 'aggregate', function: name, column, distinct: false, ...(of ? { of } : {}) }, features: { 'dimension:rank': rank } }));
}

/** Amounts of rows that happen, kept in this unit or one of the same measure, between two readings where it is read twice: of the tables in play, of those beside. */
function amountsIn(lattice: Lattice, unit: string): { readonly column: IndexedColumn; readonly of: RowExpression | undefined }[] {
  const isAmount = (column: IndexedColumn) => isAmountIn(lattice, column, unit);
  const columns = [...tablesInPlay(lattice), ...tablesNear(lattice)].flatMap((table) => table.columns.filter(isAmount));
  const amounts = columns.map((column) => ({ column, of: lattice.semantics.between(column) }));
  const taken = amounts.flatMap(({ of }) => (of ? expressionColumns(of) : []));
  return amounts.filter(({ column, of }) => of !== undefined || !taken.includes(column)).slice(0, amountsMax);
}

/** "billable hours october 2026", "units sold": a quantity that is merely named is added up. */
export const bareSum: Rule = (lattice, at) => {
  const { columns, semantics } = lattice;
  const links = (columns[at] ?? []).filter(({ column }) => isQuantity(lattice, column) && isAdditive(column) && semantics.attribute(column).sums === 'added');
  const first = at === skipStopWords(lattice, 0) ? { 'sum:first': 1 } : {};
  const isMany = ({ to }: ColumnLink) => isPlural(wordAt(lattice, to - 1));
  const summed = (link: ColumnLink, measure: Measure, features: FeatureVector) =>
    fragment('bare-sum', link, [{ kind: 'projection', measure }], merge(features, isMany(link) ? { 'sum:plural': 1 } : {}, first));
  const wholes = links.filter(isMany).flatMap((link) => wholesOf(lattice, links, link).map((measure) => summed(link, aggregateOf(measure, 'sum'), { 'sum:whole': 1 })));
  const apart = links.filter(({ score }) => score > 0.6);
  return [...wholes.slice(0, 1), ...apart.map((link) => summed(link, { kind: 'aggregate', function: 'sum', column: link.column, distinct: false }, linkFeatures(link)))];
};

/** "the fees", of which a row keeps several kinds: all that it is charged. */
function wholesOf({ semantics }: Lattice, links: readonly ColumnLink[], { column: { table }, from, to }: ColumnLink): RowMeasure[] {
  const alike = links.filter((link) => link.from === from && link.to === to).map(({ column }) => column);
  // Pieces times what one of them costs are no whole of which both are parts.
  const isSum = (of: RowExpression | undefined) => of?.kind === 'arithmetic' && of.operator !== '*' && of.operator !== '/';
  return semantics.money(table).slice(0, 1).filter(({ of }) => of !== undefined && isSum(of) && expressionColumns(of).filter((column) => alike.includes(column)).length > 1);
}
