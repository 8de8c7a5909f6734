import type { CatalogIndex, IndexedColumn, IndexedTable, JoinEdge } from '../../catalog/index.ts';
import type { ColumnRef, Join, Source } from '../../core/query.ts';
import { joinPaths } from './paths.ts';

export function source(table: IndexedTable, catalog: CatalogIndex): Source {
  const { schema, name } = table.table;
  return { table: name, alias: aliasOf(table), ...(schema === catalog.snapshot.defaultSchema ? {} : { schema }) };
}

/** Tables of equal names in different schemas are told apart by their schema. */
export function aliasOf(table: IndexedTable): string {
  return table.displayName.includes('.') && table.displayName !== table.table.name ? table.displayName.replaceAll('.', '_') : table.table.name;
}

/** FROM and the joins of some tables; undefined where they can't be joined. */
export function fromClause(tables: readonly IndexedTable[], catalog: CatalogIndex, path: number): { readonly from: Source; readonly joins: readonly Join[] } | undefined {
  const [first] = tables;
  if (!first) return undefined;
  const edges = joinPaths(catalog, tables)[path];
  return edges && { from: source(first, catalog), joins: joinsFrom(first, edges, catalog) };
}

export function joinsFrom(first: IndexedTable, edges: readonly JoinEdge[], catalog: CatalogIndex): Join[] {
  const joined = new Set([first]);
  return edges.map((edge): Join => {
    const next = joined.has(edge.from) ? edge.to : edge.from;
    joined.add(next);
    const pairs = edge.pairs.map((pair) => pairOf(edge, pair));
    return { kind: 'inner', source: source(next, catalog), on: next === edge.to ? pairs : pairs.map(([left, right]) => [right, left] as const) };
  });
}

/** Both sides of a join; where one is a number and the other a text, the number is read as text. */
export function pairOf({ from, to }: JoinEdge, [left, right]: readonly [string, string]): readonly [ColumnRef, ColumnRef] {
  const isText = (table: IndexedTable, name: string) => table.columns.find(({ column }) => column.name === name)?.column.family === 'text';
  const [leftText, rightText] = [isText(from, left), isText(to, right)];
  const asText = (ref: ColumnRef, wanted: boolean): ColumnRef => (wanted ? { ...ref, as: 'text' } : ref);
  return [asText(columnRef(from, left), rightText && !leftText), asText(columnRef(to, right), leftText && !rightText)];
}

export function columnRef(table: IndexedTable, column: string): ColumnRef {
  return { kind: 'column', source: aliasOf(table), column };
}

export function ref(column: IndexedColumn): ColumnRef {
  return columnRef(column.table, column.column.name);
}
