import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import type { ColumnRef, Join, Select } from '../../core/query.ts';
import type { Role, SemanticModel } from '../../semantics/model.ts';
import type { ValueIndex } from '../../catalog/values.ts';
import { aliasOf, joinsFrom } from '../compose/from.ts';

/** A query, and what is known of the tables that it reads. */
export interface Ground {
  readonly query: Select;
  /** In the order of FROM; the same table twice makes no ground. */
  readonly tables: readonly IndexedTable[];
  readonly catalog: CatalogIndex;
  readonly values: ValueIndex;
  readonly semantics: SemanticModel;
}

/** One step from a query to another: what people call it, and where it leads. */
export interface Step {
  readonly kind: 'by' | 'only' | 'top' | 'instead';
  /** The same from the same query in every process: an address holds it. */
  readonly key: string;
  readonly label: string;
  /** What the step is one of: the column whose values it chooses from. */
  readonly among?: string;
  readonly query: Select;
}

/** A column of the query's rows, with the joins by which it is reached. */
export interface Reached {
  readonly column: IndexedColumn;
  readonly joins: readonly Join[];
}

/** Undefined where the query reads something that the catalog does not hold under its own name: what it refers to could not be told. */
export function groundOf(query: Select, known: Omit<Ground, 'query' | 'tables'>): Ground | undefined {
  const sources = [query.from, ...query.joins.map((join) => join.source)];
  const tables = sources.map(({ schema, table, alias }) => {
    const found = known.catalog.table(schema === undefined ? table : `${schema}.${table}`);
    return found && aliasOf(found) === alias ? found : undefined;
  });
  const found = tables.filter((table) => table !== undefined);
  return found.length === sources.length ? { ...known, query, tables: found } : undefined;
}

/** The columns of the tables that are read, and of those to which each of their rows refers once: a join to them keeps every row, and adds none. */
export function reached({ query, tables, catalog }: Ground): Reached[] {
  const own = tables.flatMap((table) => table.columns.map((column) => ({ column, joins: [] })));
  const leadsTo = new Map<IndexedTable, readonly Join[]>();
  for (const table of tables) {
    for (const edge of catalog.edges(table)) {
      const once = edge.from === table && edge.to !== table && !tables.includes(edge.to) && isKeyOf(edge.to, edge.pairs.map(([, column]) => column));
      // Where two keys lead to one table, neither can be meant without saying which.
      if (once) leadsTo.set(edge.to, leadsTo.has(edge.to) ? [] : joinsFrom(table, [edge], catalog).map((join) => ({ ...join, kind: 'left' })));
    }
  }
  const aliases = new Set([query.from.alias, ...query.joins.map((join) => join.source.alias)]);
  const referred = [...leadsTo].filter(([table, joins]) => joins.length > 0 && !aliases.has(aliasOf(table)));
  return [...own, ...referred.flatMap(([table, joins]) => table.columns.map((column) => ({ column, joins })))];
}

function isKeyOf({ table: { primaryKey } }: IndexedTable, columns: readonly string[]): boolean {
  return primaryKey.length > 0 && primaryKey.length === columns.length && primaryKey.every((name) => columns.includes(name));
}

export function withJoins(query: Select, joins: readonly Join[]): Select {
  return { ...query, joins: [...query.joins, ...joins] };
}

export function roleOf({ semantics }: Ground, column: IndexedColumn): Role {
  return semantics.attribute(column).role;
}

/** Whether a part of a query speaks of a column. */
export function mentions(part: unknown, { source, column }: ColumnRef): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if (Array.isArray(part)) return part.some((inner) => mentions(inner, { kind: 'column', source, column }));
  if ('kind' in part && part.kind === 'column' && 'source' in part && 'column' in part) return part.source === source && part.column === column;
  return Object.values(part).some((inner) => mentions(inner, { kind: 'column', source, column }));
}

/** How people call a column; of another table than the first, with the name of its table. */
export function wordsOf({ column, table }: IndexedColumn, { tables: [first] }: Ground): string {
  const name = column.name.replaceAll('_', ' ').toLowerCase();
  return table === first ? name : `${name} of ${table.table.name.replaceAll('_', ' ').toLowerCase()}`;
}
