import type { Policy } from '../../core/policy.ts';
import { type PlanEstimate, refuse, type Refusal } from '../../core/proof.ts';

/** Whether a statement may run only once the planner has been asked. */
export function limitsEstimates({ estimatedRowsMax, estimatedCostMax }: Policy): boolean {
  return estimatedRowsMax < Infinity || estimatedCostMax < Infinity;
}

/** Refuses what the planner expects to cost more than the policy allows. */
export function refusedCost({ estimatedRows = 0, estimatedCost = 0 }: PlanEstimate, { estimatedRowsMax, estimatedCostMax }: Policy): Refusal | undefined {
  if (estimatedRows > estimatedRowsMax) {
    return refuse(`the database expects ${Math.round(estimatedRows)} rows, more than the ${estimatedRowsMax} that are allowed`, ['Add a filter or a join condition, or aggregate.']);
  }
  if (estimatedCost > estimatedCostMax) {
    return refuse(`the planner expects a cost of ${Math.round(estimatedCost)}, more than the ${estimatedCostMax} that is allowed`, ['Filter on an indexed column, or read fewer tables.']);
  }
  return undefined;
}

export function costWarnings(sql: string, { estimatedRows = 0 }: PlanEstimate, { estimatedRowsWarn }: Policy): string[] {
  if (estimatedRows <= estimatedRowsWarn || /\b(limit|fetch)\b/i.test(sql) || givesOneRow(sql)) return [];
  return [`about ${Math.round(estimatedRows)} rows are expected: add a LIMIT, filter or aggregate`];
}

/** Some planners estimate what is read: an aggregate over everything gives one row of it. */
function givesOneRow(sql: string): boolean {
  return /^\s*select\s+(count|sum|avg|min|max)\s*\(/i.test(sql) && !/\b(group\s+by|over|union|except|intersect)\b/i.test(sql);
}
