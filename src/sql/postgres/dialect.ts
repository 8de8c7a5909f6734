import type { SqlDialect } from '../dialect.ts';
import type { ClockReadings } from '../pinned-clock.ts';
import { doubleQuoted, standardLiteral } from '../quoting.ts';
import { postgresTokens } from './tokens.ts';
import { postgresEquivalents } from './equivalents.ts';
import { postgresForeignSyntax } from './foreign-syntax.ts';
import { inspectPostgres, judgePostgresFunctions } from './guard.ts';
import { revealingPostgresViews } from './policy/policed-views.ts';
import { restrictPostgres } from './policy/restrict.ts';
import { postgresHash, postgresSystemNames } from './policy/shown.ts';
import { postgresScans } from './scans.ts';

/** Days and local times are those of the session's zone, as they are of the server's clock. Texts such as 'today' and age(x) of one argument keep the server's. */
function readClock(instant: Date): ClockReadings {
  const moment = `(TIMESTAMPTZ '${instant.toISOString()}')`;
  const calls = ['now', 'transaction_timestamp', 'statement_timestamp', 'clock_timestamp'].map((name) => [name, moment] as const);
  const words = [['current_timestamp', ''], ['current_date', '::date'], ['current_time', '::timetz'], ['localtime', '::time'], ['localtimestamp', '::timestamp']] as const;
  return { words: new Map(words.map(([name, cast]) => [name, moment + cast])), calls: new Map(calls), functions: new Map(), instant: moment };
}

export const postgresDialect: SqlDialect = {
  name: 'postgres',
  title: 'PostgreSQL',
  lexer: { backslashEscapes: false, quotedNames: { '"': '"' }, doubleQuotedStrings: false, hashComments: false, dashCommentsNeedSpace: false },
  quoteIdentifier: doubleQuoted,
  literal: standardLiteral,
  likeOperator: 'ILIKE',
  nullsSmallest: { asc: ' NULLS FIRST', desc: ' NULLS LAST' },
  ordersStably: false,
  asNumber: (column) => `CASE WHEN ${column} ~ '^\\s*-?\\d+(\\.\\d+)?\\s*$' THEN ${column}::numeric END`,
  asText: (column) => `${column}::text`,
  asMoment: (column) => `${column}::timestamp`,
  asAge: (column) => `EXTRACT(YEAR FROM age(CURRENT_DATE, ${column}::timestamp))::int`,
  average: (argument) => `AVG(${argument})`,
  datePart: (unit, expression) => {
    if (unit === 'year') return `EXTRACT(YEAR FROM ${expression})`;
    return `to_char(${expression}, '${unit === 'month' ? 'YYYY-MM' : 'YYYY-MM-DD'}')`;
  },
  moment: ({ start, shift, by }) => `(date_trunc('${start}', CURRENT_DATE) + INTERVAL '${shift} ${by}s')`,
  clockAt: readClock,
  divide: (left, right) => `(${left}::numeric / ${right})`,
  rules: 'PostgreSQL: quote mixed-case names with "…"; integer division truncates (cast to numeric); date_trunc for buckets; ILIKE ignores case.',
  fullScans: postgresScans,
  inspect: inspectPostgres,
  judgeFunctions: judgePostgresFunctions,
  restrict: restrictPostgres,
  revealingViews: revealingPostgresViews,
  tokens: postgresTokens,
  hash: postgresHash,
  inlined: 'NOT MATERIALIZED ',
  equivalents: postgresEquivalents,
  foreignSyntax: postgresForeignSyntax,
  systemNames: postgresSystemNames,
  grantedOn: ['schema', 'table'],
};
