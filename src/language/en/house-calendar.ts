import type { CalendarOffset } from '../../core/query.ts';
import { monthNames } from './dates.ts';

const firstDays: ReadonlyMap<number, string> = new Map([[0, 'Monday'], [-1, 'Sunday'], [-2, 'Saturday']]);

/** "from Sunday" */
export function weekWords({ days }: CalendarOffset): string {
  return `from ${firstDays.get(days) ?? `${days} days after Monday`}`;
}

/** "from April 1, called by the year in which they end" */
export function fiscalWords({ months, days }: CalendarOffset): string {
  const month = monthNames[(months + 12) % 12] ?? '';
  const called = months === 0 && days === 0 ? '' : `, called by the year in which they ${months < 0 ? 'end' : 'begin'}`;
  return `from ${month.charAt(0).toUpperCase()}${month.slice(1)} ${days + 1}${called}`;
}
