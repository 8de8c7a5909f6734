import { createHash } from 'node:crypto';
import { toFailure } from '../../core/errors.ts';
import type { CallOptions } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import type { Principal } from '../../core/question.ts';
import type { Cell, ResultSet } from '../../core/result.ts';
import type { Outcome } from '../../instant/rank/confidence.ts';
import { isTied, type TieProbe } from '../../instant/tie.ts';
import type { Target } from '../target/target.ts';
import { whileItStands } from '../verify/standing.ts';

const rowsMax = 100;
const limits = { rowsMax: rowsMax + 1, offset: 0, cellBytesMax: 200, bytesMax: 200_000 };
/** One query may take so long; when the whole time is over, the rest is left out. */
const queryMs = 250;
const wholeMs = 600;

export interface CandidatesRequest {
  readonly target: Target;
  readonly principal: Principal;
  readonly signal: AbortSignal | undefined;
}

/**
 * What reranks readings by execution (execution-guided decoding, Wang et al. 2018): runs the best few, some rows each, and tells which
 * give the same, and whether the first one's limit falls between equals; what fails or takes too long is left out.
 */
export async function runCandidates(queries: readonly string[], probe: TieProbe | undefined, { target, principal, signal }: CandidatesRequest): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const deadline = performance.now() + wholeMs;
  for (const sql of queries) {
    const left = Math.min(queryMs, deadline - performance.now());
    if (left <= 0) break;
    const call = { timeoutMs: left, principal, ...(signal ? { signal } : {}) };
    const result = await rowsOf(sql, target, call);
    const tied = sql === queries[0] && probe && result && isTied((await rowsOf(probe.sql, target, call))?.rows ?? [], probe.limit);
    if (result) outcomes.set(sql, { ...digestOf(result), ...(tied ? { tied } : {}) });
  }
  return outcomes;
}

async function rowsOf(sql: string, target: Target, call: CallOptions): Promise<Pick<ResultSet, 'rows'> | undefined> {
  try {
    const statement = await target.prover.prove(sql, { ...call, isRunNext: true });
    return isRefusal(statement) ? undefined : await whileItStands(statement, target.prover, call, (standing) => target.database.execute(standing, limits, call));
  } catch (error) {
    // A database that is down is no doubt of the reading.
    if (call.signal?.aborted || toFailure(error).code === 'UNAVAILABLE') throw error;
    return undefined;
  }
}

/** Rows in any order where all were read; a long result is compared by its beginning. */
export function digestOf({ rows }: Pick<ResultSet, 'rows'>): Outcome {
  const keys = rows.slice(0, rowsMax).map((row) => JSON.stringify(row.map(rounded)));
  if (rows.length <= rowsMax) keys.sort();
  const empty = rows.every((row) => row.every((cell) => cell === null));
  return { rows: empty ? 0 : Math.min(rows.length, rowsMax + 1), digest: createHash('md5').update(keys.join('\n')).digest('hex').slice(0, 10) };
}

function rounded(cell: Cell): Cell {
  return typeof cell === 'number' ? Number(cell.toPrecision(7)) : cell;
}
