import { told, type FeatureVector } from '../features.ts';
import type { IndexedColumn } from '../../catalog/index.ts';
import { isNumeric, isYear } from '../../catalog/roles.ts';
import { normaliseValue } from '../../catalog/values.ts';
import { type Lattice, skipStopWords } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import { isAddress } from '../../language/en/tokens.ts';
import type { Comparison, Filter, Scalar } from '../plan.ts';
import { unitOfTelling } from '../compose/told-units.ts';
import { isMoment, isNumber } from './columns.ts';

/** A value that the question gives for a column. */
export interface Operand extends Span {
  readonly value: Scalar;
  readonly features: FeatureVector;
}

/** What the question may say at this place as a value of the column, the likeliest first. */
export function operandsAt(lattice: Lattice, at: number, column: IndexedColumn): Operand[] {
  const token = lattice.tokens[at];
  if (!token) return [];
  const known = (lattice.valueLinks[at] ?? [])
    .filter((link) => link.column === column)
    .flatMap((link) => spellings(link.value).map(({ value, features }): Operand => ({ from: at, to: link.to, value, features: { ...told(`value:${link.match}`), 'value:loss': 1 - Math.min(1, link.score), ...features } })))
    .toSorted((a, b) => b.to - a.to);
  if (known.length > 0) return known.slice(0, 2);
  const literal = literalAt(lattice, at, column);
  return literal ? [literal] : [];
}

/** A value that the data holds with blanks around it is offered as it stands there, and as it is said. */
export function spellings(value: string): { readonly value: string; readonly features: FeatureVector }[] {
  const trimmed = value.trim();
  return trimmed === value || trimmed === '' ? [{ value, features: {} }] : [{ value, features: { 'value:padded': 1 } }, { value: trimmed, features: { 'value:trimmed': 1 } }];
}

function literalAt(lattice: Lattice, at: number, column: IndexedColumn): Operand | undefined {
  const token = lattice.tokens[at];
  if (!token) return undefined;
  const operand = (value: Scalar, feature: 'date' | 'number' | 'numeral' | 'quoted' | 'year' | 'yearOfDate', to = at + 1): Operand => ({ from: at, to, value, features: told(`value:${feature}`) });
  const numeric = isNumber(lattice, column);
  if (token.kind === 'date') return isMoment(lattice, column) || column.column.family === 'text' ? operand(token.text, 'date') : undefined;
  if (token.kind === 'quoted') {
    if (numeric) return Number.isNaN(Number(token.text)) ? undefined : operand(Number(token.text), 'number');
    return operand(token.text, 'quoted');
  }
  if (token.number !== undefined) {
    if (numeric) return operand(isNumeric(column) ? token.number : token.text, 'number');
    // Of a category all values were seen: "by segment 2026" speaks of a year.
    const isOpen = column.column.family === 'text' && !isMoment(lattice, column) && lattice.semantics.attribute(column).role !== 'category';
    return isOpen ? operand(token.text, 'numeral') : undefined;
  }
  return column.column.family === 'text' ? unknownName(lattice, at) : undefined;
}

/** Words with capitals that no value of the sample matches: the sample may lack them. */
function unknownName(lattice: Lattice, at: number): Operand | undefined {
  let to = at;
  while (to < lattice.tokens.length && to - at < 5 && /^\p{Lu}/u.test(lattice.tokens[to]?.text ?? '') && lattice.tokens[to]?.kind === 'word') to += 1;
  if (to === at) return undefined;
  return { from: at, to, value: lattice.tokens.slice(at, to).map((token) => token.text).join(' '), features: { 'value:unknown': 1 } };
}

/** The condition of a column and a value, told in the unit in which the column is kept: 5 minutes are 300000 in `milliseconds`. A year is compared with the year of a date. */
export function comparison(lattice: Lattice, column: IndexedColumn, operator: Comparison, value: Scalar): Filter {
  const asYear = typeof value === 'number' && isMoment(lattice, column) && value >= 1000 && value <= 2999;
  if (asYear) return { kind: 'compare', column, operator, value, unit: 'year' };
  return { kind: 'compare', column, operator, value: typeof value === 'number' ? value * unitOfTelling(column, lattice) : value };
}

/** A date or a year that a temporal column may be compared with. */
export function dateAt(lattice: Lattice, at: number, column: IndexedColumn): Operand | undefined {
  const token = lattice.tokens[at];
  if (!token) return undefined;
  if (token.kind === 'date' && (isMoment(lattice, column) || isYear(column))) return { from: at, to: at + 1, value: token.text, features: { 'value:date': 1 } };
  if (token.kind === 'quoted' && /\d/.test(token.text) && isMoment(lattice, column)) return { from: at, to: at + 1, value: token.text, features: { 'value:date': 1 } };
  const { number } = token;
  if (number === undefined || token.kind !== 'number' || !Number.isInteger(number) || number < 1000 || number > 2999) return undefined;
  if (isYear(column)) return { from: at, to: at + 1, value: isNumeric(column) ? number : token.text, features: { 'value:year': 1 } };
  return isMoment(lattice, column) ? { from: at, to: at + 1, value: number, features: { 'value:year': 1, 'value:yearOfDate': 1 } } : undefined;
}

const operandsMax = 50;

/** Further operands of the same column: "A, B or C". Tells which word joins them; quoted texts need none, and addresses are alternatives whatever joins them. */
export function moreOperands(lattice: Lattice, first: Operand, column: IndexedColumn): { readonly operands: readonly Operand[]; readonly word: 'or' | 'and' | undefined; readonly to: number } {
  const operands = [first];
  let word: 'or' | 'and' | undefined;
  let to = first.to;
  for (let step = 1; step < operandsMax; step += 1) {
    let next = to;
    if (lattice.tokens[next]?.text === ',') next += 1;
    const joiner = lattice.tokens[next]?.lower;
    if (joiner === 'or' || joiner === 'and') next += 1;
    if (next === to) break;
    next = skipStopWords(lattice, next);
    const operand = operandsAt(lattice, next, column)[0];
    if (!operand || typeof operand.value !== typeof first.value || normaliseValue(String(operand.value)) === normaliseValue(String(first.value))) break;
    if (joiner === 'or' || joiner === 'and') word = joiner;
    operands.push(operand);
    to = operand.to;
  }
  const tokens = operands.map(({ from }) => lattice.tokens[from]);
  const areAlternatives = operands.length > 1 && (tokens.every((token) => token && isAddress(token)) || (!word && tokens.every((token) => token?.kind === 'quoted')));
  const joined = areAlternatives ? 'or' : word;
  return { operands: joined ? operands : [first], word: joined, to: joined ? to : first.to };
}
