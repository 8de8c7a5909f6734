import type { SqlDialect } from '../dialect.ts';
import { doubleQuoted, standardLiteral } from '../quoting.ts';
import { postgresTokens } from './tokens.ts';
import { postgresEquivalents } from './equivalents.ts';
import { postgresForeignSyntax } from './foreign-syntax.ts';
import { inspectPostgres, judgePostgresFunctions } from './guard.ts';
import { revealingPostgresViews } from './policy/policed-views.ts';
import { restrictPostgres } from './policy/restrict.ts';
import { postgresHash, postgresSystemNames } from './policy/shown.ts';
import { postgresScans } from './scans.ts';

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
