import { Failure } from '../../core/errors.ts';
import type { CallOptions } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import { StaleProof, type VerifiedSql } from '../../core/verified-sql.ts';
import type { Prover } from './prover.ts';

/** A schema that changes each time that a statement is about to run will change again. */
const renewalsMax = 3;

/** Runs a proven statement; a proof that the catalog has overtaken, which shows before the first row, is made anew, and nobody is told. */
export async function whileItStands<T>(statement: VerifiedSql, prover: Pick<Prover, 'renew'>, call: CallOptions, run: (standing: VerifiedSql) => Promise<T>): Promise<T> {
  let standing = statement;
  for (let renewals = 0; ; renewals += 1) {
    try {
      return await run(standing);
    } catch (error) {
      if (!(error instanceof StaleProof) || renewals === renewalsMax) throw error;
      const renewed = await prover.renew(standing, call);
      if (isRefusal(renewed)) throw new Failure('PERMISSION_DENIED', renewed.reason, { hints: renewed.hints, cause: error });
      standing = renewed;
    }
  }
}
