import type { CalendarOffset } from '../../core/query.ts';
import type { Customs } from '../model.ts';
import type { EntryOf } from './entries.ts';

/** How many days before Monday a week begins. */
const weekStarts: Readonly<Record<NonNullable<EntryOf<'settings'>['weekStart']>, CalendarOffset>> = {
  monday: { months: 0, days: 0 }, sunday: { months: 0, days: -1 }, saturday: { months: 0, days: -2 },
};

/** What an entry says of the customs of a house. */
export function customsOf({ weekStart, fiscalYearStart, fiscalYearName, currency }: EntryOf<'settings'>): Customs {
  const week = weekStart && weekStarts[weekStart];
  const fiscal = fiscalYearStart === undefined ? undefined : fiscalOffset(fiscalYearStart, fiscalYearName ?? 'end');
  return { calendar: { ...(week ? { week } : {}), ...(fiscal ? { fiscal } : {}) }, ...(currency === undefined ? {} : { currency }) };
}

/** One that begins on the first of January is called as the year of the calendar is, which it begins and ends with. */
function fiscalOffset(start: string, name: 'start' | 'end'): CalendarOffset {
  const [month = 1, day = 1] = start.split('-').map(Number);
  const begun = { months: month - 1, days: day - 1 };
  return name === 'end' && (begun.months > 0 || begun.days > 0) ? { ...begun, months: begun.months - 12 } : begun;
}
