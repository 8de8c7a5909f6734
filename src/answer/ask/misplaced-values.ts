import type { IndexedColumn } from '../../catalog/index.ts';
import type { ValueHit } from '../../catalog/values.ts';
import type { Answer, OkAnswer } from '../../core/answer.ts';
import type { FailedAttempt } from '../../core/model.ts';
import { readSql } from '../../memory/sql-literals.ts';
import type { Knowledge } from '../target/knowledge.ts';
import type { Target } from '../target/target.ts';

const nearMax = 3;

/**
 * Why an answer without rows may be wrong, where the data shows it: its SQL looks for a text that the column, as far as it was
 * sampled, does not hold, while the same text stands in another column or in this one in another spelling. Undefined where
 * nothing speaks against the answer: often there is nothing to be found.
 */
export function misplacedValues({ proposal }: OkAnswer, target: Target, { catalog, values }: Knowledge): FailedAttempt | undefined {
  const read = readSql(proposal.sql, target.dialect, catalog);
  const doubts = read?.literals.flatMap(({ form, value, place }) => {
    if (form !== 'text' || place.kind !== 'column' || !/\p{L}/u.test(value) || values.of(place.column).includes(value)) return [];
    const near = nearest(place.column, value, values.find(value));
    return near.length > 0 ? [{ problem: `${nameOf(place.column)} = ${target.dialect.literal(value)}`, hints: near.map((hit) => `${nameOf(hit.column)} holds ${target.dialect.literal(hit.value)}.`) }] : [];
  });
  if (!doubts || doubts.length === 0) return undefined;
  return { sql: proposal.sql, problem: `it finds nothing, and no such value is known: ${doubts.map(({ problem }) => problem).join(', ')}`, hints: [...new Set(doubts.flatMap(({ hints }) => hints))] };
}

/** Whether an answer says that there is nothing: no rows, or one of nulls and zeros. */
export function isEmpty(answer: Answer): answer is OkAnswer {
  if (answer.status !== 'ok' || !answer.executed) return false;
  return answer.rows.length === 0 || (answer.rows.length === 1 && (answer.rows[0] ?? []).every((cell) => cell === null || cell === 0));
}

/** Other spellings in the column itself come first, then other columns of its table. */
function nearest(column: IndexedColumn, value: string, hits: readonly ValueHit[]): ValueHit[] {
  const rank = (hit: ValueHit) => (hit.column === column ? 0 : hit.column.table === column.table ? 1 : 2);
  return hits.filter((hit) => hit.column !== column || hit.value !== value).toSorted((a, b) => rank(a) - rank(b)).slice(0, nearMax);
}

function nameOf({ table, column }: IndexedColumn): string {
  return `${table.displayName}.${column.name}`;
}
