import { createHash } from 'node:crypto';
import type { Outcome } from '../instant/rank/confidence.ts';
import { isRefusal } from '../core/proof.ts';
import type { Cell, ResultSet } from '../core/result.ts';
import type { Target } from './services.ts';

const rowsMax = 100;
const limits = { rowsMax: rowsMax + 1, offset: 0, cellBytesMax: 200, bytesMax: 200_000 };
/** One query may take so long; when the whole time is over, the rest is left out. */
const queryMs = 250;
const wholeMs = 600;

/** Runs queries read-only, a few rows each, and tells which give the same; what fails or takes too long is left out. Only what the guard lets pass is run. */
export async function look(queries: readonly string[], target: Target, signal: AbortSignal | undefined): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const deadline = performance.now() + wholeMs;
  for (const sql of queries) {
    const left = Math.min(queryMs, deadline - performance.now());
    if (left <= 0) break;
    const outcome = await outcomeOf(sql, target, { timeoutMs: left, ...(signal ? { signal } : {}) }).catch(() => undefined);
    if (outcome) outcomes.set(sql, outcome);
  }
  return outcomes;
}

async function outcomeOf(sql: string, target: Target, call: { readonly timeoutMs: number; readonly signal?: AbortSignal }): Promise<Outcome | undefined> {
  if (isRefusal(await target.dialect.inspect(sql))) return undefined;
  return digestOf(await target.database.execute(sql, limits, call));
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
