import { expect, test } from 'vitest';
import { stretchAt } from '../../src/language/en/stretches.ts';
import { tokenize } from '../../src/language/en/tokens.ts';

/** Phrases, and the day on which they begin and the one before which they end. */
const calendar: readonly (readonly [string, string | undefined, string | undefined])[] = [
  ['in March 2026', '2026-03-01', '2026-04-01'],
  ['between 10 and 20 March 2026', '2026-03-10', '2026-03-21'],
  ['from 1 July to 31 December 2025', '2025-07-01', '2026-01-01'],
  ['March to May 2026', '2026-03-01', '2026-06-01'],
  ['q2 2026', '2026-04-01', '2026-07-01'],
  ['in the third quarter of 2025', '2025-07-01', '2025-10-01'],
  ['the first half of 2027', '2027-01-01', '2027-07-01'],
  ['the second half of November 2026', '2026-11-16', '2026-12-01'],
  ['in the first week of October 2026', '2026-10-01', '2026-10-08'],
  ["on new year's eve 2025", '2025-12-31', '2026-01-01'],
  ['14 August 2025', '2025-08-14', '2025-08-15'],
  ['August 14th, 2025', '2025-08-14', '2025-08-15'],
  ['on 2025-08-14', '2025-08-14', '2025-08-15'],
  ['summer 2025', '2025-06-01', '2025-09-01'],
  ['since September 2026', '2026-09-01', undefined],
  ['after September 2026', '2026-10-01', undefined],
  ['before July 2023', undefined, '2023-07-01'],
  ['until 2024-05-01', undefined, '2024-05-02'],
  ['since the end of September 2026', '2026-10-01', undefined],
  ['before the end of June 2023', undefined, '2023-07-01'],
  ['from January to the end of March 2026', '2026-01-01', '2026-04-01'],
];

test.each(calendar)('%s', (phrase, from, until) => {
  const tokens = tokenize(phrase);
  const found = stretchAt(tokens, 0);
  expect([found?.from, found?.until].map((end) => (end?.kind === 'day' ? end.value : undefined))).toEqual([from, until]);
  expect(found?.to).toBe(tokens.length);
});

/** What moves with the calendar, as unit and shift of both ends. */
const moving: readonly (readonly [string, string | undefined, string | undefined])[] = [
  ['last month', 'month -1 month', 'month 0 month'],
  ['this quarter', 'quarter 0 quarter', 'quarter 1 quarter'],
  ['in the past 90 days', 'day -90 day', undefined],
  ['in the next 14 days', 'day 0 day', 'day 14 day'],
  ['this Wednesday', 'week 2 day', 'week 3 day'],
  ['next Monday', 'week 7 day', 'week 8 day'],
  ['yesterday', 'day -1 day', 'day 0 day'],
  ['3 weeks ago', 'day -3 week', 'day -2 week'],
  ['over 30 days ago', undefined, 'day -30 day'],
  ['more than a year ago', undefined, 'day -1 year'],
  ['less than 2 months ago', 'day -2 month', undefined],
];

test.each(moving)('%s', (phrase, from, until) => {
  const found = stretchAt(tokenize(phrase), 0);
  const told = [found?.from, found?.until].map((end) => (end?.kind === 'moment' ? `${end.start} ${end.shift} ${end.by}` : undefined));
  expect(told).toEqual([from, until]);
});

test.each(['in 2025', 'between 10 and 20', 'over 30 days', 'top 5', 'may I see the first two', 'since it matters'])('%s is no stretch of time', (phrase) => {
  expect(stretchAt(tokenize(phrase), 0)).toBeUndefined();
});
