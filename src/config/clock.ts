import { z } from 'zod';
import { Failure } from '../core/errors.ts';
import { type Clock, pinnedClock, systemClock } from '../std/clock.ts';

const day = z.iso.date();
const instant = z.iso.datetime({ offset: true, local: true });

/** The system's clock, or for tests and evaluations the one that `NL2SQL_NOW` of the environment pins. */
export function clockOf(environment: Readonly<Record<string, string | undefined>>): Clock {
  const text = (environment['NL2SQL_NOW'] ?? '').trim();
  return text === '' ? systemClock : pinnedClock(instantOf(text));
}

/** A day is its noon in UTC, so that it is the same day nearly everywhere; a time without a zone is UTC, as the clocks of file databases show it. */
function instantOf(text: string): number {
  if (day.safeParse(text).success) return Date.parse(`${text}T12:00:00Z`);
  if (instant.safeParse(text).success) return Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  throw new Failure('BAD_CONFIG', `NL2SQL_NOW is "${text}", which is no date`, { hints: ['Write a date such as 2026-02-25, or an instant such as 2026-02-25T09:30:00Z; leave it out for the time that it is.'] });
}
