import type { CalendarOffset, CalendarUnit, DateUnit, Moment, MomentReader } from '../../core/query.ts';
import { noOffset, reversed } from '../calendar-offset.ts';
import type { SqlDialect } from '../dialect.ts';
import type { ClockReadings } from '../pinned-clock.ts';
import { backquoted, standardLiteral } from '../quoting.ts';
import { weekdayName } from '../weekday-name.ts';
import { mysqlEquivalents } from './equivalents.ts';
import { mysqlForeignSyntax } from './foreign-syntax.ts';
import { inspectMysql, judgeMysqlFunctions } from './guard.ts';
import { lexMysql, mysqlRules } from './lexer.ts';
import { restrictMysql } from './policy/restrict.ts';
import { revealingViews } from './policy/views.ts';
import { mysqlScans } from './scans.ts';

const formats = { month: '%Y-%m', day: '%Y-%m-%d' } as const;

/** The first day of the unit in which a day lies. */
const starts: Readonly<Record<CalendarUnit, (day: string) => string>> = {
  day: (day) => day,
  week: (day) => `${day} - INTERVAL WEEKDAY(${day}) DAY`,
  month: (day) => `${day} - INTERVAL DAYOFMONTH(${day}) - 1 DAY`,
  quarter: (day) => `MAKEDATE(YEAR(${day}), 1) + INTERVAL QUARTER(${day}) - 1 QUARTER`,
  year: (day) => `MAKEDATE(YEAR(${day}), 1)`,
};

function moment({ start, shift, by, offset = noOffset }: Moment): string {
  return `(${starts[start](`CURRENT_DATE${plus(reversed(offset))}`)} + INTERVAL ${shift} ${by.toUpperCase()}${plus(offset)})`;
}

/** What moves a date by an offset; empty where it stays. */
function plus({ months, days }: CalendarOffset): string {
  return `${months === 0 ? '' : ` + INTERVAL ${months} MONTH`}${days === 0 ? '' : ` + INTERVAL ${days} DAY`}`;
}

/** Days and local times are those of the session's zone, as they are of the server's clock. */
function readClock(instant: Date): ClockReadings {
  const moment = `FROM_UNIXTIME(${Math.floor(instant.getTime() / 1_000)})`;
  const [day, time] = [instant.toISOString().slice(0, 10), instant.toISOString().slice(11, 19)];
  const utc = [['utc_date', `DATE '${day}'`], ['utc_time', `TIME '${time}'`], ['utc_timestamp', `TIMESTAMP '${day} ${time}'`]] as const;
  const words = ['current_timestamp', 'localtime', 'localtimestamp'].map((name) => [name, moment] as const);
  const calls = [['now', moment], ['sysdate', moment], ['curdate', `DATE(${moment})`], ['curtime', `TIME(${moment})`]] as const;
  return { words: new Map([...words, ['current_date', `DATE(${moment})`], ['current_time', `TIME(${moment})`], ...utc]), calls: new Map(calls), functions: new Map([['unix_timestamp', 0]]), instant: moment };
}

function datePart(unit: DateUnit, expression: string, offset: CalendarOffset = noOffset): string {
  switch (unit) {
    case 'year':
      return `YEAR(${expression})`;
    case 'year-text':
      return `DATE_FORMAT(${expression}, '%Y')`;
    case 'weekday-name':
      return weekdayName(`DAYOFWEEK(${expression}) - 1`, String);
    case 'quarter':
      return `CONCAT(YEAR(${expression}), '-Q', QUARTER(${expression}))`;
    case 'month':
    case 'day':
      return `DATE_FORMAT(${expression}, '${formats[unit]}')`;
    case 'week':
      return `DATE_FORMAT(${starts.week(`${expression}${plus(reversed(offset))}`)}${plus(offset)}, '${formats.day}')`;
    case 'fiscal-year':
      return `DATE_FORMAT(${expression}${plus(reversed(offset))}, 'FY%Y')`;
    case 'fiscal-quarter': {
      const named = `${expression}${plus(reversed(offset))}`;
      return `CONCAT('FY', YEAR(${named}), '-Q', QUARTER(${named}))`;
    }
    case 'weekday':
      return `(DAYOFWEEK(${expression}) - 1)`;
    case 'hour':
      return `HOUR(${expression})`;
    case 'month-of-year':
      return `MONTH(${expression})`;
    case 'age':
      return `TIMESTAMPDIFF(YEAR, ${expression}, CURRENT_DATE)`;
  }
}

const secondsOf = { minute: 60, hour: 3_600, day: 86_400 } as const;

/** The day alone, whatever stands between its numbers. */
function slashed(column: string): string {
  return `REPLACE(REPLACE(LEFT(${column}, 10), '.', '/'), '-', '/')`;
}

function asMoment(column: string, reader: MomentReader): string {
  switch (reader) {
    case 'moment':
      return column;
    case 'day-first':
      return `STR_TO_DATE(${slashed(column)}, '%d/%m/%Y')`;
    case 'month-first':
      return `STR_TO_DATE(${slashed(column)}, '%m/%d/%Y')`;
    case 'compact':
      return `STR_TO_DATE(${column}, '%Y%m%d')`;
    case 'compact-month':
      return `STR_TO_DATE(CONCAT(${column}, '01'), '%Y%m%d')`;
    case 'seconds':
      return `FROM_UNIXTIME(${column})`;
    case 'milliseconds':
      return `FROM_UNIXTIME(${column} / 1000)`;
  }
}

export const mysqlDialect: SqlDialect = {
  name: 'mysql',
  title: 'MySQL/MariaDB',
  lexer: mysqlRules,
  quoteIdentifier: backquoted,
  // Sessions are pinned to a sql_mode in which the backslash escapes.
  literal: (value) => standardLiteral(typeof value === 'string' ? value.replaceAll('\\', '\\\\') : value),
  likeOperator: 'LIKE',
  nullsSmallest: { asc: '', desc: '' },
  ordersStably: false,
  asNumber: (column) => column,
  asText: (column) => column,
  asMoment,
  elapsed: (unit, from, to) => `(TIMESTAMPDIFF(SECOND, ${from}, ${to}) / ${secondsOf[unit]})`,
  // Of whole numbers AVG gives four digits behind the point.
  average: (argument) => `AVG(${argument} + 0e0)`,
  datePart,
  moment,
  clockAt: readClock,
  divide: (left, right) => `(${left} / ${right})`,
  rules: 'MySQL/MariaDB: quote names with `…`; text in single quotes; LIKE ignores case; / keeps fractions; DATE_FORMAT, YEAR, MONTH for dates; no FULL JOIN.',
  fullScans: mysqlScans,
  inspect: async (sql, vouched) => inspectMysql(sql, vouched),
  judgeFunctions: judgeMysqlFunctions,
  restrict: (sql, _, context) => restrictMysql(sql, context),
  revealingViews,
  tokens: (sql) => lexMysql(sql).filter((token) => token.kind !== 'comment'),
  inlined: '',
  equivalents: mysqlEquivalents,
  foreignSyntax: mysqlForeignSyntax,
  systemNames: { revealing: /^information_schema$/ },
  grantedOn: ['table'],
};
