import { isAdditive, isKey } from '../../catalog/roles.ts';
import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { unitOf } from '../../language/en/units.ts';
import { isPlural } from '../../language/en/inflection.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Measure } from '../plan.ts';
import { isAmountIn, isQuantity, tablesBeside, tablesInPlay, unitLettersMin } from './columns.ts';
import { merge } from '../features.ts';
import { type Fragment, fragment, linkFeatures, type MeasureLink } from './fragment.ts';
import { aggregateOf } from './money-measures.ts';
import type { Rule } from './rule.ts';

const amountsMax = 2;

/** What there is of the rows of a table where they are spoken of as a mass: their money, else what can be added up. */
function amountsOf(lattice: Lattice, table: IndexedTable): Measure[] {
  const money = lattice.semantics.money(table).filter(({ minor }) => !minor).map((measure) => aggregateOf(measure, 'sum'));
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
  const token = lattice.tokens[place];
  const isNumbered = lattice.tokens[place - 1]?.number !== undefined;
  if (!token || isNumbered || unitOf(token.stem)?.dimension !== 'size' || token.lower.length < unitLettersMin || (lattice.columns[place] ?? []).some(({ score }) => score > 0.9)) return [];
  const name = lead?.name === 'average' ? 'avg' as const : 'sum' as const;
  return columnsIn(lattice, token.stem).map((column, rank) =>
    fragment('amount-in-unit', { from: at, to: place + 1 }, [{ kind: 'projection', measure: { kind: 'aggregate', function: name, column, distinct: false } }], { 'dimension:rank': rank }));
};

/** Amounts of rows that happen, kept in this unit or one of the same measure: of the tables in play, of those beside, of all. */
function columnsIn(lattice: Lattice, unit: string): IndexedColumn[] {
  const played = tablesInPlay(lattice);
  const isAmount = (column: IndexedColumn) => isAmountIn(lattice, column, unit);
  return [...played, ...tablesBeside(lattice, played)].flatMap(({ columns }) => columns.filter(isAmount)).slice(0, amountsMax);
}

/** "billable hours october 2026", "units sold": a quantity that is merely named is added up. */
export const bareSum: Rule = (lattice, at) => (lattice.columns[at] ?? [])
  .filter(({ column, score }) => score > 0.6 && isQuantity(lattice, column) && isAdditive(column) && lattice.semantics.attribute(column).sums === 'added')
  .map((link) => {
    const measure: Measure = { kind: 'aggregate', function: 'sum', column: link.column, distinct: false };
    const told = merge(isPlural(wordAt(lattice, link.to - 1)) ? { 'sum:plural': 1 } : {}, at === skipStopWords(lattice, 0) ? { 'sum:first': 1 } : {});
    return fragment('bare-sum', link, [{ kind: 'projection', measure }], merge(linkFeatures(link), told));
  });
