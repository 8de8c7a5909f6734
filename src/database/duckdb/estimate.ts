import type { DuckDBConnection } from '@duckdb/node-api';
import type { PlanEstimate } from '../../core/proof.ts';
import { textOf } from './open.ts';

interface PlanNode {
  readonly children?: readonly PlanNode[];
  readonly extra_info?: { readonly 'Estimated Cardinality'?: string };
}

/** What the planner expects; fails where DuckDB can't bind the statement. The physical plan is the last cell of the one row. */
export async function estimate(connection: DuckDBConnection, statement: string): Promise<PlanEstimate> {
  const [plan] = JSON.parse(await textOf(connection, `EXPLAIN (FORMAT JSON) ${statement}`)) as readonly PlanNode[];
  const estimatedRows = plan && topRows(plan);
  const estimatedCost = plan ? scannedRows(plan) : 0;
  return { ...(estimatedRows === undefined ? {} : { estimatedRows }), ...(estimatedCost > 0 ? { estimatedCost } : {}) };
}

function rowsOf({ extra_info: info }: PlanNode): number | undefined {
  const rows = Number(info?.['Estimated Cardinality'] ?? NaN);
  return Number.isFinite(rows) ? rows : undefined;
}

/** Of the topmost operator that tells. */
function topRows(node: PlanNode): number | undefined {
  const [first] = node.children ?? [];
  return rowsOf(node) ?? (first && topRows(first));
}

/** What all scans read: the cost of a statement here. */
function scannedRows(node: PlanNode): number {
  const { children = [] } = node;
  return children.length === 0 ? (rowsOf(node) ?? 0) : children.reduce((sum, child) => sum + scannedRows(child), 0);
}
