import type { CalendarOffset } from '../core/query.ts';

/** Units as the calendar has them. */
export const noOffset: CalendarOffset = { months: 0, days: 0 };

/** From the units of a house to those of the calendar: a day that is moved so lies in the unit of the calendar that has the name of its own. */
export function reversed({ months, days }: CalendarOffset): CalendarOffset {
  // Not -0, which would be written so.
  return { months: 0 - months, days: 0 - days };
}

/** What moves a date by an offset on engines that know intervals of months and days; empty where it stays. Months are added first. */
export function plusInterval({ months, days }: CalendarOffset): string {
  const parts = [...(months === 0 ? [] : [`${months} months`]), ...(days === 0 ? [] : [`${days} days`])];
  return parts.length === 0 ? '' : ` + INTERVAL '${parts.join(' ')}'`;
}
