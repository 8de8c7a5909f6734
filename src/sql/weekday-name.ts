const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The English name of a day that an engine counts from 0 (Sunday): names by formats follow the language of the session. `written` is how it writes the number. */
export function weekdayName(number: string, written: (day: number) => string): string {
  return `CASE ${number} ${days.map((name, day) => `WHEN ${written(day)} THEN '${name}'`).join(' ')} END`;
}
