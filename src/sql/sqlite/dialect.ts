import type { SqlDialect } from '../dialect.ts';
import type { ClockReadings } from '../pinned-clock.ts';
import { doubleQuoted, standardLiteral } from '../quoting.ts';
import { tokenize } from '../lexer.ts';
import { sqliteEquivalents } from './equivalents.ts';
import { sqliteForeignSyntax } from './foreign-syntax.ts';
import { inspectSqlite, sqliteRules } from './guard.ts';
import { restrictSqlite } from './restrict.ts';
import { revealingViews } from './revealing-views.ts';
import { sqliteScans } from './scans.ts';

const strftime = { year: '%Y', month: '%Y-%m', day: '%Y-%m-%d' } as const;

const starts = { day: '', week: ", 'weekday 0', '-6 days'", month: ", 'start of month'", year: ", 'start of year'" } as const;

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

export const sqliteDialect: SqlDialect = {
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
  asMoment: (column) => column,
  // Year and day of the year as one number, such as 1990.0531.
  asAge: (column) => `CAST(strftime('%Y.%m%d', 'now') - strftime('%Y.%m%d', ${column}) AS INTEGER)`,
  average: (argument) => `AVG(${argument})`,
  datePart: (unit, expression) => (unit === 'year' ? `CAST(strftime('%Y', ${expression}) AS INTEGER)` : `strftime('${strftime[unit]}', ${expression})`),
  moment: ({ start, shift, by }) => `date('now'${starts[start]}${shift === 0 ? '' : `, '${by === 'week' ? shift * 7 : shift} ${by === 'week' ? 'day' : by}s'`})`,
  clockAt: readClock,
  divide: (left, right) => `(CAST(${left} AS REAL) / ${right})`,
  rules: "SQLite: dates are text, use strftime('%Y', d); LIKE ignores case; integer division truncates; no ILIKE, no date_trunc.",
  fullScans: sqliteScans,
  inspect: async (sql) => inspectSqlite(sql),
  // The authorizer has the allow-list and decides while the statement is compiled.
  judgeFunctions: () => undefined,
  restrict: async (sql, _inspection, context) => restrictSqlite(sql, sqliteDialect.tokens(sql), context),
  revealingViews,
  tokens: (sql) => tokenize(sql, sqliteRules).filter((token) => token.kind !== 'comment'),
  // The process that opens the file holds policies itself, and has the salt; a statement of a caller may not name it.
  hash: (expression) => `nl2sql_hash(${expression})`,
  inlined: 'NOT MATERIALIZED ',
  equivalents: sqliteEquivalents,
  foreignSyntax: sqliteForeignSyntax,
  systemNames: { revealing: /^(sqlite_|pragma_|nl2sql_)/, harmless: /^sqlite_version$/ },
  grantedOn: [],
};
