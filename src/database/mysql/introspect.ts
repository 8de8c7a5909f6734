import type { CatalogColumn, CatalogIndexDefinition, CatalogSnapshot, CatalogTable, ForeignKey } from '../../core/catalog.ts';
import { groupBy } from '../../std/group-by.ts';
import { typeFamily } from '../type-family.ts';

/** Runs one statement of ours and gives rows as objects. */
export type Query = <R>(sql: string) => Promise<R[]>;

/** Where a statement says which databases are seen. */
const place = '{schemas}';
const isSeen = `TABLE_SCHEMA IN (${place})`;

const tablesSql = `SELECT TABLE_SCHEMA AS place, TABLE_NAME AS name, TABLE_TYPE AS type, TABLE_ROWS AS estimate, TABLE_COMMENT AS comment FROM information_schema.TABLES
  WHERE ${isSeen} AND TABLE_TYPE IN ('BASE TABLE', 'VIEW') ORDER BY TABLE_SCHEMA, TABLE_NAME`;
const columnsSql = `SELECT TABLE_SCHEMA AS place, TABLE_NAME AS owner, COLUMN_NAME AS name, COLUMN_TYPE AS type, IS_NULLABLE AS nullable, COLUMN_COMMENT AS comment,
  EXTRA AS extra, GENERATION_EXPRESSION AS expression FROM information_schema.COLUMNS WHERE ${isSeen} ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION`;
const keysSql = `SELECT TABLE_SCHEMA AS place, TABLE_NAME AS owner, CONSTRAINT_NAME AS name, COLUMN_NAME AS source, REFERENCED_TABLE_SCHEMA AS target_schema, REFERENCED_TABLE_NAME AS target,
  REFERENCED_COLUMN_NAME AS destination FROM information_schema.KEY_COLUMN_USAGE
  WHERE ${isSeen} AND REFERENCED_TABLE_NAME IS NOT NULL ORDER BY TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION`;
const indexesSql = `SELECT TABLE_SCHEMA AS place, TABLE_NAME AS owner, INDEX_NAME AS name, NON_UNIQUE AS non_unique, COLUMN_NAME AS source FROM information_schema.STATISTICS
  WHERE ${isSeen} ORDER BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX`;

const partitionsSql = `SELECT TABLE_SCHEMA AS place, TABLE_NAME AS owner, GROUP_CONCAT(DISTINCT CONCAT_WS(' ', PARTITION_EXPRESSION, SUBPARTITION_EXPRESSION) SEPARATOR ' ') AS expression
  FROM information_schema.PARTITIONS WHERE ${isSeen} AND PARTITION_NAME IS NOT NULL GROUP BY TABLE_SCHEMA, TABLE_NAME`;

/** Sums of checksums over columns, indexes and the texts of views: any DDL that a question could notice, or that a proof looked into, changes one of them. */
const versionSql = `SELECT CONCAT_WS('-',
  (SELECT CONCAT(COUNT(*), '.', COALESCE(SUM(CRC32(CONCAT_WS('|', TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, COLUMN_TYPE, IS_NULLABLE, COLUMN_KEY, COLUMN_COMMENT, EXTRA,
    GENERATION_EXPRESSION))), 0)) FROM information_schema.COLUMNS WHERE ${isSeen}),
  (SELECT CONCAT(COUNT(*), '.', COALESCE(SUM(CRC32(CONCAT_WS('|', TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, COLUMN_NAME, SEQ_IN_INDEX))), 0)) FROM information_schema.STATISTICS WHERE ${isSeen}),
  (SELECT CONCAT(COUNT(*), '.', COALESCE(SUM(CRC32(CONCAT_WS('|', TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION, DEFINER, SECURITY_TYPE))), 0)) FROM information_schema.VIEWS WHERE ${isSeen})) AS version`;

interface OfTable { readonly place: string; readonly owner: string }
interface TableRow { readonly place: string; readonly name: string; readonly type: string; readonly estimate: number | string | null; readonly comment: string }
interface ColumnRow extends OfTable { readonly name: string; readonly type: string; readonly nullable: string; readonly comment: string; readonly extra: string; readonly expression: string | null }
interface KeyRow extends OfTable { readonly name: string; readonly source: string; readonly target_schema: string; readonly target: string; readonly destination: string }
interface IndexRow extends OfTable { readonly name: string; readonly non_unique: number; readonly source: string | null }
interface PartitionRow extends OfTable { readonly expression: string | null }

/** The databases that are seen, as a list of SQL: those that are named, or the one that is connected to. */
export type Seen = string;

/** Statements of our own over the databases that are seen. */
export function over(sql: string, seen: Seen): string {
  return sql.replaceAll(place, seen);
}

export function seenOf(schemas: readonly string[] | undefined, escape: (text: string) => string): Seen {
  return schemas ? schemas.map(escape).join(', ') : 'DATABASE()';
}

export async function schemaVersion(query: Query, seen: Seen): Promise<string> {
  const [row] = await query<{ version: string }>(over(versionSql, seen));
  return row?.version ?? 'empty';
}

/** The schema of what is seen in seven statements, whatever its size. */
export async function introspect(query: Query, seen: Seen): Promise<CatalogSnapshot> {
  const rows = <R>(sql: string) => query<R>(over(sql, seen));
  const byTable = async <R extends OfTable>(sql: string) => groupBy(await rows<R>(sql), keyOf);
  const version = await schemaVersion(query, seen);
  const [current] = await query<{ name: string | null }>('SELECT DATABASE() AS name');
  const tables = await rows<TableRow>(tablesSql);
  const columns = await byTable<ColumnRow>(columnsSql);
  const keys = await byTable<KeyRow>(keysSql);
  const indexes = await byTable<IndexRow>(indexesSql);
  const partitions = await byTable<PartitionRow>(partitionsSql);
  return {
    dialect: 'mysql',
    version,
    defaultSchema: current?.name ?? '',
    tables: tables.map((row): CatalogTable => {
      const key = keyOf({ place: row.place, owner: row.name });
      const own = groupBy(indexes.get(key) ?? [], (index) => index.name);
      const isView = row.type === 'VIEW';
      const [partition] = partitions.get(key) ?? [];
      return {
        schema: row.place,
        name: row.name,
        kind: isView ? 'view' : 'table',
        ...(row.comment === '' || isView ? {} : { comment: row.comment }),
        ...(row.estimate === null || isView ? {} : { rowEstimate: Number(row.estimate) }),
        columns: (columns.get(key) ?? []).map(columnOf),
        primaryKey: (own.get('PRIMARY') ?? []).map((part) => part.source ?? ''),
        foreignKeys: foreignKeys(keys.get(key) ?? []),
        ...(partition ? { laidBy: partition.expression ?? '' } : {}),
        indexes: [...own].filter(([name]) => name !== 'PRIMARY').map(([name, parts]): CatalogIndexDefinition => ({ name, columns: parts.map((part) => part.source ?? ''), unique: Number(parts[0]?.non_unique) === 0 })),
      };
    }),
  };
}

function keyOf({ place: schema, owner }: OfTable): string {
  return `${schema}\n${owner}`;
}

function columnOf(row: ColumnRow): CatalogColumn {
  const enumValues = /^enum\(/i.test(row.type) ? [...row.type.matchAll(/'((?:[^']|'')*)'/g)].map((match) => (match[1] ?? '').replaceAll("''", "'")) : undefined;
  const isGenerated = (row.expression ?? '') !== '' || /\b(?:virtual|stored|persistent) generated\b/i.test(row.extra);
  return {
    name: row.name, type: row.type, family: typeFamily(row.type), nullable: row.nullable === 'YES', ...(row.comment === '' ? {} : { comment: row.comment }),
    ...(enumValues ? { enumValues } : {}), ...(isGenerated ? { generatedFrom: row.expression ?? '' } : {}),
  };
}

function foreignKeys(rows: readonly KeyRow[]): ForeignKey[] {
  return [...groupBy(rows, (row) => row.name).values()].map((parts) => ({ columns: parts.map((part) => part.source), referencesSchema: parts[0]?.target_schema ?? '', referencesTable: parts[0]?.target ?? '', referencesColumns: parts.map((part) => part.destination) }));
}
