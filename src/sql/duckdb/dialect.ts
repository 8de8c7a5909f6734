import { revealingViews } from '../access/revealing-views.ts';
import type { CalendarOffset, DateUnit, Moment, MomentReader } from '../../core/query.ts';
import { noOffset, plusInterval, reversed } from '../calendar-offset.ts';
import type { SqlDialect } from '../dialect.ts';
import { tokenize } from '../lexer.ts';
import type { ClockReadings } from '../pinned-clock.ts';
import { doubleQuoted, standardLiteral } from '../quoting.ts';
import { weekdayName } from '../weekday-name.ts';
import { duckdbEquivalents } from './equivalents.ts';
import { duckdbForeignSyntax } from './foreign-syntax.ts';
import { duckdbRules, inspectDuckdb } from './guard.ts';
import { duckdbScans } from './scans.ts';

/** Days and local times are those of the session's zone, as they are of the clock; age(x) of one argument keeps the clock's. */
function readClock(instant: Date): ClockReadings {
  const moment = `(TIMESTAMPTZ '${instant.toISOString()}')`;
  const calls = [['now', ''], ['transaction_timestamp', ''], ['get_current_timestamp', ''], ['today', '::date'], ['get_current_time', '::timetz'], ['current_localtime', '::time'],
    ['current_localtimestamp', '::timestamp']] as const;
  const words = [['current_timestamp', ''], ['current_date', '::date'], ['current_time', '::timetz'], ['localtime', '::time'], ['localtimestamp', '::timestamp']] as const;
  const read = (names: readonly (readonly [string, string])[]) => new Map(names.map(([name, cast]) => [name, `(${moment}${cast})`]));
  return { words: read(words), calls: read(calls), functions: new Map(), instant: moment };
}

const formats = { 'year-text': '%Y', month: '%Y-%m', day: '%Y-%m-%d' } as const;

function datePart(unit: DateUnit, expression: string, offset: CalendarOffset = noOffset): string {
  const date = `CAST(${expression} AS DATE)`;
  switch (unit) {
    case 'year':
      return `year(${date})`;
    case 'quarter':
      return `(year(${date}) || '-Q' || quarter(${date}))`;
    case 'year-text':
    case 'month':
    case 'day':
      return `strftime(${date}, '${formats[unit]}')`;
    case 'week':
      return `strftime(date_trunc('week', ${date}${plusInterval(reversed(offset))})${plusInterval(offset)}, '${formats.day}')`;
    case 'fiscal-year':
      return `strftime(${date}${plusInterval(reversed(offset))}, 'FY%Y')`;
    case 'fiscal-quarter': {
      const named = `(${date}${plusInterval(reversed(offset))})`;
      return `('FY' || year(${named}) || '-Q' || quarter(${named}))`;
    }
    case 'weekday':
      return `dayofweek(${date})`;
    case 'weekday-name':
      return weekdayName(`dayofweek(${date})`, String);
    case 'hour':
      return `hour(CAST(${expression} AS TIMESTAMP))`;
    case 'month-of-year':
      return `month(${date})`;
    case 'age':
      return `datesub('year', ${date}, CURRENT_DATE)`;
  }
}

/** The day alone, whatever stands between its numbers. */
function slashed(column: string): string {
  return `translate(left(${column}, 10), '.-', '//')`;
}

/** Times since 1970 are told in UTC, as the engine keeps them. */
function asMoment(column: string, reader: MomentReader): string {
  switch (reader) {
    case 'moment':
      return `TRY_CAST(${column} AS TIMESTAMP)`;
    case 'day-first':
      return `try_strptime(${slashed(column)}, '%d/%m/%Y')`;
    case 'month-first':
      return `try_strptime(${slashed(column)}, '%m/%d/%Y')`;
    case 'compact':
      return `try_strptime(CAST(${column} AS VARCHAR), '%Y%m%d')`;
    case 'compact-month':
      return `try_strptime(CAST(${column} AS VARCHAR), '%Y%m')`;
    case 'seconds':
      return `CAST(to_timestamp(${column}) AS TIMESTAMP)`;
    case 'milliseconds':
      return `CAST(to_timestamp(${column} / 1000.0) AS TIMESTAMP)`;
  }
}

function moment({ start, shift, by, offset = noOffset }: Moment): string {
  const shifted = `INTERVAL '${by === 'quarter' ? shift * 3 : shift} ${by === 'quarter' ? 'month' : by}s'`;
  return `CAST(date_trunc('${start}', CURRENT_DATE${plusInterval(reversed(offset))}) + ${shifted}${plusInterval(offset)} AS DATE)`;
}

const secondsOf = { minute: 60, hour: 3_600, day: 86_400 } as const;


export const duckdbDialect: SqlDialect = {
  name: 'duckdb',
  title: 'DuckDB',
  lexer: duckdbRules,
  quoteIdentifier: doubleQuoted,
  literal: standardLiteral,
  likeOperator: 'ILIKE',
  nullsSmallest: { asc: ' NULLS FIRST', desc: ' NULLS LAST' },
  ordersStably: false,
  asNumber: (column) => `TRY_CAST(${column} AS DOUBLE)`,
  asText: (column) => `CAST(${column} AS VARCHAR)`,
  asMoment,
  elapsed: (unit, from, to) => `(date_diff('second', CAST(${from} AS TIMESTAMP), CAST(${to} AS TIMESTAMP)) / ${secondsOf[unit]}.0)`,
  average: (argument) => `AVG(${argument})`,
  datePart,
  moment,
  clockAt: readClock,
  divide: (left, right) => `(CAST(${left} AS DOUBLE) / ${right})`,
  rules: 'DuckDB: like PostgreSQL; / keeps fractions and // truncates; strftime(d, \'%Y-%m\') and date_trunc for buckets; ILIKE ignores case; only the tables listed, no read_csv and the like.',
  fullScans: duckdbScans,
  inspect: async (sql) => inspectDuckdb(sql),
  // The process that opens the file has the tree of the statement, and judges it there.
  judgeFunctions: () => undefined,
  restrict: async (sql) => ({ statement: sql }),
  revealingViews,
  tokens: (sql) => tokenize(sql, duckdbRules).filter((token) => token.kind !== 'comment'),
  inlined: 'NOT MATERIALIZED ',
  equivalents: duckdbEquivalents,
  foreignSyntax: duckdbForeignSyntax,
  systemNames: { revealing: /^(duckdb_|pg_|sqlite_|pragma_|information_schema$|has_\w+_privilege$)/, harmless: /^(pg_typeof|pg_size_pretty)$/ },
  grantedOn: [],
};
