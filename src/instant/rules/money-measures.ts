import { merge, told, type FeatureVector } from '../features.ts';
import type { IndexedTable } from '../../catalog/index.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { billedRank, isSaidOf, type MoneySense, moneyNouns, owedNouns, payrollNouns, profitNouns, saidMoney, stockNouns } from '../../semantics/measures.ts';
import type { RowMeasure } from '../../semantics/model.ts';
import { taxPhrases } from '../../language/en/taxes.ts';
import { owing } from '../../language/en/possession.ts';
import type { Lattice } from '../link/lattice.ts';
import type { AggregateName, Measure } from '../plan.ts';
import { tablesInPlay, tablesNear } from './columns.ts';
import { once, onceAt } from './once.ts';
import type { MeasureLink } from './fragment.ts';

export interface Money {
  readonly measure: RowMeasure;
  readonly features: FeatureVector;
}

/** Money that is kept near what the question speaks of, before anything is told of it: most of it is passed over. */
interface Kept {
  readonly measure: RowMeasure;
  readonly table: IndexedTable;
  /** Among the money of its table. */
  readonly rank: number;
  readonly place: 'named' | 'played' | 'near';
  /** The question uses words of it. */
  readonly isSaid: boolean;
}

const measuresMax = 5;

/** The money of the tables that the question speaks of, and of those next to them, the likeliest first. */
export const moneyInPlay = once((lattice): readonly Money[] => {
  const debts = lattice.tokens.some(({ lower }) => owing.has(lower)) ? owedInPlay(lattice) : [];
  if (debts.length > 0) return debts;
  return likeliest(lattice, moneyAround(lattice));
});

const moneyAround = once((lattice): readonly Kept[] => {
  const played = tablesInPlay(lattice);
  const words = saidOfMoney(lattice);
  const of = (tables: readonly IndexedTable[], place: Kept['place']) => tables.flatMap((table) =>
    moneyKept(lattice, table).slice(0, 3).map((measure, rank): Kept => ({ measure, table, rank, place, isSaid: isSaidOf(measure, words) })));
  const isNamed = (table: IndexedTable) => lattice.named.has(table);
  const found = [...of(played.filter(isNamed), 'named'), ...of(played.filter((table) => !isNamed(table)), 'played'), ...of(tablesNear(lattice), 'near')];
  // Nobody means the freight who does not speak of it, where there is what was sold.
  const likely = found.filter((kept) => kept.isSaid || !isExtra(kept, found, lattice));
  return likely.toSorted((a, b) => Number(b.isSaid) - Number(a.isSaid));
});

/** What comes on top of an order: its freight, beside what its lines or itself come to. */
function isExtra({ measure, table }: Kept, found: readonly Kept[], { semantics, catalog, tokens }: Lattice): boolean {
  if (!measure.minor || measure.flow !== 'in' || semantics.entity(table).kind !== 'transaction' || tokens.some(({ stem: word }) => measure.column.stems.includes(word))) return false;
  const lines = new Set(catalog.edges(table).flatMap(({ from, to }) => (to === table && semantics.entity(from).kind === 'line' ? [from] : [])));
  return found.some(({ measure: { minor, flow }, table: other }) => !minor && flow === 'in' && (other === table || lines.has(other)));
}

const places: Readonly<Record<Kept['place'], FeatureVector>> = { named: { 'money:named': 1 }, played: {}, near: { 'money:near': 1 } };

/** The first few, with what is to be said of each. */
function likeliest({ semantics }: Lattice, money: readonly Kept[]): Money[] {
  return money.slice(0, measuresMax).map(({ measure, table, rank, place, isSaid }) =>
    ({ measure, features: merge(places[place], told(`money:${semantics.entity(table).kind}`), featuresOf(measure, rank), isSaid ? { 'money:said': 1 } : {}) }));
}

/** The money of the rows of a table: with its tax, where the question says so ("VAT included"). */
export function moneyKept(lattice: Lattice, table: IndexedTable): readonly RowMeasure[] {
  const money = lattice.semantics.money(table);
  const taxed = saysTax(lattice) === 'with' ? lattice.semantics.taxed(table) : undefined;
  return taxed ? [taxed, ...money.filter(({ column }) => column !== taxed.column)] : money;
}

/** Whether the question tells amounts with their tax or without. */
const saysTax = once(({ tokens }) => tokens.flatMap((_, at) => phrasesAt(taxPhrases, at, (index) => tokens[index]?.lower).map(({ meaning }) => meaning))[0]);

/** What a word for money means of it: revenue is what came in, before anything else that is billed or sold, and no rent and no limit; costs are what went out. */
function meant(money: readonly Kept[], sense: MoneySense): readonly Kept[] {
  const isNamed = ({ place, measure }: Kept) => Number(place === 'named' && !measure.minor);
  if (sense === 'outlay') return money.toSorted((a, b) => Number(b.measure.flow === 'out') - Number(a.measure.flow === 'out'));
  if (sense !== 'income') return money;
  // Freight is no revenue where there is what was sold.
  const incoming = money.filter(({ measure }) => measure.flow === 'in');
  const whole = incoming.filter(({ measure }) => !measure.minor);
  const ranked = whole.length > 0 ? whole : incoming;
  return ranked.toSorted((a, b) => isNamed(b) - isNamed(a) || Number(b.measure.of !== undefined) - Number(a.measure.of !== undefined) || billedRank(a.measure.column.table) - billedRank(b.measure.column.table));
}

/** The words of the question, and what they call money by. */
const saidOfMoney = once(({ tokens }): ReadonlySet<string> => new Set(tokens.flatMap((_, at) => phrasesAt(saidMoney, at, (index) => tokens[index]?.stem).flatMap(({ meaning }) => meaning))));

/** What is left of it, likewise; what is sold may be two steps from what the question speaks of. */
const profitAround = once((lattice): readonly Money[] => {
  const beside = (tables: readonly IndexedTable[]) => tables.flatMap((table) => lattice.catalog.edges(table).flatMap(({ from, to }) => [from, to]));
  const played = tablesInPlay(lattice);
  const near = beside(played);
  return [...new Set([...played, ...near, ...beside(near)])].slice(0, profitTablesMax).flatMap((table): Money[] => {
    const { kind } = lattice.semantics.entity(table);
    // Stock has made no profit yet.
    const measure = kind === 'association' || kind === 'snapshot' ? undefined : lattice.semantics.profit(table);
    return measure ? [{ measure, features: { 'money:profit': 1, ...told(`money:${kind}`) } }] : [];
  });
});

/** Profit is made by what was sold; the margin of a product lies between its price and its cost, sold or not. */
function profitInPlay(lattice: Lattice, noun: 'profit' | 'margin'): readonly Money[] {
  const found = profitAround(lattice);
  const sold = found.filter(({ measure }) => isSold(lattice, measure));
  if (noun === 'margin') return [...found.filter((money) => !sold.includes(money)), ...sold];
  return sold.length > 0 ? sold : found;
}

/** What has not been paid, of the tables that the question speaks of and of those next to them. */
const owedInPlay = once((lattice): readonly Money[] => {
  const played = tablesInPlay(lattice);
  const near = played.flatMap((table) => lattice.catalog.edges(table).flatMap(({ from, to }) => [from, to]));
  return [...new Set([...played, ...near])].flatMap((table): Money[] => {
    const measure = lattice.semantics.owed(table);
    return measure ? [{ measure, features: { 'money:owed': 1, ...told(`money:${lattice.semantics.entity(table).kind}`) } }] : [];
  });
});

/** What lies on the shelves, wherever in the database. */
const stockInPlay = once(({ catalog, semantics }): readonly Money[] => catalog.tables.flatMap((table): Money[] => {
  const measure = semantics.stock(table);
  return measure ? [{ measure, features: { 'money:stock': 1 } }] : [];
}).slice(0, measuresMax));

/** What those are paid who work there. */
const payrollInPlay = once(({ catalog, semantics }): readonly Money[] => catalog.tables.filter((table) => semantics.entity(table).kind === 'person').flatMap((table): Money[] => {
  const measure = semantics.salary(table);
  return measure ? [{ measure, features: { 'money:said': 1 } }] : [];
}).slice(0, measuresMax));

/** Line by line, or by itself: a list price has not been paid. */
function isSold({ semantics }: Lattice, { column }: RowMeasure): boolean {
  return semantics.entity(column.table).kind === 'line' || semantics.entity(column.table).kind === 'transaction';
}

const profitTablesMax = 24;

/** A limit or a goal has moved from nobody to nobody. */
function featuresOf({ minor, of, flow }: RowMeasure, rank: number): FeatureVector {
  return { ...(rank > 0 ? { 'money:second': 1 } : {}), ...(flow === 'promised' ? { 'money:promised': 1 } : {}), ...(minor ? { 'money:minor': 1 } : {}), ...(of ? { 'money:product': 1 } : {}) };
}

export function aggregateOf({ column, of, priced }: RowMeasure, name: AggregateName): Measure {
  return { kind: 'aggregate', function: name, column, distinct: false, ...(of ? { of } : {}), ...(priced ? { priced } : {}) };
}

export interface MoneyNoun {
  readonly to: number;
  readonly found: readonly Money[];
}

/** The money that a word for it means: "turnover", "gross profit". */
export const moneyNounAt = onceAt((lattice, at): MoneyNoun | undefined => {
  const stemAt = (index: number) => lattice.tokens[index]?.stem;
  const [profit] = phrasesAt(profitNouns, at, stemAt);
  if (profit) return { to: at + profit.words.length, found: profitInPlay(lattice, profit.meaning) };
  const [owed] = phrasesAt(owedNouns, at, stemAt);
  const debts = owed ? owedInPlay(lattice) : [];
  if (owed && debts.length > 0) return { to: at + owed.words.length, found: debts };
  const [payroll] = phrasesAt(payrollNouns, at, stemAt);
  const salaries = payroll ? payrollInPlay(lattice) : [];
  if (payroll && salaries.length > 0) return { to: at + payroll.words.length, found: salaries };
  const [stocked] = phrasesAt(stockNouns, at, stemAt);
  if (stocked) return { to: at + stocked.words.length, found: stockInPlay(lattice) };
  const [phrase] = phrasesAt(moneyNouns, at, stemAt);
  return phrase && { to: at + phrase.words.length, found: likeliest(lattice, meant(moneyAround(lattice), phrase.meaning)) };
});

/** "top 5 customers by revenue", "the highest turnover". */
export function moneyMeasures(lattice: Lattice, at: number): MeasureLink[] {
  const noun = moneyNounAt(lattice, at);
  return (noun?.found ?? []).map((found, rank) => ({ from: at, to: noun?.to ?? at, measure: aggregateOf(found.measure, 'sum'), features: merge(found.features, { 'money:rank': rank }) }));
}
