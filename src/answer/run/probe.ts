import { toFailure } from '../../core/errors.ts';
import type { CallOptions } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import type { Principal } from '../../core/question.ts';
import { execute } from './execute.ts';
import { prove } from '../verify/prove.ts';
import type { Services, Target } from '../services.ts';
import type { Probe } from '../ask/source.ts';

export interface ProbeRequest {
  readonly target: Target;
  readonly principal: Principal;
  readonly limit?: number;
}

/** Probes under the limits of the answer to come, so that its rows are in the cache by then. */
export function probeFor({ target, principal, limit }: ProbeRequest, services: Services, call: CallOptions): Probe {
  const { rowsDefault, cellBytesMax, resultBytesMax } = target.policy;
  const limits = { rowsMax: limit ?? rowsDefault, offset: 0, cellBytesMax, bytesMax: resultBytesMax };
  return async (sql) => {
    try {
      const proof = await prove(sql, target, services, call);
      if (isRefusal(proof)) return undefined;
      return (await execute({ sql, tables: proof.tables, target, principal, limits, askedAt: services.clock.now() }, services, call)).result;
    } catch (error) {
      if (toFailure(error).code === 'CANCELLED') throw error;
      return undefined;
    }
  };
}
