import type { Client } from 'pg';
import type { Binding, PlanEstimate } from '../../core/proof.ts';
import { extended } from './extended.ts';

interface PlanNode {
  readonly 'Plan Rows'?: number;
  readonly 'Total Cost'?: number;
}

export const explainPrefix = 'EXPLAIN (FORMAT JSON) ';

/** Has the planner parse, bind and cost the statement; nothing is run. Not VERBOSE: that prints constants, of whatever size. */
export async function bind(client: Client, sql: string): Promise<Binding> {
  const { rows } = await extended<{ 'QUERY PLAN': string }>(client, explainPrefix + sql);
  return { tables: [], ...estimateOf(rows[0]?.['QUERY PLAN'] ?? '[]') };
}

/** From the answer to EXPLAIN (FORMAT JSON). */
export function estimateOf(text: string): PlanEstimate {
  const plan = (JSON.parse(text) as { Plan: PlanNode }[])[0]?.Plan;
  return { ...(plan?.['Plan Rows'] === undefined ? {} : { estimatedRows: plan['Plan Rows'] }), ...(plan?.['Total Cost'] === undefined ? {} : { estimatedCost: plan['Total Cost'] }) };
}
