/** Days of time zones begin on quarters of an hour, wherever they are. */
const quarterMs = 15 * 60_000;

interface Calendar {
  readonly format: Intl.DateTimeFormat;
  quarter: number;
  day: string;
}

const calendars = new Map<string, Calendar>();

/** The calendar day of a moment in a time zone, with the zone: `2026-11-20 Europe/Berlin`. */
export function dayIn(timeZone: string, epochMs: number): string {
  let calendar = calendars.get(timeZone);
  if (!calendar) calendars.set(timeZone, (calendar = { format: new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }), quarter: Number.NaN, day: '' }));
  const quarter = Math.floor(epochMs / quarterMs);
  if (calendar.quarter !== quarter) {
    calendar.day = `${calendar.format.format(epochMs)} ${timeZone}`;
    calendar.quarter = quarter;
  }
  return calendar.day;
}
