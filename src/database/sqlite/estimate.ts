import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import type { Binding } from '../../core/proof.ts';
import { costOf, type PlanStep } from './plan-cost.ts';
import { TableSizes } from './table-sizes.ts';

/** What SQLite's planner takes for the rows of a loop: ten times the binary logarithm of three for each. */
const plannedRows = (step: PlanStep | undefined): number => (step && step.notused > 0 ? 2 ** ((step.notused - 16) / 10) : Infinity);

/** Up to here what the planner says of the rows comes from the statement (an aggregate, GROUP BY, LIMIT), not from the size of tables, which it does not know without ANALYZE. */
const plannedRowsTrusted = 1_000;

/** What SQLite supposes that an equality without an index leaves. */
const shareOfFilter = 0.25;

/** What a statement is expected to give and to cost. The sizes of tables are kept until somebody else has written to the file. */
export class Estimator {
  readonly #database: DatabaseSyncInstance;
  readonly #file: DatabaseSyncInstance;
  readonly #dataVersion: StatementSyncInstance;
  #known: { readonly version: unknown; readonly sizes: TableSizes } | undefined;

  /** `file` tells the sizes of tables, where statements see less of it. */
  constructor(database: DatabaseSyncInstance, file = database) {
    this.#database = database;
    this.#file = file;
    this.#dataVersion = file.prepare('PRAGMA data_version');
  }

  /** Rows and cost (the rows that are visited) from EXPLAIN QUERY PLAN, which runs nothing; empty where the plan can't be had. */
  estimate(sql: string, tables: readonly string[]): Pick<Binding, 'estimatedRows' | 'estimatedCost' | 'warnings'> {
    const { steps, last } = planOf(this.#database, sql);
    if (steps.length === 0) return {};
    const sizes = this.#sizes();
    const { rows, cost, endless } = costOf(steps, { rows: (name) => rowsNamed(name, { sql, tables, sizes }), index: (name) => sizes.index(name), keyColumns: (name) => sizes.keyColumns(name) });
    const planned = plannedRows(last);
    const filtered = steps.some((step) => step.detail.startsWith('SCAN')) && /\bwhere\b/i.test(outermost(sql)) ? rows * shareOfFilter : rows;
    const unbounded = endless && !/\b(where|limit)\b/i.test(sql);
    return {
      estimatedRows: Math.ceil(planned <= plannedRowsTrusted ? Math.min(filtered, planned) : filtered),
      estimatedCost: Math.round(cost),
      ...(unbounded ? { warnings: ['the recursion has neither WHERE nor LIMIT and may never end'] } : {}),
    };
  }

  #sizes(): TableSizes {
    const version = Object.values(this.#dataVersion.get() ?? {})[0];
    const known = this.#known && this.#known.version === version ? this.#known : { version, sizes: new TableSizes(this.#file) };
    this.#known = known;
    return known.sizes;
  }
}

/** As the source of another query the statement shows how many rows the planner expects of it; where it can't be one, without that. */
function planOf(database: DatabaseSyncInstance, sql: string): { readonly steps: readonly PlanStep[]; readonly last?: PlanStep } {
  const explain = (text: string) => database.prepare(`EXPLAIN QUERY PLAN ${text}`).all() as unknown as PlanStep[];
  try {
    const [made, ...others] = explain(`WITH nl2sql_whole AS MATERIALIZED (${withoutEnd(sql)}\n) SELECT * FROM nl2sql_whole`);
    const last = others.at(-1);
    if (made && last?.detail === 'SCAN nl2sql_whole') return { steps: others.slice(0, -1).map((step) => (step.parent === made.id ? { ...step, parent: 0 } : step)), last };
  } catch {
    // A comment at the end swallows the parenthesis, or there is no such query.
  }
  try {
    return { steps: explain(sql) };
  } catch {
    return { steps: [] };
  }
}

function withoutEnd(sql: string): string {
  const text = sql.trimEnd();
  return text.endsWith(';') ? withoutEnd(text.slice(0, -1)) : text;
}

/** What stands in no parentheses: other conditions are those of subqueries. */
function outermost(sql: string): string {
  const less = sql.replace(/\([^()]*\)/g, '');
  return less === sql ? sql : outermost(less);
}

interface Reading {
  readonly sql: string;
  readonly tables: readonly string[];
  readonly sizes: TableSizes;
}

/** A plan names aliases: the table that is written before one in the statement or in a view, else the largest that is read. */
function rowsNamed(name: string, { sql, tables, sizes }: Reading): number {
  const own = tables.find((table) => table.toLowerCase() === name.toLowerCase());
  if (own !== undefined) return sizes.rows(own);
  const before = (text: string) => tables.find((table) => new RegExp(`\\b${escaped(table)}["\\]\`]?\\s+(?:as\\s+)?["[\`]?${escaped(name)}\\b`, 'i').test(text));
  const aliased = before(sql) ?? before(sizes.views());
  return aliased === undefined ? Math.max(1, ...tables.map((table) => sizes.rows(table))) : sizes.rows(aliased);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
