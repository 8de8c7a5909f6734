import { monthNames, weekdayPrepositions, weekdays } from '../../language/en/dates.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import type { Filter } from '../plan.ts';
import { isMoment, momentPlace, temporalColumns } from './columns.ts';
import { fragment } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "on a Saturday", "on weekends", "Saturdays and Sundays": days of the week, whatever the date. */
export const weekday: Rule = (lattice, at) => {
  const found = daysAt(lattice, at);
  if (!found) return [];
  return temporalColumns(lattice).filter((column) => isMoment(lattice, column)).map((column, _, moments) => {
    const [only, ...others] = found.days.map((value): Filter => ({ kind: 'compare', column, operator: '=', value, unit: 'weekday' }));
    const filter: Filter = others.length === 0 && only ? only : { kind: 'or', filters: only ? [only, ...others] : others };
    return fragment('weekday', { from: at, to: found.to }, [{ kind: 'filter', filter }], momentPlace(column, moments));
  });
};

/** "birthdays in December": a month of whatever year. */
export const monthOfYear: Rule = (lattice, at) => {
  const place = wordAt(lattice, at) === 'in' || wordAt(lattice, at) === 'during' ? at + 1 : undefined;
  const month = place === undefined ? -1 : monthNames.indexOf(wordAt(lattice, place));
  if (place === undefined || month < 0 || lattice.tokens[place + 1]?.number !== undefined) return [];
  return temporalColumns(lattice).filter((column) => isMoment(lattice, column)).map((column, _, moments) =>
    fragment('month-of-year', { from: at, to: place + 1 }, [{ kind: 'filter', filter: { kind: 'compare', column, operator: '=', value: month + 1, unit: 'month-of-year' } }], momentPlace(column, moments)));
};

function daysAt(lattice: Lattice, at: number): { readonly days: readonly number[]; readonly to: number } | undefined {
  let place = at;
  while (place - at < 3 && weekdayPrepositions.has(wordAt(lattice, place))) place += 1;
  const days = [...(weekdays.get(wordAt(lattice, place)) ?? [])];
  if (days.length === 0) return undefined;
  let to = place + 1;
  while (['and', 'or', ',', 'to'].includes(lattice.tokens[to]?.lower ?? '') && weekdays.has(wordAt(lattice, to + 1))) {
    days.push(...(weekdays.get(wordAt(lattice, to + 1)) ?? []));
    to += 2;
  }
  return { days: [...new Set(days)], to };
}
