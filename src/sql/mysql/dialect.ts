import type { SqlDialect } from '../dialect.ts';
import type { ClockReadings } from '../pinned-clock.ts';
import { backquoted, standardLiteral } from '../quoting.ts';
import { mysqlEquivalents } from './equivalents.ts';
import { mysqlForeignSyntax } from './foreign-syntax.ts';
import { inspectMysql, judgeMysqlFunctions } from './guard.ts';
import { lexMysql, mysqlRules } from './lexer.ts';
import { restrictMysql } from './policy/restrict.ts';
import { revealingViews } from './policy/views.ts';
import { mysqlScans } from './scans.ts';

const formats = { year: '%Y', month: '%Y-%m', day: '%Y-%m-%d' } as const;

const starts = { day: 'CURRENT_DATE', week: 'CURRENT_DATE - INTERVAL WEEKDAY(CURRENT_DATE) DAY', month: 'CURRENT_DATE - INTERVAL DAYOFMONTH(CURRENT_DATE) - 1 DAY', year: 'MAKEDATE(YEAR(CURRENT_DATE), 1)' } as const;

/** Days and local times are those of the session's zone, as they are of the server's clock. */
function readClock(instant: Date): ClockReadings {
  const moment = `FROM_UNIXTIME(${Math.floor(instant.getTime() / 1_000)})`;
  const [day, time] = [instant.toISOString().slice(0, 10), instant.toISOString().slice(11, 19)];
  const utc = [['utc_date', `DATE '${day}'`], ['utc_time', `TIME '${time}'`], ['utc_timestamp', `TIMESTAMP '${day} ${time}'`]] as const;
  const words = ['current_timestamp', 'localtime', 'localtimestamp'].map((name) => [name, moment] as const);
  const calls = [['now', moment], ['sysdate', moment], ['curdate', `DATE(${moment})`], ['curtime', `TIME(${moment})`]] as const;
  return { words: new Map([...words, ['current_date', `DATE(${moment})`], ['current_time', `TIME(${moment})`], ...utc]), calls: new Map(calls), functions: new Map([['unix_timestamp', 0]]), instant: moment };
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
  asMoment: (column) => column,
  asAge: (column) => `TIMESTAMPDIFF(YEAR, ${column}, CURRENT_DATE)`,
  // Of whole numbers AVG gives four digits behind the point.
  average: (argument) => `AVG(${argument} + 0e0)`,
  datePart: (unit, expression) => (unit === 'year' ? `YEAR(${expression})` : `DATE_FORMAT(${expression}, '${formats[unit]}')`),
  moment: ({ start, shift, by }) => `(${starts[start]} + INTERVAL ${shift} ${by.toUpperCase()})`,
  clockAt: readClock,
  divide: (left, right) => `(${left} / ${right})`,
  rules: 'MySQL/MariaDB: quote names with `…`; text in single quotes; LIKE ignores case; / keeps fractions; DATE_FORMAT, YEAR, MONTH for dates; no FULL JOIN.',
  fullScans: mysqlScans,
  inspect: async (sql) => inspectMysql(sql),
  judgeFunctions: judgeMysqlFunctions,
  restrict: (sql, _, context) => restrictMysql(sql, context),
  revealingViews,
  tokens: (sql) => lexMysql(sql).filter((token) => token.kind !== 'comment'),
  hash: (expression, salt) => `MD5(CONCAT('${salt}', ${expression}))`,
  inlined: '',
  equivalents: mysqlEquivalents,
  foreignSyntax: mysqlForeignSyntax,
  systemNames: { revealing: /^information_schema$/ },
  grantedOn: ['table'],
};
