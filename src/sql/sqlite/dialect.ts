import type { SqlDialect } from '../dialect.ts';
import { doubleQuoted, standardLiteral } from '../quoting.ts';
import { inspectSqlite, sqliteRules } from './guard.ts';
import { sqliteScans } from './scans.ts';

const strftime = { year: '%Y', month: '%Y-%m', day: '%Y-%m-%d' } as const;

export const sqliteDialect: SqlDialect = {
  name: 'sqlite',
  title: 'SQLite',
  lexer: sqliteRules,
  quoteIdentifier: doubleQuoted,
  literal: (value) => (typeof value === 'boolean' ? String(Number(value)) : standardLiteral(value)),
  likeOperator: 'LIKE',
  datePart: (unit, expression) => (unit === 'year' ? `CAST(strftime('%Y', ${expression}) AS INTEGER)` : `strftime('${strftime[unit]}', ${expression})`),
  divide: (left, right) => `(CAST(${left} AS REAL) / ${right})`,
  rules: "SQLite: dates are text, use strftime('%Y', d); LIKE ignores case; integer division truncates; no ILIKE, no date_trunc.",
  fullScans: sqliteScans,
  inspect: async (sql) => inspectSqlite(sql),
  // The authorizer has the allow-list and decides while the statement is compiled.
  judgeFunctions: () => undefined,
};
