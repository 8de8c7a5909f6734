import type { CalendarUnit, Moment } from '../../core/query.ts';
import type { IndexedColumn } from '../../catalog/index.ts';
import { calendarUnits, dayWords, nextWords, pastWords, periodPrepositions, presentWords, upcomingWords } from '../../language/en/dates.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import type { Filter } from '../plan.ts';
import { temporalColumns } from './columns.ts';
import { type Fragment, fragment } from './fragment.ts';
import { afterVerb, columnsOfVerb } from './date-filter.ts';
import type { Rule } from './rule.ts';

interface Stretch {
  readonly begin: Moment;
  readonly end?: Moment;
}

type Period = Span & Stretch;

/** "last month", "this year", "in the past 30 days", "yesterday", "upcoming", "issued this week": by the clock of the database, so that the SQL stays true. */
export const period: Rule = (lattice, at) => {
  const verb = columnsOfVerb(lattice, at);
  return [...periods(lattice, at, at, temporalColumns(lattice)), ...[at + 1, afterVerb(lattice, at)].filter((place, index, all) => all.indexOf(place) === index).flatMap((place) => periods(lattice, at, place, verb, 'period-verb'))];
};

function periods(lattice: Lattice, from: number, at: number, columns: readonly IndexedColumn[], rule = 'period'): Fragment[] {
  const found = columns.length === 0 ? undefined : (periodAt(lattice, at) ?? upcomingAt(lattice, at));
  if (!found) return [];
  const filters = columns.filter(holdsDays).map((column) => within(column, found));
  return filters.map((filter, rank) => fragment(rule, { from, to: found.to }, [{ kind: 'filter', filter }], { 'moment:rank': rank }));
}

function holdsDays({ column }: IndexedColumn): boolean {
  return column.family !== 'integer' && column.family !== 'number';
}

function within(column: IndexedColumn, { begin, end }: Stretch): Filter {
  return { kind: 'period', column, from: begin, ...(end ? { until: end } : {}) };
}

function periodAt(lattice: Lattice, from: number): Period | undefined {
  let at = from;
  while (at - from < 3 && periodPrepositions.has(wordAt(lattice, at))) at += 1;
  const word = wordAt(lattice, at);
  const day = dayWords.get(word);
  if (day !== undefined) return { from, to: at + 1, ...whole('day', day) };
  const direction = pastWords.has(word) ? -1 : nextWords.has(word) ? 1 : presentWords.has(word) ? 0 : undefined;
  if (direction === undefined) return undefined;
  const count = lattice.tokens[at + 1]?.number;
  const counted = calendarUnits.get(wordAt(lattice, at + 2));
  if (direction !== 0 && count !== undefined && Number.isInteger(count) && count > 0 && count < 1_000 && counted) return { from, to: at + 3, ...(direction < 0 ? { begin: relativeDate('day', -count, counted) } : { begin: relativeDate('day', 0), end: relativeDate('day', count, counted) }) };
  const unit = calendarUnits.get(wordAt(lattice, at + 1));
  return unit && { from, to: at + 2, ...whole(unit, direction) };
}

/** "upcoming appointments": before the rows that it speaks of. */
function upcomingAt(lattice: Lattice, at: number): Period | undefined {
  return upcomingWords.has(wordAt(lattice, at)) && (lattice.tables[at + 1] ?? []).length > 0 ? { from: at, to: at + 1, begin: relativeDate('day', 0) } : undefined;
}

function relativeDate(start: CalendarUnit, shift: number, by: CalendarUnit = start): Moment {
  return { kind: 'moment', start, shift, by };
}

function whole(unit: CalendarUnit, shift: number): Stretch {
  return { begin: relativeDate(unit, shift), end: relativeDate(unit, shift + 1) };
}
