import type { CalendarOffset, DateUnit, Moment, MomentReader } from '../../core/query.ts';
import { noOffset, plusInterval, reversed } from '../calendar-offset.ts';
import type { SqlDialect } from '../dialect.ts';
import type { ClockReadings } from '../pinned-clock.ts';
import { doubleQuoted, standardLiteral } from '../quoting.ts';
import { weekdayName } from '../weekday-name.ts';
import { postgresRules, postgresTokens } from './tokens.ts';
import { postgresEquivalents } from './equivalents.ts';
import { postgresForeignSyntax } from './foreign-syntax.ts';
import { inspectPostgres, judgePostgresFunctions } from './guard.ts';
import { revealingPostgresViews } from './policy/policed-views.ts';
import { restrictPostgres } from './policy/restrict.ts';
import { postgresSystemNames } from './policy/shown.ts';
import { postgresScans } from './scans.ts';

/** Days and local times are those of the session's zone, as they are of the server's clock. Texts such as 'today' and age(x) of one argument keep the server's. */
function readClock(instant: Date): ClockReadings {
  const moment = `(TIMESTAMPTZ '${instant.toISOString()}')`;
  const calls = ['now', 'transaction_timestamp', 'statement_timestamp', 'clock_timestamp'].map((name) => [name, moment] as const);
  const words = [['current_timestamp', ''], ['current_date', '::date'], ['current_time', '::timetz'], ['localtime', '::time'], ['localtimestamp', '::timestamp']] as const;
  return { words: new Map(words.map(([name, cast]) => [name, moment + cast])), calls: new Map(calls), functions: new Map(), instant: moment };
}

const formats = { quarter: 'YYYY-"Q"Q', month: 'YYYY-MM', day: 'YYYY-MM-DD', 'fiscal-year': '"FY"YYYY', 'fiscal-quarter': '"FY"YYYY-"Q"Q' } as const;
const extracted = { year: 'YEAR', weekday: 'DOW', hour: 'HOUR', 'month-of-year': 'MONTH' } as const;

function datePart(unit: DateUnit, expression: string, offset: CalendarOffset = noOffset): string {
  switch (unit) {
    case 'year':
    case 'weekday':
    case 'hour':
    case 'month-of-year':
      return `EXTRACT(${extracted[unit]} FROM ${expression})`;
    case 'year-text':
      return `to_char(${expression}, 'YYYY')`;
    case 'weekday-name':
      return weekdayName(`EXTRACT(DOW FROM ${expression})`, String);
    case 'week':
      return `to_char(date_trunc('week', ${expression}${plusInterval(reversed(offset))})${plusInterval(offset)}, 'YYYY-MM-DD')`;
    case 'quarter':
    case 'month':
    case 'day':
      return `to_char(${expression}, '${formats[unit]}')`;
    case 'fiscal-year':
    case 'fiscal-quarter':
      return `to_char(${expression}${plusInterval(reversed(offset))}, '${formats[unit]}')`;
    case 'age':
      return `EXTRACT(YEAR FROM age(CURRENT_DATE, ${expression}::timestamp))::int`;
  }
}

function moment({ start, shift, by, offset = noOffset }: Moment): string {
  const shifted = `INTERVAL '${by === 'quarter' ? shift * 3 : shift} ${by === 'quarter' ? 'month' : by}s'`;
  return `(date_trunc('${start}', CURRENT_DATE${plusInterval(reversed(offset))}) + ${shifted}${plusInterval(offset)})`;
}

const secondsOf = { minute: 60, hour: 3_600, day: 86_400 } as const;

/** Times since 1970 are told in the session's zone, as other timestamps are. */
function asMoment(column: string, reader: MomentReader): string {
  switch (reader) {
    case 'moment':
      return `${column}::timestamp`;
    case 'day-first':
      return `to_date(${column}, 'DD/MM/YYYY')`;
    case 'month-first':
      return `to_date(${column}, 'MM/DD/YYYY')`;
    case 'compact':
      return `to_date(${column}::text, 'YYYYMMDD')`;
    case 'compact-month':
      return `to_date(${column}::text, 'YYYYMM')`;
    case 'seconds':
      return `to_timestamp(${column})::timestamp`;
    case 'milliseconds':
      return `to_timestamp(${column} / 1000.0)::timestamp`;
  }
}

export const postgresDialect: SqlDialect = {
  name: 'postgres',
  title: 'PostgreSQL',
  lexer: postgresRules,
  quoteIdentifier: doubleQuoted,
  literal: standardLiteral,
  likeOperator: 'ILIKE',
  nullsSmallest: { asc: ' NULLS FIRST', desc: ' NULLS LAST' },
  ordersStably: false,
  asNumber: (column) => `CASE WHEN ${column} ~ '^\\s*-?\\d+(\\.\\d+)?\\s*$' THEN ${column}::numeric END`,
  asText: (column) => `${column}::text`,
  asMoment,
  elapsed: (unit, from, to) => `(EXTRACT(EPOCH FROM (${to})::timestamp - (${from})::timestamp) / ${secondsOf[unit]}.0)`,
  average: (argument) => `AVG(${argument})`,
  datePart,
  moment,
  clockAt: readClock,
  divide: (left, right) => `(${left}::numeric / ${right})`,
  rules: 'PostgreSQL: quote mixed-case names with "…"; integer division truncates (cast to numeric); date_trunc for buckets; ILIKE ignores case.',
  fullScans: postgresScans,
  inspect: inspectPostgres,
  judgeFunctions: judgePostgresFunctions,
  restrict: restrictPostgres,
  revealingViews: revealingPostgresViews,
  tokens: postgresTokens,
  inlined: 'NOT MATERIALIZED ',
  equivalents: postgresEquivalents,
  foreignSyntax: postgresForeignSyntax,
  systemNames: postgresSystemNames,
  grantedOn: ['schema', 'table'],
};
