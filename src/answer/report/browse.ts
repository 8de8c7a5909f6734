import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { keyColumns } from '../../catalog/roles.ts';
import { Failure } from '../../core/errors.ts';
import type { Condition, Expression, Select } from '../../core/query.ts';
import type { TableWire } from '../../core/wire.ts';
import { source, ref } from '../../instant/compose/from.ts';
import { printQuery } from '../../sql/print.ts';
import { cut } from '../../std/cut.ts';
import { inTime } from '../target/in-time.ts';
import { targetOf, type Targets } from '../target/target.ts';

/** How a cell may be compared: in whole, by a part of its text, by its order, or by being there at all. */
export const comparisons = ['is', 'is not', 'holds', 'at least', 'at most', 'missing'] as const;
export type Comparison = (typeof comparisons)[number];

export interface Filter {
  readonly column: string;
  readonly comparison: Comparison;
  readonly value: string;
}

export interface BrowseRequest {
  readonly table: string;
  readonly filters: readonly Filter[];
  readonly order?: { readonly column: string; readonly direction: 'asc' | 'desc' } | undefined;
  readonly database?: string | undefined;
  readonly signal?: AbortSignal;
}

/** The statement that shows rows of one table, narrowed and in order, and which tables its keys lead to and come from. It does not run here: like all SQL it is proven first. */
export async function browse(request: BrowseRequest, services: Targets): Promise<TableWire> {
  const target = targetOf(services, request.database);
  return inTime(request, target, async ({ signal }) => {
    const catalog = await target.knowledge.catalog(signal);
    const table = catalog.table(request.table);
    if (!table) throw new Failure('UNKNOWN_TABLE', `there is no table ${cut(request.table, 100)}`, { hints: catalog.nearestTables(request.table).map((near) => `Did you mean ${near}?`) });
    const columns = table.columns.map(({ column }) => ({ name: column.name, type: column.type, ...leadsTo(table, column.name, catalog) }));
    return { table: table.displayName, sql: printQuery(selectOf(table, request, catalog), target.dialect), columns, referred_by: referredBy(table, catalog) };
  });
}

function selectOf(table: IndexedTable, { filters, order }: BrowseRequest, catalog: CatalogIndex): Select {
  const conditions = filters.map((filter) => conditionOf(named(table, filter.column), filter));
  const from = source(table, catalog);
  return {
    kind: 'select',
    distinct: false,
    items: [{ expression: { kind: 'star', source: from.alias } }],
    from,
    joins: [],
    groupBy: [],
    ...(conditions.length > 0 ? { where: { kind: 'and', conditions } } : {}),
    orderBy: orderOf(table, order),
  };
}

/** Ends in the key: the next page goes on from the same order. */
function orderOf(table: IndexedTable, order: BrowseRequest['order']): Select['orderBy'] {
  const key = keyColumns(table).filter(({ column }) => column.name !== order?.column).map((column) => ({ expression: ref(column), direction: 'asc' as const }));
  return order ? [{ expression: ref(named(table, order.column)), direction: order.direction }, ...key] : key;
}

function named(table: IndexedTable, name: string): IndexedColumn {
  const found = table.columns.find(({ column }) => column.name === name);
  if (found) return found;
  throw new Failure('UNKNOWN_COLUMN', `${table.displayName} has no column ${cut(name, 100)}`, { hints: [`Columns: ${table.columns.map(({ column }) => column.name).slice(0, 40).join(', ')}`] });
}

function conditionOf(column: IndexedColumn, { comparison, value }: Filter): Condition {
  const left = ref(column);
  const right: Expression = { kind: 'literal', value: literalOf(column, value) };
  switch (comparison) {
    case 'is':
      return { kind: 'compare', operator: '=', left, right };
    case 'is not':
      return { kind: 'compare', operator: '<>', left, right };
    case 'at least':
      return { kind: 'compare', operator: '>=', left, right };
    case 'at most':
      return { kind: 'compare', operator: '<=', left, right };
    case 'holds':
      return { kind: 'like', negated: false, left: column.column.family === 'text' ? left : { ...left, as: 'text' }, pattern: `%${value}%` };
    case 'missing':
      return { kind: 'null', negated: false, left };
  }
}

/** Numbers of more digits than JavaScript keeps stay text, which engines compare with a number as one. */
function literalOf({ column: { family } }: IndexedColumn, value: string): string | number | boolean {
  const number = Number(value);
  if ((family === 'integer' || family === 'number') && value.trim() !== '' && Number.isFinite(number) && String(number) === value.trim()) return number;
  if (family === 'boolean' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return value;
}

/** Keys of one column: what a click on a cell can follow. */
function leadsTo(table: IndexedTable, name: string, catalog: CatalogIndex): { readonly leads_to?: { readonly table: string; readonly column: string } } {
  const edge = catalog.edges(table).find(({ from, pairs }) => from === table && pairs.length === 1 && pairs[0]?.[0] === name);
  const column = edge?.pairs[0]?.[1];
  return edge && column !== undefined ? { leads_to: { table: edge.to.displayName, column } } : {};
}

function referredBy(table: IndexedTable, catalog: CatalogIndex): TableWire['referred_by'] {
  return catalog.edges(table).flatMap(({ from, to, pairs: [pair, ...others] }) => (to === table && pair && others.length === 0 ? [{ table: from.displayName, column: pair[0], key: pair[1] }] : []));
}
