import type { CalendarOffset, CalendarUnit, DateUnit, Moment, MomentReader } from '../../core/query.ts';
import { noOffset, reversed } from '../calendar-offset.ts';
import type { SqlDialect } from '../dialect.ts';
import type { ClockReadings } from '../pinned-clock.ts';
import { doubleQuoted, standardLiteral } from '../quoting.ts';
import { type Token, tokenize } from '../lexer.ts';
import { weekdayName } from '../weekday-name.ts';
import { sqliteEquivalents } from './equivalents.ts';
import { sqliteForeignSyntax } from './foreign-syntax.ts';
import { inspectSqlite, sqliteRules } from './guard.ts';
import { restrictSqlite } from './restrict.ts';
import { revealingViews } from '../access/revealing-views.ts';
import { sqliteScans } from './scans.ts';

/** What moves a day (its text, with modifiers) to the first one of its unit. */
const starts: Readonly<Record<CalendarUnit, (day: string) => string>> = {
  day: () => '',
  week: () => ", 'weekday 0', '-6 days'",
  month: () => ", 'start of month'",
  quarter: (day) => `, 'start of month', printf('-%d months', (strftime('%m', ${day}) - 1) % 3)`,
  year: () => ", 'start of year'",
};

/** The modifiers that move a date by an offset. Months are added to the first of a month: from May 31, a month back is May 1. */
function plus({ months, days }: CalendarOffset): string {
  return `${days === 0 ? '' : `, '${days} days'`}${months === 0 ? '' : `, 'start of month', '${months} months'`}`;
}

/** The same from the first day of a unit, which is one of a month. */
function plusWhole({ months, days }: CalendarOffset): string {
  return `${months === 0 ? '' : `, '${months} months'`}${days === 0 ? '' : `, '${days} days'`}`;
}

/** The days and months of its own, since its functions know no weeks and quarters. */
const shifted = { day: [1, 'day'], week: [7, 'day'], month: [1, 'month'], quarter: [3, 'month'], year: [1, 'year'] } as const;

function shiftOf({ shift, by }: Pick<Moment, 'shift' | 'by'>): string {
  const [factor, unit] = shifted[by];
  return shift === 0 ? '' : `, '${shift * factor} ${unit}s'`;
}

function datePart(unit: DateUnit, expression: string, { now, offset = noOffset }: { readonly now: string; readonly offset?: CalendarOffset | undefined }): string {
  switch (unit) {
    case 'year':
      return `CAST(strftime('%Y', ${expression}) AS INTEGER)`;
    case 'year-text':
      return `strftime('%Y', ${expression})`;
    case 'weekday-name':
      return weekdayName(`strftime('%w', ${expression})`, (day) => `'${day}'`);
    case 'quarter':
      return `strftime('%Y', ${expression}) || '-Q' || ((strftime('%m', ${expression}) + 2) / 3)`;
    case 'month':
      return `strftime('%Y-%m', ${expression})`;
    case 'week':
      return `date(${expression}${plus(reversed(offset))}, 'weekday 0', '-6 days'${plusWhole(offset)})`;
    case 'fiscal-year':
      return `strftime('FY%Y', ${expression}${plus(reversed(offset))})`;
    case 'fiscal-quarter': {
      const named = `${expression}${plus(reversed(offset))}`;
      return `(strftime('FY%Y', ${named}) || '-Q' || ((strftime('%m', ${named}) + 2) / 3))`;
    }
    case 'day':
      return `strftime('%Y-%m-%d', ${expression})`;
    case 'weekday':
      return `CAST(strftime('%w', ${expression}) AS INTEGER)`;
    case 'hour':
      return `CAST(strftime('%H', ${expression}) AS INTEGER)`;
    case 'month-of-year':
      return `CAST(strftime('%m', ${expression}) AS INTEGER)`;
    case 'age':
      // Year and day of the year as one number, such as 1990.0531.
      return `CAST(strftime('%Y.%m%d', ${now}) - strftime('%Y.%m%d', ${expression}) AS INTEGER)`;
  }
}

const perDay = { day: 1, hour: 24, minute: 1_440 } as const;

/** `zone`: the modifier that tells an instant in the zone of the session. */
function asMoment(column: string, reader: MomentReader, zone: string): string {
  switch (reader) {
    case 'moment':
      return column;
    case 'day-first':
      return `(substr(${column}, 7, 4) || '-' || substr(${column}, 4, 2) || '-' || substr(${column}, 1, 2) || substr(${column}, 11))`;
    case 'month-first':
      return `(substr(${column}, 7, 4) || '-' || substr(${column}, 1, 2) || '-' || substr(${column}, 4, 2) || substr(${column}, 11))`;
    case 'compact':
      return `(substr(${column}, 1, 4) || '-' || substr(${column}, 5, 2) || '-' || substr(${column}, 7, 2))`;
    case 'compact-month':
      return `(substr(${column}, 1, 4) || '-' || substr(${column}, 5, 2) || '-01')`;
    case 'seconds':
      return `datetime(${column}, 'unixepoch'${zone})`;
    case 'milliseconds':
      return `datetime(${column} / 1000, 'unixepoch'${zone})`;
  }
}

/** Its functions of time take an instant as text in UTC. */
function readClock(instant: Date): ClockReadings {
  const [day, time] = [instant.toISOString().slice(0, 10), instant.toISOString().slice(11, 23)];
  return {
    words: new Map([['current_date', `'${day}'`], ['current_time', `'${time.slice(0, 8)}'`], ['current_timestamp', `'${day} ${time.slice(0, 8)}'`]]),
    calls: new Map(),
    functions: new Map([['date', 0], ['time', 0], ['datetime', 0], ['julianday', 0], ['unixepoch', 0], ['strftime', 1], ['timediff', Infinity]]),
    instant: `'${day} ${time}'`,
  };
}

const rules = "SQLite: dates are text, use strftime('%Y', d); LIKE ignores case, no ILIKE; integer division truncates; no date_trunc.";

function tokens(sql: string): readonly Token[] {
  return tokenize(sql, sqliteRules).filter((token) => token.kind !== 'comment');
}

/** What is the same in every time zone. */
const common = {
  name: 'sqlite',
  title: 'SQLite',
  lexer: sqliteRules,
  quoteIdentifier: doubleQuoted,
  literal: (value) => (typeof value === 'boolean' ? String(Number(value)) : standardLiteral(value)),
  likeOperator: 'LIKE',
  nullsSmallest: { asc: '', desc: '' },
  ordersStably: true,
  // Arithmetic and aggregates take texts for the numbers that they begin with.
  asNumber: (column) => column,
  asText: (column) => column,
  elapsed: (unit, from, to) => (unit === 'day' ? `(julianday(${to}) - julianday(${from}))` : `((julianday(${to}) - julianday(${from})) * ${perDay[unit]})`),
  average: (argument) => `AVG(${argument})`,
  clockAt: readClock,
  divide: (left, right) => `(CAST(${left} AS REAL) / ${right})`,
  fullScans: sqliteScans,
  inspect: async (sql) => inspectSqlite(sql),
  // The authorizer has the allow-list and decides while the statement is compiled.
  judgeFunctions: () => undefined,
  revealingViews,
  inlined: 'NOT MATERIALIZED ',
  equivalents: sqliteEquivalents,
  foreignSyntax: sqliteForeignSyntax,
  systemNames: { revealing: /^(sqlite_|pragma_|nl2sql_)/, harmless: /^sqlite_version$/ },
  grantedOn: [],
} satisfies Partial<SqlDialect>;

/** In UTC, as its functions of time tell it by themselves. */
export const sqliteDialect: SqlDialect = dialectIn('');
/** In the zone of the process that runs the statements. */
export const localSqliteDialect: SqlDialect = dialectIn(", 'localtime'");

function dialectIn(zone: string): SqlDialect {
  const now = `'now'${zone}`;
  const moment = ({ start, offset = noOffset, ...shift }: Moment) => {
    const day = `${now}${plus(reversed(offset))}`;
    return `date(${day}${starts[start](day)}${shiftOf(shift)}${plusWhole(offset)})`;
  };
  return {
    ...common,
    asMoment: (column, reader) => asMoment(column, reader, zone),
    datePart: (unit, expression, offset) => datePart(unit, expression, { now, offset }),
    moment,
    tokens,
    rules: zone === '' ? rules : `${rules} The time of the house is told by the modifier 'localtime': date('now', 'localtime').`,
    restrict: async (sql, _inspection, context) => restrictSqlite(sql, tokens(sql), context),
  };
}
