import { toFailure } from '../../core/errors.ts';
import type { CallOptions } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import type { Principal } from '../../core/question.ts';
import type { ResultSet } from '../../core/result.ts';
import type { Target } from '../target/target.ts';
import { extend } from '../../std/extend.ts';
import { execute, type ExecutionServices } from './execute.ts';
import { firstPage } from './page.ts';

/** Proves and runs SQL to learn its rows; undefined where it is refused or fails. Rejects when the caller leaves, and where the database is down: that is no doubt of the SQL. */
export type Probe = (sql: string) => Promise<ResultSet | undefined>;

export interface ProbeRequest {
  readonly target: Target;
  readonly principal: Principal;
  readonly limit?: number;
}

/** Probes under the limits of the answer to come, so that its rows are in the cache by then. */
export function probeFor({ target, principal, limit }: ProbeRequest, services: ExecutionServices, call: CallOptions): Probe {
  const limits = firstPage(target.policy, limit);
  return async (sql) => {
    try {
      const statement = await target.prover.prove(sql, extend(call, { isRunNext: true }));
      if (isRefusal(statement)) return undefined;
      return (await execute({ statement, target, principal, limits, askedAt: services.clock.monotonicMs() }, services, call)).result;
    } catch (error) {
      if (call.signal?.aborted || toFailure(error).code === 'UNAVAILABLE') throw error;
      return undefined;
    }
  };
}
