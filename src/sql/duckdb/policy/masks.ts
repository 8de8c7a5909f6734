import type { RestrictedTable } from '../../access/rules.ts';
import { doubleQuoted } from '../../quoting.ts';

/**
 * The session's variable that holds what hashes begin with. It stands in no statement: DuckDB makes names of the text of expressions,
 * and a row as a whole, UNPIVOT and typeof show them.
 */
export const saltVariable = 'nl2sql_salt';

/** Two values that are equal as text have one hash. */
function hashOf(expression: string): string {
  return `md5(concat(getvariable('${saltVariable}'), CAST(${expression} AS VARCHAR)))`;
}

export interface Shown {
  /** What stands for the table in FROM. */
  readonly source: string;
  /** The columns that aggregates need, by the secret names under which they are given. */
  readonly aggregated: ReadonlyMap<string, string>;
  /** The secret name of what tells one row from another; absent where nothing needs it. */
  readonly row?: string;
}

/** The table as a query that has what may be seen and nothing else. NULL stays NULL, hashed or not. */
export function shownQuery({ table, rules }: RestrictedTable, { source, aggregated, row }: Shown): string {
  const columns = table.columns.flatMap(({ name }): string[] => {
    const quoted = doubleQuoted(name);
    const rule = rules.get(name);
    const secret = aggregated.get(name);
    if (rule === 'hashed') return [`CASE WHEN ${quoted} IS NOT NULL THEN ${hashOf(quoted)} END AS ${quoted}`];
    if (secret !== undefined) return [`${quoted} AS ${doubleQuoted(secret)}`];
    return rule === undefined ? [quoted] : [];
  });
  const all = [...columns, ...(row === undefined ? [] : [`rowid AS ${doubleQuoted(row)}`])];
  return `SELECT ${all.length > 0 ? all.join(', ') : 'NULL AS nothing'} FROM ${source}`;
}
