const unit = '(?:second|minute|hour|day|week|weekend|fortnight|month|quarter|year|decade|century|night|morning|afternoon|evening|spring|summer|autumn|fall|winter|season|semester|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter)s?';
const relative = new RegExp(`\\b(?:today|tonight|yesterday|tomorrow|nowadays|recently|lately|ago|ytd|mtd|qtd|so far|to date|(?:right |until |till |by |up to |since )now|now|(?:this|last|past|previous|prior|current|next|coming|upcoming|latest|trailing|rolling)\\s+(?:\\S+\\s+){0,2}?${unit}|since (?:last )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday))\\b`, 'i');

/** Whether a question names a time that moves with the calendar ("last month", "yesterday", "in the past 30 days"). */
export function hasRelativeDate(text: string): boolean {
  return relative.test(text);
}

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
