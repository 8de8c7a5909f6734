import type { Policy } from '../../core/policy.ts';
import type { Binding, Proof } from '../../core/proof.ts';
import type { ResultSet } from '../../core/result.ts';
import type { VerifiedSql } from '../../core/verified-sql.ts';
import { costWarnings } from '../verify/cost.ts';

/** Rows that are served again bring the same proof again, whose wire form is kept by its identity. */
const completed = new WeakMap<ResultSet, Proof>();

/** The proof of a statement with what the database told as it ran. */
export function proofAsRun({ sql, proof }: VerifiedSql, result: ResultSet, policy: Policy): Proof {
  const { told } = result;
  if (!told) return proof;
  const known = completed.get(result);
  if (known) return known;
  const whole = { ...proof, ...evidenceOf(told), warnings: [...new Set([...(told.warnings ?? []), ...proof.warnings, ...costWarnings(sql, told, policy)])] };
  completed.set(result, whole);
  return whole;
}

function evidenceOf({ tables = [], columnsRead, estimatedRows, estimatedCost }: Partial<Binding>): Partial<Proof> {
  return {
    ...(tables.length > 0 ? { tables } : {}),
    ...(columnsRead ? { columnsRead } : {}),
    ...(estimatedRows === undefined ? {} : { estimatedRows }),
    ...(estimatedCost === undefined ? {} : { estimatedCost }),
  };
}
