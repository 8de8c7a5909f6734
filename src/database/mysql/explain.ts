import { type PlanEstimate, refuse, type Refusal } from '../../core/proof.ts';
import { lexMysql } from '../../sql/mysql/lexer.ts';
import { isName, nameOf } from '../../sql/identifiers.ts';
import type { Query } from './introspect.ts';

/** What the planner expects of a statement. Asked in these forms, either server leaves the statement as it bound it among the warnings; which form is the usual one differs by release. */
export async function estimated(query: Query, sql: string, isMariaDb: boolean): Promise<PlanEstimate> {
  const plan = await query<{ id: number | string; rows: number | string | null }>(`EXPLAIN ${isMariaDb ? 'EXTENDED' : 'FORMAT=TRADITIONAL'} ${sql}`);
  const byQuery = new Map<string, number>();
  for (const step of plan) byQuery.set(String(step.id), (byQuery.get(String(step.id)) ?? 1) * Math.max(1, Number(step.rows ?? 1)));
  return { estimatedRows: Math.max(0, ...byQuery.values()) };
}

/**
 * To be asked right after an EXPLAIN: a table of which the server tells that the statement reads it, and which is not among those
 * that a policy has judged. The server writes them `database`.`table` behind FROM and JOIN, views by what they read or their own names.
 */
export async function refusedBeyond(query: Query, reads: readonly string[]): Promise<Refusal | undefined> {
  const notes = await query<{ Code: number; Message: string }>('SHOW WARNINGS');
  const bound = notes.filter(({ Code }) => Code === 1003).map(({ Message }) => Message);
  if (bound.length === 0) return refuse('the server does not tell which tables the statement reads', ['Write it more simply.']);
  const expected = new Set(reads.map((name) => name.toLowerCase()));
  const beyond = bound.flatMap(tablesIn).find((name) => !expected.has(name.toLowerCase()));
  return beyond === undefined ? undefined : refuse('the statement reads a table that its text does not show', ['Name the tables plainly: FROM database.table AS alias.']);
}

/** Two quoted names with a dot between, where a table stands in the server's own spelling. */
function tablesIn(message: string): string[] {
  const tokens = lexMysql(message).filter((token) => token.kind !== 'comment');
  return tokens.flatMap((token, at) => {
    const [dot, table, after] = [tokens[at + 1], tokens[at + 2], tokens[at + 3]];
    if (token.kind !== 'quoted-name' || dot?.text !== '.' || !isName(table) || after?.text === '.' || tokens[at - 1]?.text === '.') return [];
    let before = at - 1;
    while (tokens[before]?.text === '(') before -= 1;
    return /^(from|join|straight_join|,)$/i.test(tokens[before]?.text ?? '') && isBehindFrom(tokens[before]?.text ?? '', after?.kind) ? [`${nameOf(token)}.${nameOf(table)}`] : [];
  });
}

/** Behind a comma a column may stand as well: the server writes an alias or AS behind it, or a table's alias without AS. */
function isBehindFrom(before: string, after: string | undefined): boolean {
  return before !== ',' || after === 'quoted-name';
}
