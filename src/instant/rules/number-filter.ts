import { amountNames } from '../../language/en/column-names.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { columnToNumber } from '../../language/en/linking-words.ts';
import { singleArticles } from '../../language/en/stop-words.ts';
import { moneyMarks, moneyUnits, unitOf, unitTails } from '../../language/en/units.ts';
import { multipleAt } from '../../language/en/numbers.ts';
import { multiplied } from '../../language/en/possession.ts';
import { type ColumnLink, type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Comparison } from '../plan.ts';
import { comparativeAt, numbersAt, operators } from './column-filter.ts';
import { columnsCalled, isNumber, isQuantity } from './columns.ts';
import { merge } from '../features.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import { moneyInPlay } from './money-measures.ts';
import { onceAt } from './once.ts';
import { comparison } from './operands.ts';
import type { Rule } from './rule.ts';

/** The number comes before its column: "more than 3 cylinders", "8 cylinders", "over 20 years old", "5 or more rooms". */
export const numberFilter: Rule = (lattice, at) => {
  const early = columnBetween(lattice, at);
  if (early.length > 0) return early;
  const amount = amountAt(lattice, at);
  if (!amount) return [];
  const start = skipStopWords(lattice, amount.to);
  const compared = amount.operator === '=' ? 'number-equal' : 'number-filter';
  const direct = (lattice.columns[start] ?? []).filter((link) => isNumber(lattice, link.column) && !isOtherMoney(lattice, link)).map((link) =>
    fragment(compared, { from: at, to: link.to }, [{ kind: 'filter', filter: comparison(lattice, link.column, amount.operator, amount.value) }], merge(linkFeatures(link), isQuantity(lattice, link.column) ? {} : { 'filter:key': 1 })));
  return [...direct, ...unitFilters(lattice, at, amount), ...amountsOf(lattice, at, amount), ...moneyOver(lattice, at, amount)];
};

/** "100 tickets" are no ticket price of 100. */
function isOtherMoney({ semantics, tokens }: Lattice, { column, from, to }: ColumnLink): boolean {
  const { role } = semantics.attribute(column);
  const head = column.stems.at(-1) ?? '';
  return (role === 'money' || role === 'price') && column.stems.length > 1 && tokens.slice(from, to).every(({ stem: said }) => column.stems.includes(said) && said !== head);
}

/** "under age 30" */
function columnBetween(lattice: Lattice, at: number): Fragment[] {
  const trigger = triggerAt(lattice, at, 'gt', 'ge', 'lt', 'le', 'after', 'before');
  if (!trigger) return [];
  return (lattice.columns[skipStopWords(lattice, trigger.to)] ?? []).flatMap((link) =>
    numbersAt(lattice, skipStopWords(lattice, link.to, columnToNumber), link.column).map((operand) =>
      fragment('number-filter', { from: at, to: operand.to }, [{ kind: 'filter', filter: comparison(lattice, link.column, operators[trigger.name as keyof typeof operators], operand.value) }], merge(linkFeatures(link), operand.features))));
}

function unitFilters(lattice: Lattice, at: number, amount: Amount): Fragment[] {
  const [unit] = phrasesAt(lattice.lexicon.units, amount.to, (index) => lattice.tokens[index]?.lower);
  if (!unit) return [];
  const end = amount.to + unit.words.length;
  const to = unitTails.has(lattice.tokens[end]?.lower ?? '') ? end + 1 : end;
  return columnsCalled(lattice, unit.meaning, (column) => isQuantity(lattice, column)).map((column, rank) =>
    fragment('number-unit', { from: at, to }, [{ kind: 'filter', filter: comparison(lattice, column, amount.operator, amount.value) }], { 'dimension:rank': rank }));
}

/** "invoices over 20", "people under 40": of what is counted in money the amount, of people the age. */
function amountsOf(lattice: Lattice, at: number, amount: Amount): Fragment[] {
  if (amount.operator === '=') return [];
  const owners = [at - 1, at - 2, at - 3].flatMap((from) => (lattice.tables[from] ?? []).filter(({ to }) => to === at).map(({ table }) => table));
  return columnsCalled(lattice, amountNames, (column) => owners.includes(column.table) && isQuantity(lattice, column)).map((column, rank) =>
    fragment('number-amount', { from: at, to: amount.to }, [{ kind: 'filter', filter: comparison(lattice, column, amount.operator, amount.value) }], { 'dimension:rank': rank }));
}

/** "over $600": with its sign, a number is money whatever stands before it. */
function moneyOver(lattice: Lattice, at: number, amount: Amount): Fragment[] {
  const signed = moneyMarks.test(lattice.tokens[amount.to - 1]?.text ?? '') || moneyUnits.has(wordAt(lattice, amount.to));
  if (amount.operator === '=' || !signed) return [];
  const to = moneyUnits.has(wordAt(lattice, amount.to)) ? amount.to + 1 : amount.to;
  return moneyInPlay(lattice).filter(({ measure }) => measure.of === undefined).map(({ measure, features }, rank) =>
    fragment('money-over', { from: at, to }, [{ kind: 'filter', filter: comparison(lattice, measure.column, amount.operator, amount.value) }], merge(features, { 'money:rank': rank })));
}

export interface Amount {
  readonly operator: Comparison;
  readonly value: number;
  readonly to: number;
}

/** "more than 3", "at least two", "3 or more", "exactly 4", "5". */
export const amountAt = onceAt((lattice, at): Amount | undefined => {
  const trigger = triggerAt(lattice, at, 'gt', 'ge', 'lt', 'le', 'eq') ?? comparativeAt(lattice, at);
  const from = trigger ? skipStopWords(lattice, trigger.to) : at;
  const token = lattice.tokens[from];
  // "over an hour"
  const isOne = trigger && from > trigger.to && singleArticles.has(wordAt(lattice, from - 1)) && unitOf(token?.lower ?? '') !== undefined;
  if (isOne && trigger.name !== 'eq') return { operator: operators[trigger.name as keyof typeof operators], value: 1, to: from };
  if (token?.number === undefined) return undefined;
  // "more than three times what they cost us"
  const multiple = multipleAt(lattice.tokens, from);
  if (multiple && multiplied.has(wordAt(lattice, multiple.to))) return undefined;
  if (lattice.tokens[from + 1]?.text === '+') return { operator: '>=', value: token.number, to: from + 2 };
  const tail = triggerAt(lattice, from + 1, 'orMore', 'orLess');
  if (tail && (!trigger || trigger.name === 'eq')) return { operator: tail.name === 'orMore' ? '>=' : '<=', value: token.number, to: tail.to };
  const operator = !trigger || trigger.name === 'eq' ? '=' : operators[trigger.name as keyof typeof operators];
  return { operator, value: token.number, to: from + 1 };
});
