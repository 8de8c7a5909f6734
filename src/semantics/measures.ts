import type { CatalogIndex, IndexedColumn, IndexedTable } from '../catalog/index.ts';
import { isKey, isNumeric } from '../catalog/roles.ts';
import type { ValueIndex } from '../catalog/values.ts';
import { isPlural } from '../language/en/inflection.ts';
import { phraseTable, type PhraseTable } from '../language/en/lexicon.ts';
import { stem } from '../language/en/stem.ts';
import { readData } from './data.ts';
import { type Attribute, filled, type MoneyFlow, type RowExpression, type RowMeasure } from './model.ts';
import { chargedOf, reductionsIn, taxedOf } from './wholes.ts';

/** What a word for money says of it: that it came in, some amount, that it went out, or what somebody is charged. */
export type MoneySense = 'income' | 'amount' | 'outlay' | 'charge';

const senses: readonly MoneySense[] = ['income', 'amount', 'outlay', 'charge'];

interface MeasureWords {
  readonly words: Readonly<Record<MoneySense, readonly string[]>>;
  readonly alone: readonly string[];
  readonly perPiece: readonly string[];
  readonly perHour: readonly string[];
  readonly recurring: readonly string[];
  readonly said: readonly { readonly words: readonly string[]; readonly names: readonly string[] }[];
  readonly billed: readonly string[];
  readonly spent: readonly string[];
  readonly promised: readonly string[];
  readonly profit: readonly string[];
  readonly margin: readonly string[];
  readonly owed: readonly string[];
  readonly stocked: readonly string[];
  readonly payroll: readonly string[];
  readonly bestsellers: readonly string[];
  readonly spenders: readonly string[];
  readonly verbs: readonly string[];
  readonly primary: readonly string[];
  readonly minor: readonly string[];
}

const file = readData('concepts/measures.json') as MeasureWords;
const stemmed = (phrase: string) => phrase.split(' ').map(stem).join(' ');

/** What people call money, by phrases of stems. */
export const moneyNouns: PhraseTable<MoneySense> = phraseTable(senses.flatMap((sense) => file.words[sense].map((phrase) => [stemmed(phrase), sense] as const)));
/** What people call what is left of it when the costs are taken off. */
export const profitNouns: PhraseTable<'profit' | 'margin'> = phraseTable((['profit', 'margin'] as const).flatMap((noun) => file[noun].map((phrase) => [stemmed(phrase), noun] as const)));
/** What people call what has been charged and not been paid. */
export const owedNouns: PhraseTable<true> = phraseTable(file.owed.map((phrase) => [stemmed(phrase), true] as const));
/** What people call the worth of what lies on the shelf. */
export const stockNouns: PhraseTable<true> = phraseTable(file.stocked.map((phrase) => [stemmed(phrase), true] as const));
/** What people call all that is paid to those who work there. */
export const payrollNouns: PhraseTable<true> = phraseTable(file.payroll.map((phrase) => [stemmed(phrase), true] as const));
/** What is sold most often. */
export const bestsellerPhrases: PhraseTable<true> = phraseTable(file.bestsellers.map((phrase) => [stemmed(phrase), true] as const));
/** Who is called after the money that they leave. */
export const spenderPhrases: PhraseTable<true> = phraseTable(file.spenders.map((phrase) => [stemmed(phrase), true] as const));
/** What people do with money: who "spent the most" did so in money. */
export const moneyVerbs: PhraseTable<true> = phraseTable([...new Set(file.verbs.map(stemmed))].map((phrase) => [phrase, true] as const));

const primary = file.primary.map(stem);
const minor = stemsOf(file.minor);
const [billed, spent, promised, perHour] = [phrasesOf(file.billed), phrasesOf(file.spent), phrasesOf(file.promised), phrasesOf(file.perHour)];
const [alone, perPiece, recurring] = [stemsOf(file.alone), stemsOf(file.perPiece), stemsOf(file.recurring)];

function stemsOf(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map(stem));
}

function phrasesOf(phrases: readonly string[]): readonly (readonly string[])[] {
  return phrases.map((phrase) => phrase.split(' ').map(stem));
}

function holds(stems: readonly string[], phrases: readonly (readonly string[])[]): boolean {
  return phrases.some((phrase) => stems.some((_, at) => phrase.every((word, index) => stems[at + index] === word)));
}

interface Facts {
  readonly catalog: CatalogIndex;
  readonly values: ValueIndex;
  readonly attribute: (column: IndexedColumn) => Attribute;
}

const givenBack: ReadonlySet<string> = new Set(['return', 'refund', 'chargeback', 'credit'].map(stem));

/** The money of the rows of a table, the likeliest first: what a row says of itself, quantity times price less discount, or the price of what it is one of. */
export function moneyOf(table: IndexedTable, facts: Facts): RowMeasure[] {
  const figures = table.columns.filter((column) => !isKey(column) && isMoney(column, facts));
  const computed = productOf(table, facts);
  // What goes back is no revenue.
  const back = table.stems.some((word) => givenBack.has(word));
  const amounts = figures.filter((column) => !isUnitPrice(column, facts));
  const isWhole = (column: IndexedColumn) => weightOf(column) >= 0 && flowOf([column]) === 'in';
  // Of a shipment, the freight is all there is to pay; of an order with lines it is not.
  const isAlone = !computed && !amounts.some(isWhole) && !hasLines(table, facts);
  const direct = amounts.map((column): RowMeasure => {
    const flow = flowOf([column]);
    return { column, minor: back || (weightOf(column) < 0 && !(isAlone && flow === 'in' && column.stems.some((word) => alone.has(word)))), flow };
  });
  const inOrder = direct.toSorted(byLikelihood);
  const ordered = computed ? inOrder : [...chargedIn(table, amounts, facts), ...inOrder];
  const [single] = computed || direct.length > 0 ? [] : priceOfThing(table, facts);
  const product = computed ?? single;
  if (!product) return ordered;
  const made = back ? { ...product, minor: true } : product;
  // What a row says of itself is surer than today's list price.
  return product.priced?.table !== table && ordered.some((measure) => !measure.minor && measure.flow === 'in') ? [...ordered, made] : [made, ...ordered];
}

/** What is no part of another amount and comes in, and is called most like an amount. */
function byLikelihood(a: RowMeasure, b: RowMeasure): number {
  const incoming = ({ flow }: RowMeasure) => Number(flow === 'in');
  return Number(a.minor) - Number(b.minor) || incoming(b) - incoming(a) || weightOf(b.column) - weightOf(a.column) || a.column.position - b.column.position;
}

/** What a row is charged in all, where that stands in several columns. */
function chargedIn(table: IndexedTable, amounts: readonly IndexedColumn[], facts: Facts): RowMeasure[] {
  const happens = table.columns.some((column) => facts.attribute(column).role === 'moment') || facts.catalog.edges(table).some(({ from }) => from === table);
  const charged = happens ? chargedOf(amounts, reductionsIn(table), (column) => isAmountOff(column, facts)) : undefined;
  return charged ? [{ ...charged, priced: charged.column, minor: false, flow: flowOf([charged.column]) }] : [];
}

/** What a row comes to with its tax. */
export function taxedIn(table: IndexedTable, facts: Facts): RowMeasure | undefined {
  const taxed = taxedOf(table.columns.filter((column) => !isKey(column) && isMoney(column, facts)));
  return taxed && { ...taxed, priced: taxed.column, minor: false, flow: flowOf([taxed.column]) };
}

/** Whether its money stands in the lines that refer to it. */
function hasLines(table: IndexedTable, facts: Facts): boolean {
  return facts.catalog.edges(table).some(({ from, to }) => to === table && from !== table && productOf(from, facts) !== undefined);
}

/** What happened once and refers to one thing that has a price comes to that price: a training to what its course costs a head. */
function priceOfThing(table: IndexedTable, facts: Facts): RowMeasure[] {
  const [key, ...others] = table.table.primaryKey.flatMap((name) => table.columns.filter(({ column }) => column.name === name));
  if (!key || others.length > 0 || quantityOf(table, facts) || !table.columns.some((column) => facts.attribute(column).role === 'moment')) return [];
  const price = referredPrice(table, facts);
  return price && isPerPiece(price) && !price.stems.some((word) => recurring.has(word)) ? [{ column: key, of: value(price), priced: price, minor: false, flow: flowOf([price]) }] : [];
}

/** Which way the money goes that these columns make, by their names and that of their table: a rent is paid, what lies on the shelf has brought nothing in yet. */
function flowOf(columns: readonly [IndexedColumn, ...IndexedColumn[]]): MoneyFlow {
  const names = [...columns.map(({ stems }) => stems), columns[0].table.stems];
  if (names.some((stems) => holds(stems, spent))) return 'out';
  return names.some((stems) => holds(stems, promised)) ? 'promised' : 'in';
}

/** How surely a table holds what is billed or sold, by its name: the lower the surer. */
export function billedRank({ stems }: IndexedTable): number {
  const rank = billed.findIndex((phrase) => holds(stems, [phrase]));
  return rank < 0 ? billed.length : rank;
}

/** Whether the words of a question, as stems, say of which money they speak: "paid" of `amount_paid`, and of a payment. */
export function isSaidOf({ column, priced, minor: isMinor }: RowMeasure, said: ReadonlySet<string>): boolean {
  // Who speaks of sales has not spoken of their shipping fee.
  return [...column.stems, ...(priced?.stems ?? []), ...(isMinor ? [] : column.table.stems)].some((word) => said.has(word));
}

/** What the names of money are called by that a phrase of the question speaks of. */
export const saidMoney: PhraseTable<readonly string[]> = phraseTable(file.said.flatMap(({ words, names }) => words.map((phrase) => [stemmed(phrase), names.map(stem)] as const)));

function isMoney(column: IndexedColumn, { attribute }: Facts): boolean {
  const { role, sums } = attribute(column);
  return (role === 'money' || role === 'price') && (sums !== undefined || role === 'price');
}

/** `unit_price`, and every price beside a quantity: an amount for one of several. */
function isUnitPrice(column: IndexedColumn, facts: Facts): boolean {
  return facts.attribute(column).role === 'price' && (column.stems.includes(unit) || quantityOf(column.table, facts) !== undefined);
}

const unit = stem('unit');
const discount = stem('discount');

function weightOf({ stems }: IndexedColumn): number {
  const rank = primary.findIndex((word) => stems.includes(word));
  return (rank < 0 ? 0 : primary.length - rank) - (stems.some((word) => minor.has(word)) ? primary.length + 1 : 0);
}

const hour = stem('hour');
const hourly = stem('hourly');
const quantityWords = ['quantity', 'qty', 'units', 'pieces', 'count', 'seats', 'nights', 'hours', 'tickets', 'sold'].map(stem);

/** How many of its thing a row of a table stands for. */
export function quantityOf(table: IndexedTable, { attribute }: Pick<Facts, 'attribute'>): IndexedColumn | undefined {
  const isQuantity = (column: IndexedColumn) => attribute(column).role === 'quantity' || (attribute(column).role === 'duration' && column.stems.includes(hour));
  const found = table.columns.filter((column) => isQuantity(column) && !isKey(column));
  return quantityWords.flatMap((word) => found.filter(({ stems }) => stems.includes(word)))[0] ?? piecesOf(table, attribute);
}

/** `bottles` beside `unit_price`, `guests` beside `price_per_head`: where a row says what one of them costs, its only plain number in the plural is how many. */
function piecesOf(table: IndexedTable, attribute: Facts['attribute']): IndexedColumn | undefined {
  if (!table.columns.some((column) => (column.stems.includes(unit) || isPerPiece(column)) && ['price', 'money'].includes(attribute(column).role))) return undefined;
  const isCount = (column: IndexedColumn) => ['number', 'quantity', 'code'].includes(attribute(column).role) && isNumeric(column) && !isKey(column);
  const [pieces, ...others] = table.columns.filter((column) => isCount(column) && isPlural(column.column.name.toLowerCase()));
  return others.length === 0 ? pieces : undefined;
}

/** `quantity × unit price × (1 − discount)`, where a row keeps them, or its price is that of the thing that it refers to. */
function productOf(table: IndexedTable, facts: Facts): RowMeasure | undefined {
  const quantity = quantityOf(table, facts);
  const price = quantity && (unitPriceOf(table, facts) ?? referredPrice(table, facts) ?? (quantity.stems.includes(hour) ? hourlyOf(table, facts) : undefined));
  if (!quantity || !price) return undefined;
  const gross: RowExpression = { kind: 'arithmetic', operator: '*', left: value(quantity), right: value(price) };
  const off = discountIn(table, facts) ?? discountOfHead(table, facts);
  if (off && isAmountOff(off, facts)) return { column: quantity, of: { kind: 'arithmetic', operator: '-', left: gross, right: filled(off) }, priced: price, minor: false, flow: flowOf([quantity, price]) };
  return { column: quantity, of: off ? { kind: 'arithmetic', operator: '*', left: gross, right: remainder(off, facts) } : gross, priced: price, minor: false, flow: flowOf([quantity, price]) };
}

function discountIn(table: IndexedTable, { attribute }: Facts): IndexedColumn | undefined {
  return table.columns.find((column) => column.stems.includes(discount) && attribute(column).role !== 'flag' && !isKey(column));
}

/** A discount in percent that is given on a whole order holds for each of its lines; of an amount each line would bear but a part. */
function discountOfHead(table: IndexedTable, facts: Facts): IndexedColumn | undefined {
  const heads = facts.catalog.edges(table).flatMap(({ from, to }) => (from === table && to !== table && to.columns.some((column) => facts.attribute(column).role === 'moment') ? [to] : []));
  const [off, ...others] = [...new Set(heads)].flatMap((head) => (unitPriceOf(head, facts) ? [] : (discountIn(head, facts) ?? [])));
  return off && others.length === 0 && off.stems.some((word) => percentWords.has(word)) ? off : undefined;
}

/** What an hour of the rows of a table costs, or of that to which they refer: hours times the rate of who worked them. */
function hourlyOf(table: IndexedTable, { catalog, attribute }: Facts): IndexedColumn | undefined {
  const tables = [table, ...catalog.edges(table).filter(({ from, to }) => from === table && to !== table).map(({ to }) => to)];
  const rates = [...new Set(tables)].flatMap((other) => other.columns.filter((column) => holds(column.stems, perHour) && !isKey(column) && ['money', 'rate', 'price'].includes(attribute(column).role)));
  return rates.length === 1 ? rates[0] : undefined;
}

function unitPriceOf(table: IndexedTable, { attribute }: Facts): IndexedColumn | undefined {
  const prices = table.columns.filter((column) => attribute(column).role === 'price' || ((column.stems.includes(unit) || isPerPiece(column)) && attribute(column).role === 'money'));
  return prices.find(({ stems }) => stems.includes(unit)) ?? prices[0];
}

/** `cost_per_person`. */
function isPerPiece({ stems }: IndexedColumn): boolean {
  return stems.some((word, at) => word === per && perPiece.has(stems[at + 1] ?? ''));
}

const per = stem('per');

function referredPrice(table: IndexedTable, facts: Facts): IndexedColumn | undefined {
  const referred = facts.catalog.edges(table).filter(({ from, to }) => from === table && to !== table).map(({ to }) => to);
  const prices = [...new Set(referred)].flatMap((other) => unitPriceOf(other, facts) ?? []);
  return prices.length === 1 ? prices[0] : undefined;
}

/** A discount of 5.99 is money off the line; one of 15 may be percent, and one of 0.15 is a part. */
function isAmountOff(column: IndexedColumn, { attribute, values }: Facts): boolean {
  if (attribute(column).role === 'money') return true;
  if (column.stems.some((word) => percentWords.has(word))) return false;
  const seen = values.numbers(column);
  return seen !== undefined && seen.max > 1 && [...seen.distinct].some((amount) => !Number.isInteger(amount));
}

const percentWords: ReadonlySet<string> = new Set(['percent', 'percentage', 'pct', 'rate'].map(stem));

/** What a discount leaves: it is kept as a part of one, or in percent. */
function remainder(column: IndexedColumn, { values }: Facts): RowExpression {
  const percent = (values.numbers(column)?.max ?? 0) > 1;
  const share: RowExpression = percent ? { kind: 'arithmetic', operator: '/', left: filled(column), right: { kind: 'number', value: 100 } } : filled(column);
  return { kind: 'arithmetic', operator: '-', left: { kind: 'number', value: 1 }, right: share };
}

/** The price of a row less what it costs, that of its thing where it keeps none itself; both times the quantity, where there are several. */
export function profitOf(table: IndexedTable, facts: Facts): RowMeasure | undefined {
  const [kept] = moneyOf(table, facts).filter((measure) => !measure.minor && !measure.column.stems.includes(costStem));
  // What lies on the shelf has made no profit: a piece makes what its price leaves.
  const amount: RowMeasure | undefined = kept?.flow === 'promised' && kept.priced ? { column: kept.priced, minor: false, flow: 'in' } : kept;
  const cost = amount && (costIn(table, facts) ?? referredCost(table, facts));
  if (!amount || !cost || cost === (amount.priced ?? amount.column)) return undefined;
  const spent: RowExpression = amount.of ? { kind: 'arithmetic', operator: '*', left: value(amount.column), right: value(cost) } : value(cost);
  return { column: amount.column, of: { kind: 'arithmetic', operator: '-', left: amount.of ?? value(amount.column), right: spent }, priced: amount.priced ?? amount.column, minor: false, flow: 'in' };
}

/** What is still to be paid of a row: a balance that it keeps, or its amount less what was paid of it. */
export function owedOf(table: IndexedTable, facts: Facts): RowMeasure | undefined {
  const amounts = table.columns.filter((column) => !isKey(column) && isMoney(column, facts));
  const called = (words: ReadonlySet<string>) => amounts.find(({ stems }) => stems.some((word) => words.has(word)));
  const kept = called(owedStems);
  if (kept) return { column: kept, minor: false, flow: 'promised' };
  const paid = called(paidStems);
  const [charged] = moneyOf(table, facts).filter(({ minor: isMinor, column }) => !isMinor && column !== paid);
  if (!paid || !charged || charged.column.table !== table) return undefined;
  return { column: charged.column, of: { kind: 'arithmetic', operator: '-', left: charged.of ?? value(charged.column), right: filled(paid) }, priced: charged.priced ?? charged.column, minor: false, flow: 'promised' };
}

/** What lies on the shelf, at what it has cost, or at its price where no cost is kept. */
export function stockOf(table: IndexedTable, facts: Facts): RowMeasure | undefined {
  const pieces = table.columns.find((column) => column.stems.some((word) => stockStems.has(word)) && facts.attribute(column).role === 'quantity');
  const each = pieces && (costIn(table, facts) ?? unitPriceOf(table, facts));
  return each && { column: pieces, of: { kind: 'arithmetic', operator: '*', left: value(pieces), right: value(each) }, priced: each, minor: false, flow: 'promised' };
}

/** What somebody is paid for a year or a month of work, and not by the hour. */
export function salaryOf(table: IndexedTable, { attribute }: Facts): RowMeasure | undefined {
  const isSalary = ({ stems }: IndexedColumn) => stems.some((word) => salaryStems.has(word)) && !stems.includes(hour) && !stems.includes(hourly);
  const column = table.columns.find((other) => isSalary(other) && attribute(other).role === 'money');
  return column && { column, minor: false, flow: 'out' };
}

const salaryStems = stemsOf(['salary', 'wage', 'pay']);
const stockStems = stemsOf(['stock', 'inventory', 'hand']);
const owedStems = stemsOf(['balance', 'outstanding', 'owed', 'due', 'arrears']);
const paidStems = stemsOf(['paid', 'settled', 'received']);

/** What a row or a piece of it has cost; the cost of its shipping is that of something else. */
function costIn(table: IndexedTable, { attribute }: Facts): IndexedColumn | undefined {
  return table.columns.find((column) => column.stems.includes(costStem) && !isKey(column) && !column.stems.some((word) => alone.has(word)) && ['money', 'price'].includes(attribute(column).role));
}

function referredCost(table: IndexedTable, facts: Facts): IndexedColumn | undefined {
  const referred = facts.catalog.edges(table).filter(({ from, to }) => from === table && to !== table).map(({ to }) => to);
  const costs = [...new Set(referred)].flatMap((other) => costIn(other, facts) ?? []);
  return costs.length === 1 ? costs[0] : undefined;
}

const costStem = stem('cost');

function value(column: IndexedColumn): RowExpression {
  return { kind: 'column', column };
}
