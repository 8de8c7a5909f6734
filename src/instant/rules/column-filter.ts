import { merge, told, type FeatureVector } from '../features.ts';
import type { IndexedColumn } from '../../catalog/index.ts';
import { columnToValue } from '../../language/en/linking-words.ts';
import { multipleAt, rangeJoiners } from '../../language/en/numbers.ts';
import { type ColumnLink, type Lattice, skipStopWords, triggerAt, type TriggerLink } from '../link/lattice.ts';
import { type Comparison, type Filter, opposites, type Scalar } from '../plan.ts';
import { isMoment, isOrdered } from './columns.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import { comparison, dateAt, moreOperands, type Operand, operandsAt } from './operands.ts';
import type { Rule } from './rule.ts';

export const operators = { gt: '>', ge: '>=', lt: '<', le: '<=', after: '>', before: '<' } as const;

/** "age is greater than 20", "named Bob", "population between 1 and 5", "country is not France". */
export const columnFilter: Rule = (lattice, at) => (lattice.columns[at] ?? []).flatMap((link) => fragmentsFor(lattice, at, link));

function fragmentsFor(lattice: Lattice, at: number, link: ColumnLink): Fragment[] {
  const { at: start, negated } = skipLinking(lattice, link.to);
  const found = [...compared(lattice, start, link.column, negated), ...ranges(lattice, start, link.column), ...(start - link.to <= 4 ? equal(lattice, start, link.column, negated, start - link.to) : [])];
  return found.map(({ to, filter, both, features }) => fragment(both ? 'column-both' : 'column-filter', { from: at, to }, [both ? { kind: 'both', filters: both } : { kind: 'filter', filter }], merge(linkFeatures(link), features, negated ? { 'filter:negated': 1 } : {})));
}

export interface FilterOffer {
  readonly to: number;
  readonly filter: Filter;
  readonly both?: readonly Filter[];
  readonly features: FeatureVector;
}

function skipLinking(lattice: Lattice, from: number): { readonly at: number; readonly negated: boolean } {
  let at = from;
  let negated = false;
  while (at < lattice.tokens.length && at - from < 5) {
    const lower = lattice.tokens[at]?.lower ?? '';
    if (triggerAt(lattice, at, 'gt', 'ge', 'lt', 'le')) break;
    if (lower === 'not') negated = true;
    else if (triggerAt(lattice, at, 'ne') && lower !== 'not') {
      negated = true;
      at = (triggerAt(lattice, at, 'ne')?.to ?? at + 1) - 1;
    } else if (!columnToValue.has(lower) || triggerAt(lattice, at, 'between')?.name === 'between' && lower === 'in') break;
    at += 1;
  }
  return { at, negated };
}

/** "greater than 20", "20 or more" */
function compared(lattice: Lattice, at: number, column: IndexedColumn, negated: boolean): FilterOffer[] {
  if (!isOrdered(lattice, column) && column.column.family !== 'text') return [];
  const offers: FilterOffer[] = [];
  const trigger = triggerAt(lattice, at, 'gt', 'ge', 'lt', 'le', 'after', 'before') ?? comparativeAt(lattice, at);
  const sign = trigger ? operators[trigger.name as keyof typeof operators] : undefined;
  const offer = (operator: Comparison, operand: Operand, to: number) => offers.push({ to, filter: comparison(lattice, column, negated ? opposites[operator] : operator, operand.value), features: merge(operand.features, { 'filter:compare': 1 }) });
  if (trigger && sign) for (const operand of numbersAt(lattice, skipStopWords(lattice, trigger.to), column)) offer(sign, operand, operand.to);
  for (const operand of numbersAt(lattice, at, column)) {
    const tail = triggerAt(lattice, operand.to, 'orMore', 'orLess');
    if (tail) offer(tail.name === 'orMore' ? '>=' : '<=', operand, tail.to);
  }
  return offers;
}

/** "longer than": the adjective says only the direction. */
export function comparativeAt(lattice: Lattice, at: number): TriggerLink | undefined {
  const link = (lattice.adjectives[at] ?? []).find(({ adjective, to }) => !adjective.superlative && lattice.tokens[to]?.lower === 'than');
  return link && { from: at, to: link.to + 1, name: link.adjective.up.length > 0 ? 'gt' : 'lt' };
}

export function numbersAt(lattice: Lattice, at: number, column: IndexedColumn): Operand[] {
  const moment = dateAt(lattice, at, column);
  if (moment) return [moment];
  const token = lattice.tokens[at];
  // A moment is compared with no bare number: "delivered within 2 days" tells how long it took.
  if (token?.number === undefined || !isOrdered(lattice, column) || isMoment(lattice, column)) return [];
  // Nor is a number of times an amount: "more than three times what they cost us".
  if (multipleAt(lattice.tokens, at)) return [];
  return [{ from: at, to: at + 1, value: token.number, features: { 'value:number': 1 } }];
}

/** "between 5 and 10", "from 5 to 10" */
export function ranges(lattice: Lattice, at: number, column: IndexedColumn): FilterOffer[] {
  const trigger = triggerAt(lattice, at, 'between');
  if (!trigger || !isOrdered(lattice, column)) return [];
  const [low] = numbersAt(lattice, skipStopWords(lattice, trigger.to), column);
  if (!low || !rangeJoiners.has(lattice.tokens[low.to]?.lower ?? '')) return [];
  const [high] = numbersAt(lattice, skipStopWords(lattice, low.to + 1), column);
  return high ? [{ to: high.to, filter: between(lattice, column, low.value, high.value), features: { 'filter:between': 1 } }] : [];
}

function between(lattice: Lattice, column: IndexedColumn, low: Scalar, high: Scalar): Filter {
  const asYear = comparison(lattice, column, '=', low);
  return { kind: 'between', column, low, high, ...(asYear.kind === 'compare' && asYear.unit ? { unit: asYear.unit } : {}) };
}

const gaps = [0, 1, 2, 3] as const;

/** "is France", "is France or Spain" */
function equal(lattice: Lattice, at: number, column: IndexedColumn, negated: boolean, gap: number): FilterOffer[] {
  return operandsAt(lattice, at, column).flatMap((first): FilterOffer[] => {
    const tail = triggerAt(lattice, first.to, 'orMore', 'orLess');
    if (tail) return [];
    const features = merge(first.features, { 'filter:equal': 1, ...told(`filter:gap${gaps[Math.min(gap, 3)] ?? 3}`) });
    const single = { to: first.to, filter: comparison(lattice, column, negated ? '<>' : '=', first.value), features };
    const { operands, word, to } = moreOperands(lattice, first, column);
    if (!word) return [single];
    const filters = operands.map((operand) => comparison(lattice, column, negated ? '<>' : '=', operand.value));
    const either: FilterOffer = { to, filter: { kind: 'or', filters }, features: merge(features, told(`filter:list-${word}`)) };
    return word === 'and' && !negated ? [either, { ...either, both: filters, features: merge(features, { 'filter:both': 1 }) }] : [either];
  });
}
