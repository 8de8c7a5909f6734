import type { IndexedColumn } from '../../catalog/index.ts';
import { approaching, calendarUnits, doneNames, lastingOpenings, lastingStates, ongoingWords, upcomingWords } from '../../language/en/dates.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { comparisonToColumn } from '../../language/en/linking-words.ts';
import { isProgressive } from '../../language/en/inflection.ts';
import { articles } from '../../language/en/stop-words.ts';
import { namesBeginning, namesEnd } from '../../language/en/column-names.ts';
import { isCount, moment, type Stretch } from '../../language/en/spans.ts';
import { isBirth, isPlanned } from '../../semantics/moments.ts';
import { isByTheHour } from '../../semantics/stints.ts';
import { type Lattice, skipStopWords, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import type { Filter } from '../plan.ts';
import { isMoment, momentPlace, tablesInPlay, temporalColumns } from './columns.ts';
import { afterVerb, columnsOfVerb, momentsMeant } from './date-filter.ts';
import type { FeatureVector, RuleName } from '../features.ts';
import { pastNoun } from './columns-filter.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';
import { stretchSaid } from './stretch.ts';

/** "last month", "in March 2026", "between 10 and 20 March", "yesterday", "upcoming", "issued this week": what moves with the calendar is read by the clock of the database, so that the SQL stays true. */
export const period: Rule = (lattice, at) => {
  const verb = columnsOfVerb(lattice, at);
  const behind = [at + 1, afterVerb(lattice, at)].filter((place, index, all) => all.indexOf(place) === index);
  return [...goingOn(lattice, at), ...lasting(lattice, at), ...passed(lattice, at),
    ...periods(lattice, at, at, momentsMeant(lattice, at)), ...behind.flatMap((place) => periods(lattice, at, place, verb, 'period-verb'))];
};

function periods(lattice: Lattice, from: number, at: number, columns: readonly IndexedColumn[], rule: 'period' | 'period-verb' = 'period'): Fragment[] {
  const isAwaited = rule === 'period-verb' && isProgressive(wordAt(lattice, from));
  const found = columns.length === 0 ? undefined : ((isAwaited ? withinDays(lattice, at) : undefined) ?? stretchSaid(lattice, at) ?? upcomingAt(lattice, at));
  if (!found) return [];
  const name: RuleName = found.from?.kind === 'day' || found.until?.kind === 'day' ? `${rule}-day` : rule;
  const named: FeatureVector = isValue(lattice, { from: at, to: found.to }) ? { 'period:value': 1 } : {};
  const during = rule === 'period' ? overlaps(lattice, { from, to: found.to }, found, { ...named, ...(isLatest(found) ? { 'period:latest': 1 } : {}) }) : [];
  const fits = (column: IndexedColumn) => isMoment(lattice, column) && !(isLatest(found) && isBirth(column)) && !(isToCome(found) && isDone(column));
  const fitting = (moments: readonly IndexedColumn[]) => moments.filter(fits);
  const own = fitting(columns);
  // "bookings tomorrow" are made before, and begin then.
  const meant = own.length === 0 && rule === 'period' && isToCome(found) ? fitting(temporalColumns(lattice)) : own;
  const span = { from, to: found.to };
  const isNext = ({ stems }: IndexedColumn) => isAwaited && isLatest(found) && isMonth(found) && (namesBeginning(stems) || namesEnd(stems));
  const ending = (column: IndexedColumn): Stretch => {
    if (isNext(column)) return nextOf(found);
    // What runs out before the end of the year has not run out yet.
    return rule === 'period-verb' && isAhead(found) && namesEnd(column.stems) ? { ...found, from: moment('day', 0) } : found;
  };
  const year = (column: IndexedColumn): FeatureVector => (!isLatest(found) ? {} : isNext(column) ? { 'period:next': 1 } : { 'period:latest': 1 });
  return [...during, ...meant.map((column) => fragment(name, span, [{ kind: 'filter', filter: within(column, ending(column)) }], { ...momentPlace(column, meant), ...named, ...year(column) }))];
}

/** "expiring within 14 days": from today on. */
function withinDays(lattice: Lattice, at: number): Stretch | undefined {
  const count = wordAt(lattice, at) === 'within' ? lattice.tokens[at + 1]?.number : undefined;
  const unit = calendarUnits.get(wordAt(lattice, at + 2));
  return isCount(count) && unit ? { from: moment('day', 0), until: moment('day', count, { by: unit }), to: at + 3 } : undefined;
}

/** "starting in January": the next one, or that which goes on: a year after the latest that had begun a month ago. */
function nextOf({ to, from, until }: Stretch): Stretch {
  const next = (edge: Stretch['from'], months: number) =>
    (edge?.kind === 'moment' ? moment('year', 11 + months, { by: 'month', offset: { days: 0, ...edge.offset, months: (edge.offset?.months ?? 0) + 1 } }) : edge);
  const [begin, end] = [next(from, 0), next(until, 1)];
  return { to, ...(begin ? { from: begin } : {}), ...(end ? { until: end } : {}) };
}

/** "in January", and no day of it. */
function isMonth({ until }: Stretch): boolean {
  return until?.kind === 'moment' && until.by === 'month' && until.shift === 1;
}

/** "running in June": begun before its end, and not ended before it began. */
function goingOn(lattice: Lattice, at: number): Fragment[] {
  const found = ongoingWords.has(wordAt(lattice, at)) ? stretchSaid(lattice, at + 1) : undefined;
  return found ? overlaps(lattice, { from: at, to: found.to }, found, { 'overlap:said': 1 }) : [];
}

/** "in October": the latest one. Birthdays are of all years. */
function isLatest({ from }: Stretch): boolean {
  return from?.kind === 'moment' && from.start === 'year' && from.offset !== undefined;
}

/** "before the end of the year": up to a day that is still to come. */
function isAhead({ from, until }: Stretch): boolean {
  return from === undefined && until?.kind === 'moment' && until.start === until.by && until.shift > 0;
}

/** "tomorrow", "next week", "next Monday" */
function isToCome({ from }: Stretch): boolean {
  if (from?.kind !== 'moment') return false;
  return from.start === from.by ? from.shift > 0 : from.start === 'week' && from.shift >= 7;
}

/** Nothing has been booked tomorrow: what a participle says was done by now, unless it was planned. */
function isDone(column: IndexedColumn): boolean {
  const [word = ''] = column.column.name.split(/_|(?=[A-Z])/).map((part) => part.toLowerCase());
  return doneNames.has(word) && !isPlanned(column);
}

/** "past their promised date": a day that has gone by. */
function passed(lattice: Lattice, at: number): Fragment[] {
  if (wordAt(lattice, at) !== 'past') return [];
  return (lattice.columns[skipStopWords(lattice, at + 1, comparisonToColumn)] ?? []).filter(({ column }) => isMoment(lattice, column) && isPlanned(column)).map((link) =>
    fragment('period', { from: at, to: pastNoun(lattice, link) }, [{ kind: 'filter', filter: { kind: 'period', column: link.column, until: moment('day', 0) } }], linkFeatures(link)));
}

/** "open for more than 30 days", "older than a month": begun so long ago, and still so where that is said. */
function lasting(lattice: Lattice, at: number): Fragment[] {
  const isStill = lastingStates.has(wordAt(lattice, at));
  const opening = isStill ? at + 1 : at;
  const [phrase] = phrasesAt(lastingOpenings, opening, (place) => lattice.tokens[place]?.lower);
  if (!phrase || !(isStill || phrase.words[0] === 'for' || phrase.words[0] === 'older')) return [];
  const start = opening + phrase.words.length;
  const count = articles.has(wordAt(lattice, start)) ? 1 : lattice.tokens[start]?.number;
  const unit = calendarUnits.get(wordAt(lattice, start + 1));
  if (!isCount(count) || !unit) return [];
  const moments = temporalColumns(lattice).filter((column) => isMoment(lattice, column) && !isBirth(column) && !isPlanned(column));
  return moments.slice(0, lastingMax).flatMap((column): Fragment[] => {
    const begun: Filter = { kind: 'period', column, until: moment('day', -count, { by: unit }) };
    const [still] = isStill ? lattice.semantics.states('open', column.table) : [];
    if (isStill && !still) return [];
    const filter: Filter = still ? { kind: 'and', filters: [still, begun] } : begun;
    return [fragment('period', { from: at, to: start + 2 }, [{ kind: 'filter', filter }], { ...momentPlace(column, moments), 'period:lasting': 1 })];
  });
}

const lastingMax = 3;

/** "Fall 2026" is a term where the data have one of that name, and no season. */
function isValue(lattice: Lattice, { from, to }: Span): boolean {
  return lattice.valueLinks.slice(from, to - 1).flat().some((link) => link.to === to && link.match !== 'part' && !isMoment(lattice, link.column));
}

/** "who was on vacation on 14 August": what had begun by then, and had not ended. */
function overlaps(lattice: Lattice, span: Span, { from, until }: Stretch, told: FeatureVector): Fragment[] {
  if (!from || !until) return [];
  return tablesInPlay(lattice).flatMap((table) => {
    const { moments } = lattice.semantics.entity(table);
    const [begin, end] = [moments.find(({ stems }) => namesBeginning(stems)), moments.find(({ stems }) => namesEnd(stems))];
    // A shift is counted on the day on which it begins.
    if (!begin || !end || begin === end || (!told['overlap:said'] && isByTheHour({ begin, end }))) return [];
    const over: Filter = { kind: 'period', column: end, from };
    // What has no end yet goes on.
    const goingOn: Filter = end.column.nullable ? { kind: 'or', filters: [over, { kind: 'null', column: end, negated: false }] } : over;
    const filters: readonly Filter[] = [{ kind: 'period', column: begin, until }, goingOn];
    return [fragment('period-overlap', span, [{ kind: 'filter', filter: { kind: 'and', filters } }], { ...told, ...(lattice.named.has(table) ? { 'overlap:named': 1 } : {}) })];
  });
}

function within(column: IndexedColumn, { from, until }: Stretch): Filter {
  return { kind: 'period', column, ...(from ? { from } : {}), ...(until ? { until } : {}) };
}

/** "upcoming appointments", before the rows that it speaks of; "which appointments are coming up". */
function upcomingAt(lattice: Lattice, at: number): Stretch | undefined {
  const before = upcomingWords.has(wordAt(lattice, at)) && (lattice.tables[at + 1] ?? []).length > 0;
  const behind = approaching.has(`${wordAt(lattice, at)} ${wordAt(lattice, at + 1)}`);
  return before || behind ? { to: behind ? at + 2 : at + 1, from: { kind: 'moment', start: 'day', shift: 0, by: 'day' } } : undefined;
}
