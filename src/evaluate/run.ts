import type { Target } from '../answer/target/target.ts';
import { toFailure } from '../core/errors.ts';
import { isRefusal } from '../core/proof.ts';
import type { Row } from './compare.ts';

const limits = { rowsMax: 200_000, offset: 0, cellBytesMax: 1_000_000, bytesMax: 400_000_000 };
const timeoutMs = 10_000;

export interface Rows {
  readonly rows: readonly Row[];
  /** How many columns they have, which rows that are none do not show. */
  readonly width: number;
}

/** What running a statement gave: its rows, or why there are none. */
export type Ran = Rows | { readonly problem: string };

/** Runs gold and predictions: the one place where an evaluation executes anything. */
export async function run(target: Target, sql: string): Promise<Ran> {
  try {
    const statement = await target.prover.prove(sql.trim().replace(/;\s*$/, ''), { timeoutMs });
    if (isRefusal(statement)) return { problem: statement.reason };
    const result = await target.database.execute(statement, limits, { timeoutMs });
    return result.truncated ? { problem: `it gives more than ${limits.rowsMax} rows` } : { rows: result.rows, width: result.columns.length };
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'INTERNAL') throw error;
    return { problem: failure.message };
  }
}
