import type { FullScans } from '../scan.ts';

interface PlanNode {
  readonly 'Node Type'?: string;
  readonly 'Relation Name'?: string;
  readonly Alias?: string;
  readonly Plans?: readonly PlanNode[];
}

export const postgresScans: FullScans = {
  explain: (sql) => `EXPLAIN (FORMAT JSON) ${sql}`,
  // The plan is the one cell of the one row, in the documented form of FORMAT JSON.
  read: (rows) => (JSON.parse(String(rows[0]?.[0] ?? '[]')) as readonly { readonly Plan?: PlanNode }[]).flatMap(({ Plan: plan }) => (plan ? scansIn(plan) : [])),
};

function scansIn(node: PlanNode): string[] {
  const name = node.Alias ?? node['Relation Name'];
  const own = node['Node Type'] === 'Seq Scan' && name !== undefined ? [name] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scansIn)];
}
