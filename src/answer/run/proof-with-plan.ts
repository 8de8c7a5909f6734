import type { Policy } from '../../core/policy.ts';
import type { Proof } from '../../core/proof.ts';
import type { ResultSet } from '../../core/result.ts';
import type { VerifiedSql } from '../../core/verified-sql.ts';
import { costWarnings } from '../verify/cost.ts';

/** Rows that are served again bring the same proof again, whose wire form is kept by its identity. */
const completed = new WeakMap<ResultSet, Proof>();

/** The proof of a statement with what the planner told as it ran. */
export function proofWithPlan({ sql, proof }: VerifiedSql, result: ResultSet, policy: Policy): Proof {
  const { plan } = result;
  if (!plan) return proof;
  const known = completed.get(result);
  if (known) return known;
  const whole = { ...proof, ...plan, warnings: [...proof.warnings, ...costWarnings(sql, plan, policy)] };
  completed.set(result, whole);
  return whole;
}
