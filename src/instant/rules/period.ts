import type { CalendarUnit, Moment } from '../../core/query.ts';
import { type Lattice, type Span, wordAt } from '../link/lattice.ts';
import { temporalColumns } from './columns.ts';
import { fragment } from './fragment.ts';
import type { Rule } from './rule.ts';

interface Period extends Span {
  readonly begin: Moment;
  readonly end?: Moment;
}

const units: ReadonlyMap<string, CalendarUnit> = new Map([...(['day', 'week', 'month', 'year'] as const)].flatMap((unit) => [[unit, unit] as const, [`${unit}s`, unit] as const]));
const before: ReadonlySet<string> = new Set(['in', 'during', 'from', 'of', 'for', 'within', 'the', 'over', 'since']);
const past: ReadonlySet<string> = new Set(['last', 'past', 'previous', 'prior']);
const present: ReadonlySet<string> = new Set(['this', 'current']);

/** "last month", "this year", "in the past 30 days", "yesterday": by the clock of the database, so that the SQL stays true. */
export const period: Rule = (lattice, at) => {
  const found = periodAt(lattice, at);
  if (!found) return [];
  return temporalColumns(lattice).filter(({ column }) => column.family !== 'integer' && column.family !== 'number').map((column, rank) =>
    fragment('period', { from: at, to: found.to }, [{ kind: 'filter', filter: { kind: 'period', column, from: found.begin, ...(found.end ? { until: found.end } : {}) } }], { 'moment:rank': rank }));
};

function periodAt(lattice: Lattice, from: number): Period | undefined {
  let at = from;
  while (at - from < 3 && before.has(wordAt(lattice, at))) at += 1;
  const word = wordAt(lattice, at);
  if (word === 'today') return { from, to: at + 1, ...whole('day', 0) };
  if (word === 'yesterday') return { from, to: at + 1, ...whole('day', -1) };
  const count = lattice.tokens[at + 1]?.number;
  const counted = units.get(wordAt(lattice, at + 2));
  if (past.has(word) && count !== undefined && Number.isInteger(count) && count < 1_000 && counted) return { from, to: at + 3, begin: { kind: 'moment', start: 'day', shift: -count, by: counted } };
  const unit = units.get(wordAt(lattice, at + 1));
  if (!unit || !(past.has(word) || present.has(word))) return undefined;
  return { from, to: at + 2, ...whole(unit, past.has(word) ? -1 : 0) };
}

function whole(unit: CalendarUnit, shift: number): Pick<Period, 'begin' | 'end'> {
  const moment = (by: number): Moment => ({ kind: 'moment', start: unit, shift: by, by: unit });
  return { begin: moment(shift), end: moment(shift + 1) };
}
