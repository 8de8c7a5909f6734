import type { Query } from '../core/query.ts';
import type { Cell } from '../core/result.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { printQuery } from '../sql/print.ts';

/** A query that tells whether a limit cuts between rows of which neither comes before the other. */
export interface TieProbe {
  readonly sql: string;
  readonly limit: number;
}

/** The measures by which the rows of a limited query are ordered, one row further; undefined where nothing is cut off. */
export function tieProbe(query: Query, dialect: SqlDialect): TieProbe | undefined {
  if (query.kind !== 'select' || query.limit === undefined || query.distinct || query.orderBy.length === 0) return undefined;
  return { sql: printQuery({ ...query, items: query.orderBy.map(({ expression }) => ({ expression })), limit: query.limit + 1 }, dialect), limit: query.limit };
}

/** Whether the last row that is shown and the first that is not are equal in what they are ordered by. */
export function isTied(rows: readonly (readonly Cell[])[], limit: number): boolean {
  const [shown, hidden] = [rows[limit - 1], rows[limit]];
  return shown !== undefined && hidden !== undefined && shown.every((cell, index) => cell === hidden[index]);
}
