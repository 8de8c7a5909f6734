import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { CatalogColumn, CatalogIndexDefinition, CatalogSnapshot, CatalogTable, ForeignKey, TypeFamily } from '../../core/catalog.ts';
import type { Definition } from '../../core/proof.ts';
import { groupBy } from '../../std/group-by.ts';
import { commentsOf } from './comments.ts';
import { typeFamily } from '../type-family.ts';

interface TableRow { readonly name: string; readonly type: string; readonly sql: string | null }
interface ColumnRow { readonly owner: string; readonly name: string; readonly type: string; readonly notnull: number; readonly pk: number; readonly hidden: number }
interface KeyRow { readonly owner: string; readonly id: number; readonly seq: number; readonly target: string; readonly source: string; readonly destination: string | null }
interface IndexRow { readonly owner: string; readonly name: string; readonly unique: number; readonly column: string | null }

const tablesSql = `SELECT m.name, m.type, m.sql FROM sqlite_schema m WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY m.name`;
const ofTables = `FROM sqlite_schema m JOIN`;
const columnsSql = `SELECT m.name AS owner, c.name, c.type, c."notnull", c.pk, c.hidden ${ofTables} pragma_table_xinfo(m.name) c WHERE m.type IN ('table', 'view') AND m.name = coalesce(?, m.name) AND c.hidden <> 1 ORDER BY m.name, c.cid`;
const keysSql = `SELECT m.name AS owner, k.id, k.seq, k."table" AS target, k."from" AS source, k."to" AS destination ${ofTables} pragma_foreign_key_list(m.name) k WHERE m.type = 'table' ORDER BY m.name, k.id, k.seq`;
const indexesSql = `SELECT m.name AS owner, l.name, l."unique", i.name AS "column" ${ofTables} pragma_index_list(m.name) l JOIN pragma_index_info(l.name) i WHERE m.type = 'table' ORDER BY m.name, l.name, i.seqno`;
const estimatesSql = `SELECT tbl AS owner, max(CAST(stat AS INTEGER)) AS estimate FROM sqlite_stat1 GROUP BY tbl`;

/** The schema version that SQLite keeps in the file and raises with every change of the schema. */
export function schemaVersion(database: DatabaseSyncInstance): string {
  return String(Object.values(database.prepare('PRAGMA schema_version').get() ?? {})[0]);
}

export function introspect(database: DatabaseSyncInstance): CatalogSnapshot {
  const all = <T>(sql: string) => database.prepare(sql).all() as T[];
  const version = schemaVersion(database);
  const named = all<TableRow>(tablesSql);
  const columns = groupBy(columnsOf(database, named), (row) => row.owner);
  const tables = named.filter((table) => table.type === 'table' || columns.has(table.name));
  const keys = groupBy(all<KeyRow>(keysSql), (row) => row.owner);
  const indexes = groupBy(all<IndexRow>(indexesSql), (row) => row.owner);
  const estimates = estimatesOf(database);
  const primaryKeys = new Map(tables.map((table) => [table.name.toLowerCase(), primaryKey(columns.get(table.name) ?? [])]));
  return {
    dialect: 'sqlite',
    version,
    defaultSchema: 'main',
    tables: tables.map((table): CatalogTable => {
      const comments = commentsOf(table.sql ?? '');
      const estimate = estimates.get(table.name);
      return {
        schema: 'main',
        name: table.name,
        kind: table.type === 'view' ? 'view' : 'table',
        ...(comments.table ? { comment: comments.table } : {}),
        ...(estimate === undefined ? {} : { rowEstimate: estimate }),
        columns: (columns.get(table.name) ?? []).map((row) => column(row, comments.columns.get(row.name.toLowerCase()))),
        primaryKey: primaryKey(columns.get(table.name) ?? []),
        foreignKeys: foreignKeys(keys.get(table.name) ?? [], primaryKeys),
        indexes: indexDefinitions(indexes.get(table.name) ?? []),
      };
    }),
  };
}

/** A view that no longer compiles fails the whole statement: then each is asked for by itself, and such a one has no columns. */
function columnsOf(database: DatabaseSyncInstance, tables: readonly TableRow[]): ColumnRow[] {
  const statement = database.prepare(columnsSql);
  const read = (name: string | null) => statement.all(name) as unknown as ColumnRow[];
  try {
    return read(null);
  } catch {
    return tables.flatMap(({ name }) => {
      try {
        return read(name);
      } catch {
        return [];
      }
    });
  }
}

function column(row: ColumnRow, comment: string | undefined): CatalogColumn {
  return { name: row.name, type: row.type, family: familyOf(row.type), nullable: row.notnull === 0 && row.pk === 0, ...(comment ? { comment } : {}), ...(row.hidden > 1 ? { generatedFrom: '' } : {}) };
}

function primaryKey(rows: readonly ColumnRow[]): string[] {
  return rows.filter((row) => row.pk > 0).toSorted((a, b) => a.pk - b.pk).map((row) => row.name);
}

/** A key without named destination columns means the primary key of its target. */
function foreignKeys(rows: readonly KeyRow[], primaryKeys: ReadonlyMap<string, readonly string[]>): ForeignKey[] {
  return [...groupBy(rows, (row) => String(row.id)).values()].map((parts) => {
    const target = parts[0]?.target ?? '';
    const implied = primaryKeys.get(target.toLowerCase()) ?? [];
    return { columns: parts.map((part) => part.source), referencesSchema: 'main', referencesTable: target, referencesColumns: parts.map((part, index) => part.destination ?? implied[index] ?? part.source) };
  });
}

function indexDefinitions(rows: readonly IndexRow[]): CatalogIndexDefinition[] {
  return [...groupBy(rows, (row) => row.name)].map(([name, parts]) => ({ name, columns: parts.map((part) => part.column ?? ''), unique: parts[0]?.unique === 1 }));
}

/** Queries of views, which the authorizer judges while a statement on them is compiled. */
export function viewsNamed(database: DatabaseSyncInstance, names: readonly string[]): Definition[] {
  const rows = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'view' AND lower(name) IN (SELECT lower(value) FROM json_each(?))").all(JSON.stringify(names)) as { name: string; sql: string }[];
  return rows.map((row) => ({ name: row.name, sql: row.sql.replace(/^[^]*?\bAS\b\s*(?=SELECT|WITH|VALUES)/i, ''), judgedElsewhere: true }));
}

function estimatesOf(database: DatabaseSyncInstance): Map<string, number> {
  const analyzed = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").get();
  if (!analyzed) return new Map();
  return new Map((database.prepare(estimatesSql).all() as { owner: string; estimate: number }[]).map((row) => [row.owner, row.estimate]));
}

/** BIT is no type of SQLite's: as people declare it, it holds 0 and 1. */
function familyOf(type: string): TypeFamily {
  return /^bit(\(1\))?$/i.test(type) ? 'boolean' : typeFamily(type);
}
