import type { IndexedColumn, IndexedTable } from '../catalog/index.ts';
import { isNumeric } from '../catalog/roles.ts';
import type { ValueIndex } from '../catalog/values.ts';
import { identifierWords } from '../language/en/identifiers.ts';
import { stem } from '../language/en/stem.ts';
import { filled, type RowExpression } from './model.ts';

/** What a row comes to where no column says it whole: the sum of its charges, an amount less what is taken off, a price with its tax. */
export interface Whole {
  readonly column: IndexedColumn;
  readonly of: RowExpression;
}

type Words = ReadonlySet<string>;

const wordsOf = (...words: readonly string[]): Words => new Set(words.map(stem));
const charges = wordsOf('charge', 'fee');
const alone = wordsOf('price', 'gross', 'charge', 'fee');
const reductions = wordsOf('discount', 'deduction', 'deduct', 'rebate', 'reduction');
const totals = wordsOf('total', 'sum', 'net', 'revenue', 'paid', 'payment', 'balance', 'due');
const gross = wordsOf('gross');
const net = wordsOf('net');
const taxes = wordsOf('vat', 'tax');
const percent = wordsOf('percent', 'percentage', 'pct', 'rate');
const tares = wordsOf('tare', 'tar');
const perPiece = wordsOf('per', 'unit', 'monthly', 'yearly', 'annual', 'limit', 'max', 'min', 'minimum', 'maximum');

function isCalled({ stems }: IndexedColumn, words: Words): boolean {
  return stems.some((word) => words.has(word));
}

/** `base_fee + lunch_fee − sibling_discount`, `price − discount`: of the amounts of a row, and what they are `reduced` by; off a single one that may be percent. */
export function chargedOf(money: readonly IndexedColumn[], reduced: readonly IndexedColumn[], isAmount: (column: IndexedColumn) => boolean): Whole | undefined {
  const amounts = money.filter((column) => !isCalled(column, reductions) && !isCalled(column, perPiece));
  const several = amounts.filter((column) => isCalled(column, charges));
  const added = several.length > 1 ? several : amounts.filter((column) => isCalled(column, alone));
  const off = several.length > 1 ? reduced : reduced.filter(isAmount);
  const [first, ...more] = added;
  const isWhole = several.length > 1 ? amounts.length === several.length : more.length === 0 && off.length > 0;
  if (!first || !isWhole || amounts.some((column) => isCalled(column, totals))) return undefined;
  const charged = more.reduce((whole, column) => combined('+', whole, filled(column)), several.length > 1 ? filled(first) : value(first));
  return { column: first, of: off.reduce((whole, column) => combined('-', whole, filled(column)), charged) };
}

/** The columns of what is taken off the amounts of a row, and does not say that it is percent. */
export function reductionsIn({ columns }: IndexedTable): IndexedColumn[] {
  return columns.filter((column) => isNumeric(column) && isCalled(column, reductions) && !isCalled(column, percent));
}

/** `net + vat`, where no column holds both. */
export function taxedOf(money: readonly IndexedColumn[]): Whole | undefined {
  const [before, ...nettos] = money.filter((column) => isCalled(column, net));
  const [tax, ...others] = money.filter((column) => isCalled(column, taxes));
  const isGiven = money.some((column) => column !== before && column !== tax && (isCalled(column, totals) || isCalled(column, gross)));
  return before && tax && nettos.length + others.length === 0 && !isGiven ? { column: before, of: combined('+', value(before), filled(tax)) } : undefined;
}

/** What a row has of what stands in two of its columns, by that which is more: `gross_kg − tare_kg`, `km_end − km_start`, `kwh_out − kwh_in`. */
export function amountBetween(column: IndexedColumn, values: ValueIndex): RowExpression | undefined {
  if (!isNumeric(column)) return undefined;
  const less = tareOf(column) ?? readingBefore(column, values);
  return less && combined('-', value(column), value(less));
}

function tareOf(column: IndexedColumn): IndexedColumn | undefined {
  const { columns } = column.table;
  return isCalled(column, gross) && !columns.some((other) => isCalled(other, net)) ? columns.find((other) => isNumeric(other) && isCalled(other, tares)) : undefined;
}

const begins: Words = new Set(['start', 'begin', 'opening', 'previous']);
const ends: Words = new Set(['end', 'finish', 'closing', 'current']);
const ways: Words = new Set(['in', 'out']);

/** Of a meter that is read twice, the first of both: "in" and "out" are told apart by which is more. */
function readingBefore(column: IndexedColumn, values: ValueIndex): IndexedColumn | undefined {
  const called = (words: Words) => column.table.columns.filter((other) => other !== column && isNumeric(other) && areAlike(column, other, words));
  const [begin] = marked(column, ends) ? called(begins) : [];
  const [way] = marked(column, ways) ? called(ways) : [];
  const [most, mostOther] = [column, way].map((end) => (end ? values.numbers(end)?.max : undefined));
  return begin ?? (most !== undefined && mostOther !== undefined && most > mostOther ? way : undefined);
}

function marked({ column }: IndexedColumn, words: Words): string | undefined {
  return identifierWords(column.name).find((word) => words.has(word));
}

/** Whether two names differ but in the word that tells which reading it is. */
function areAlike(end: IndexedColumn, begin: IndexedColumn, words: Words): boolean {
  const [own, other] = [marked(end, ends) ?? marked(end, ways), marked(begin, words)];
  const rest = ({ column }: IndexedColumn, mark: string | undefined) => identifierWords(column.name).filter((word) => word !== mark).join(' ');
  return own !== undefined && other !== undefined && own !== other && rest(end, own) !== '' && rest(end, own) === rest(begin, other);
}

function value(column: IndexedColumn): RowExpression {
  return { kind: 'column', column };
}

function combined(operator: '+' | '-', left: RowExpression, right: RowExpression): RowExpression {
  return { kind: 'arithmetic', operator, left, right };
}
