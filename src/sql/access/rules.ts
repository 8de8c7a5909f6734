import type { CatalogColumn, CatalogSnapshot, CatalogTable } from '../../core/catalog.ts';
import type { AccessPolicy, ColumnRule } from '../../core/policy.ts';
import { withGenerated } from './generated.ts';

/** A policy as it falls on one schema. */
export interface Access {
  readonly snapshot: CatalogSnapshot;
  readonly denied: readonly CatalogTable[];
  /** Visible tables some of whose columns are not. */
  readonly restricted: readonly RestrictedTable[];
  readonly rows: readonly { readonly table: CatalogTable; readonly rowsMax: number }[];
  readonly groupRowsMin: number;
}

export interface RestrictedTable {
  readonly table: CatalogTable;
  readonly rules: ReadonlyMap<string, ColumnRule>;
}

export function accessOf(snapshot: CatalogSnapshot, policy: AccessPolicy): Access {
  const isDenied = (table: CatalogTable) => policy.deny.some((pattern) => fits(pattern, table)) || (policy.allow.length > 0 && !policy.allow.some((pattern) => fits(pattern, table)));
  const visible = snapshot.tables.filter((table) => !isDenied(table));
  return {
    snapshot,
    groupRowsMin: policy.groupRowsMin,
    denied: snapshot.tables.filter(isDenied),
    restricted: visible.map((table) => ({ table, rules: rulesOf(table, policy) })).filter(({ rules }) => rules.size > 0),
    rows: visible.flatMap((table) => Object.entries(policy.rows).filter(([pattern]) => fits(pattern, table)).map(([, rowsMax]) => ({ table, rowsMax }))),
  };
}

function rulesOf(table: CatalogTable, policy: AccessPolicy): ReadonlyMap<string, ColumnRule> {
  const rules = new Map<string, ColumnRule>();
  for (const [pattern, rule] of Object.entries(policy.columns)) {
    for (const { name } of table.columns) if (!rules.has(name) && columnFits(pattern, table, name)) rules.set(name, rule);
  }
  return rules.size > 0 ? withGenerated(rules, table) : rules;
}

function columnFits(pattern: string, table: CatalogTable, column: string): boolean {
  return matches(pattern, `${table.name}.${column}`) || matches(pattern, `${table.schema}.${table.name}.${column}`);
}

function fits(pattern: string, table: CatalogTable): boolean {
  return matches(pattern, table.name) || matches(pattern, `${table.schema}.${table.name}`);
}

function matches(pattern: string, name: string): boolean {
  const expression = pattern.toLowerCase().split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  return new RegExp(`^${expression}$`, 's').test(name.toLowerCase());
}

/** The schema as everybody may see it: without denied tables, hidden columns, and keys and indexes that speak of them. */
export function visibleSnapshot({ snapshot, denied, restricted }: Access, hiddenViews: ReadonlySet<CatalogTable>): CatalogSnapshot {
  const rules = new Map(restricted.map((entry) => [entry.table, entry.rules]));
  const gone = new Set(denied);
  const goneNames = new Set(denied.map((table) => `${table.schema}.${table.name}`));
  const tables = snapshot.tables.filter((table) => !gone.has(table) && !hiddenViews.has(table));
  return { ...snapshot, tables: tables.map((table) => visibleTable(table, rules.get(table) ?? new Map(), goneNames)) };
}

function visibleTable(table: CatalogTable, rules: ReadonlyMap<string, ColumnRule>, goneNames: ReadonlySet<string>): CatalogTable {
  const seen = (columns: readonly string[]) => columns.every((column) => rules.get(column) !== 'hidden');
  return {
    ...table,
    columns: table.columns.filter((column) => rules.get(column.name) !== 'hidden').map((column) => visibleColumn(column, rules.get(column.name))),
    primaryKey: seen(table.primaryKey) ? table.primaryKey : [],
    foreignKeys: table.foreignKeys.filter((key) => seen(key.columns) && !goneNames.has(`${key.referencesSchema}.${key.referencesTable}`)),
    indexes: table.indexes.filter((index) => seen(index.columns)),
  };
}

/** No sample is taken of the family `other`, so that masked values stand in no index. */
function visibleColumn(column: CatalogColumn, rule: ColumnRule | undefined): CatalogColumn {
  if (rule === undefined) return column;
  const { name, nullable, type, comment } = column;
  const note = rule === 'hashed' ? 'hashed by policy: count, group or join on it' : 'by policy only in count, sum, avg';
  return { name, nullable, type: rule === 'hashed' ? 'hash' : type, family: 'other', comment: comment === undefined ? note : `${comment} (${note})` };
}
