import { Failure } from '../../core/errors.ts';
import type { Policy } from '../../core/policy.ts';
import type { ResultLimits } from '../../core/result.ts';

/** Which rows of an answer are wanted, and how old they may be. */
export interface Page {
  readonly limit?: number;
  /** Seconds. */
  readonly maxAge?: number;
  readonly cursor?: string;
  /** Less than the policy allows, where several results share one reply. */
  readonly bytesMax?: number;
}

/** The limits of one page under a policy. Fails with BAD_ARGUMENT where more rows are asked for than a call may have. */
export function limitsOf(request: Page & { readonly offset?: number }, policy: Policy): ResultLimits {
  const wanted = request.limit ?? policy.rowsDefault;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > policy.rowsMax) {
    throw new Failure('BAD_ARGUMENT', `limit is ${wanted}`, { hints: [`limit: a whole number from 1 to ${policy.rowsMax}`] });
  }
  return { rowsMax: wanted, offset: request.offset ?? 0, cellBytesMax: policy.cellBytesMax, bytesMax: Math.min(policy.resultBytesMax, request.bytesMax ?? Infinity) };
}

/** The limits of an answer's first rows, for work that is done ahead of it. */
export function firstPage({ rowsDefault, cellBytesMax, resultBytesMax }: Policy, limit: number = rowsDefault): ResultLimits {
  return { rowsMax: limit, offset: 0, cellBytesMax, bytesMax: resultBytesMax };
}
