import type { IndexedColumn } from '../../catalog/index.ts';
import { monthNames, weekdayWritten, weekdayLeads, weekdayPrepositions, weekdays } from '../../language/en/dates.ts';
import { keepingStems } from '../../language/en/column-names.ts';
import type { EntityKind } from '../../semantics/model.ts';
import { isBirth } from '../../semantics/moments.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import type { Filter } from '../plan.ts';
import { isMoment, momentPlace, tablesInPlay } from './columns.ts';
import { afterVerb, columnsOfVerb, momentsMeant } from './date-filter.ts';
import { type Fragment, fragment } from './fragment.ts';
import { once } from './once.ts';
import type { Rule } from './rule.ts';

/** "on a Saturday", "on weekends", "Saturdays and Sundays", "shipped on Mondays": days of the week, whatever the date. */
export const weekday: Rule = (lattice, at) => [...kept(lattice, at), ...ofMoments(lattice, at)];

/** "standing orders for Saturdays", where the day of the week itself is kept: "Sat" of `weekday`. */
function kept(lattice: Lattice, at: number): Fragment[] {
  const found = daysAt(lattice, at);
  if (!found || weekdayLeads.has(wordAt(lattice, at - 1))) return [];
  return tablesInPlay(lattice).flatMap(({ columns }) => columns).flatMap((column) => {
    const written = lattice.values.of(column).map((value) => ({ value, day: weekdayWritten(value) }));
    if (written.length === 0 || written.some(({ day }) => day === undefined)) return [];
    const [only, ...others] = written.filter(({ day }) => day !== undefined && found.days.includes(day)).map(({ value }): Filter => ({ kind: 'compare', column, operator: '=', value }));
    return only ? [fragment('weekday', { from: at, to: found.to }, [{ kind: 'filter', filter: others.length === 0 ? only : { kind: 'or', filters: [only, ...others] } }], { 'weekday:kept': 1 })] : [];
  });
}

const ofMoments: Rule = (lattice, at) => (saysDay(lattice) ? placesOf(lattice, at) : []).flatMap(({ rule, place, columns }) => {
  const found = daysAt(lattice, place);
  // "this Wednesday" is one day (`period.ts`).
  if (!found || weekdayLeads.has(wordAt(lattice, place - 1))) return [];
  return columns.map((column, _, moments) => {
    const [only, ...others] = found.days.map((value): Filter => ({ kind: 'compare', column, operator: '=', value, unit: 'weekday' }));
    const filter: Filter = others.length === 0 && only ? only : { kind: 'or', filters: only ? [only, ...others] : others };
    return fragment(rule ?? 'weekday', { from: at, to: found.to }, [{ kind: 'filter', filter }], momentPlace(column, moments));
  });
});

/** "birthdays in December": of whatever year; of all else the latest is meant (`period.ts`). */
export const monthOfYear: Rule = (lattice, at) => (saysMonth(lattice) ? placesOf(lattice, at) : []).flatMap(({ rule, place, columns }) => {
  const named = wordAt(lattice, place) === 'in' || wordAt(lattice, place) === 'during' ? place + 1 : undefined;
  const month = named === undefined ? -1 : monthNames.indexOf(wordAt(lattice, named));
  if (named === undefined || month < 0 || lattice.tokens[named + 1]?.number !== undefined) return [];
  return columns.filter(isBirth).map((column, _, moments) =>
    fragment(rule ?? 'month-of-year', { from: at, to: named + 1 }, [{ kind: 'filter', filter: { kind: 'compare', column, operator: '=', value: month + 1, unit: 'month-of-year' } }], momentPlace(column, moments)));
});

const saysDay = once(({ tokens }) => tokens.some(({ lower }) => weekdays.has(lower)));
const saysMonth = once(({ tokens }) => tokens.some(({ lower }) => monthNames.includes(lower)));

/** Where a time may stand that is read at a place, and of which moments it is: there, or behind a verb that is read with it. */
function placesOf(lattice: Lattice, at: number): { readonly rule?: 'moment-verb'; readonly place: number; readonly columns: readonly IndexedColumn[] }[] {
  const moments = (columns: readonly IndexedColumn[]) => columns.filter((column) => isMoment(lattice, column));
  const verb = moments(columnsOfVerb(lattice, at));
  const meant = moments(momentsMeant(lattice, at)).filter((column) => takesPlace(lattice, column));
  return [{ place: at, columns: meant }, ...(verb.length > 0 ? [{ rule: 'moment-verb' as const, place: afterVerb(lattice, at), columns: verb }] : [])];
}

/** "classes on Monday": those that take place then, and not the courses that were added on one. */
function takesPlace({ semantics }: Lattice, { stems, table }: IndexedColumn): boolean {
  return !keepingStems.has(stems[0] ?? '') || !standing.has(semantics.entity(table).kind);
}

const standing: ReadonlySet<EntityKind> = new Set(['person', 'organisation', 'thing', 'code list']);

function daysAt(lattice: Lattice, at: number): { readonly days: readonly number[]; readonly to: number } | undefined {
  let place = at;
  while (place - at < 3 && weekdayPrepositions.has(wordAt(lattice, place))) place += 1;
  const named = weekdays.get(wordAt(lattice, place));
  if (!named) return undefined;
  const days = [...named];
  let to = place + 1;
  while (['and', 'or', ',', 'to'].includes(lattice.tokens[to]?.lower ?? '') && weekdays.has(wordAt(lattice, to + 1))) {
    days.push(...(weekdays.get(wordAt(lattice, to + 1)) ?? []));
    to += 2;
  }
  return { days: [...new Set(days)], to };
}
