import type { Query } from '../core/query.ts';
import type { Cell } from '../core/result.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { printQuery } from '../sql/print.ts';

/** A query that tells whether a limit cuts between rows of which neither comes before the other. */
export interface TieProbe {
  readonly sql: string;
  readonly limit: number;
  /** Rows before the first that is shown. */
  readonly offset: number;
}

/** The measures by which the rows of a limited query are ordered, from the first on and one row further; undefined where nothing is cut off. */
export function tieProbe(query: Query, dialect: SqlDialect): TieProbe | undefined {
  if (query.kind !== 'select' || query.limit === undefined || query.distinct || query.orderBy.length === 0) return undefined;
  const { offset = 0, ...whole } = query;
  return { sql: printQuery({ ...whole, items: query.orderBy.map(({ expression }) => ({ expression })), limit: offset + query.limit + 1 }, dialect), limit: query.limit, offset };
}

/** Whether a row that is shown and its neighbour that is not are equal in what they are ordered by. */
export function isTied(rows: readonly (readonly Cell[])[], { limit, offset }: Pick<TieProbe, 'limit' | 'offset'>): boolean {
  return areEqual(rows[offset + limit - 1], rows[offset + limit]) || areEqual(rows[offset - 1], rows[offset]);
}

function areEqual(shown: readonly Cell[] | undefined, hidden: readonly Cell[] | undefined): boolean {
  return shown !== undefined && hidden !== undefined && shown.every((cell, index) => cell === hidden[index]);
}
