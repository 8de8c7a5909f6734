import type { Client } from 'pg';
import type { Binding } from '../../core/proof.ts';
import { extended } from './extended.ts';

interface PlanNode {
  readonly 'Plan Rows'?: number;
  readonly 'Total Cost'?: number;
}

export const explainPrefix = 'EXPLAIN (FORMAT JSON) ';

/** Has the planner parse, bind and cost the statement; nothing is run. Not VERBOSE: that prints constants, of whatever size. */
export async function bind(client: Client, sql: string): Promise<Binding> {
  const { rows } = await extended<{ 'QUERY PLAN': string }>(client, explainPrefix + sql);
  const plan = (JSON.parse(rows[0]?.['QUERY PLAN'] ?? '[]') as { Plan: PlanNode }[])[0]?.Plan;
  if (!plan) return { tables: [] };
  return { tables: [], ...(plan['Plan Rows'] === undefined ? {} : { estimatedRows: plan['Plan Rows'] }), ...(plan['Total Cost'] === undefined ? {} : { estimatedCost: plan['Total Cost'] }) };
}
