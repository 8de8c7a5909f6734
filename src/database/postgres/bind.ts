import type { Client } from 'pg';
import type { Binding } from '../../core/proof.ts';
import { extended } from './extended.ts';

interface PlanNode {
  readonly Schema?: string;
  readonly 'Relation Name'?: string;
  readonly 'Plan Rows'?: number;
  readonly 'Total Cost'?: number;
  readonly Plans?: readonly PlanNode[];
}

export const explainPrefix = 'EXPLAIN (VERBOSE, FORMAT JSON) ';

/** Has the planner parse, bind and cost the statement; nothing is run. */
export async function bind(client: Client, sql: string): Promise<Binding> {
  const { rows } = await extended<{ 'QUERY PLAN': string }>(client, explainPrefix + sql);
  const plan = (JSON.parse(rows[0]?.['QUERY PLAN'] ?? '[]') as { Plan: PlanNode }[])[0]?.Plan;
  if (!plan) return { tables: [] };
  return { tables: [...new Set(relationsOf(plan))], ...(plan['Plan Rows'] === undefined ? {} : { estimatedRows: plan['Plan Rows'] }), ...(plan['Total Cost'] === undefined ? {} : { estimatedCost: plan['Total Cost'] }) };
}

function relationsOf(node: PlanNode): string[] {
  const own = node['Relation Name'] === undefined ? [] : [node.Schema === undefined ? node['Relation Name'] : `${node.Schema}.${node['Relation Name']}`];
  return [...own, ...(node.Plans ?? []).flatMap(relationsOf)];
}
