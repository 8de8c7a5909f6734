import type { CallOptions } from '../../core/ports.ts';
import type { Principal } from '../../core/question.ts';
import type { Cell } from '../../core/result.ts';
import { tokenize } from '../../sql/lexer.ts';
import { selectSteps, type SelectSteps } from '../../sql/select-steps.ts';
import { cut } from '../../std/cut.ts';
import type { Target } from '../target/target.ts';
import type { ExecutionServices } from './execute.ts';
import { probeFor } from './probe.ts';

const countsMax = 5;
const countMsMax = 100;
/** More rows than these are "more than": counting on would cost, and tell no more. */
const countedMax = 1_000;
const charsMax = 160;

export interface EmptyResult {
  readonly sql: string;
  readonly target: Target;
  readonly principal: Principal;
}

/**
 * Which table, join or condition leaves a result without rows, found by halving with at most five counts of 100 ms each, proven like
 * any statement; undefined where that tells nothing, or takes longer. Never rejects: the result stands without it.
 */
export async function emptiedBy({ sql, target, principal }: EmptyResult, services: ExecutionServices, call: CallOptions): Promise<string | undefined> {
  const read = selectSteps(sql, tokenize(sql, target.dialect.lexer));
  if (!read || read.steps.length > 2 ** (countsMax - 1)) return undefined;
  const probe = probeFor({ target, principal, limit: 1 }, services, { ...call, timeoutMs: Math.min(countMsMax, call.timeoutMs) });
  return firstEmpty(read, async (steps) => {
    const counted = await probe(read.count(steps, countedMax + 1)).catch(() => undefined);
    const count = Number(counted?.rows[0]?.[0] ?? NaN);
    return Number.isNaN(count) ? undefined : count;
  });
}

const aggregate = /\b(?:count|sum|avg|min|max|total)\s*\(/i;

/** No rows, or the one row of an aggregate over none. */
export function saysNothing(sql: string, rows: readonly (readonly Cell[])[]): boolean {
  return rows.length === 0 || (rows.length === 1 && aggregate.test(sql) && (rows[0] ?? []).every((cell) => cell === null || cell === 0));
}

/** Up to `some` the steps leave rows, up to `none` nothing; a count that fails ends the search. */
async function firstEmpty({ steps, having }: SelectSteps, countOf: (steps: number) => Promise<number | undefined>): Promise<string | undefined> {
  let some = { steps: 0, rows: 0 };
  let none = steps.length + 1;
  while (none - some.steps > 1) {
    const middle = none === steps.length + 1 && having === '' ? steps.length : Math.floor((some.steps + none) / 2);
    const rows = await countOf(middle);
    if (rows === undefined) return undefined;
    if (rows === 0) none = middle;
    else some = { steps: middle, rows };
  }
  const step = steps[none - 1];
  if (step?.kind === 'table') return `nothing found: ${shown(step.text)} holds no rows`;
  const culprit = step?.text ?? having;
  return culprit === '' ? undefined : `nothing found: ${shown(culprit)} leaves none of ${some.rows > countedMax ? `more than ${countedMax}` : some.rows} rows`;
}

function shown(text: string): string {
  return cut(text.replace(/^,\s*/, '').replaceAll(/\s+/g, ' '), charsMax);
}
