import type { CatalogColumn, CatalogIndexDefinition, CatalogSnapshot, CatalogTable, ForeignKey } from '../../core/catalog.ts';
import { groupBy } from '../../std/group-by.ts';
import { typeFamily } from '../type-family.ts';

/** Runs one statement of ours and gives rows as objects. */
export type Query = <R>(sql: string) => Promise<R[]>;

const tablesSql = `SELECT TABLE_NAME AS name, TABLE_TYPE AS type, TABLE_ROWS AS estimate, TABLE_COMMENT AS comment FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'VIEW') ORDER BY TABLE_NAME`;
const columnsSql = `SELECT TABLE_NAME AS owner, COLUMN_NAME AS name, COLUMN_TYPE AS type, IS_NULLABLE AS nullable, COLUMN_COMMENT AS comment,
  EXTRA AS extra, GENERATION_EXPRESSION AS expression FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION`;
const keysSql = `SELECT TABLE_NAME AS owner, CONSTRAINT_NAME AS name, COLUMN_NAME AS source, REFERENCED_TABLE_SCHEMA AS target_schema, REFERENCED_TABLE_NAME AS target, REFERENCED_COLUMN_NAME AS destination FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION`;
const indexesSql = `SELECT TABLE_NAME AS owner, INDEX_NAME AS name, NON_UNIQUE AS non_unique, COLUMN_NAME AS source FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX`;

const partitionsSql = `SELECT TABLE_NAME AS name, GROUP_CONCAT(DISTINCT CONCAT_WS(' ', PARTITION_EXPRESSION, SUBPARTITION_EXPRESSION) SEPARATOR ' ') AS expression
  FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_NAME IS NOT NULL GROUP BY TABLE_NAME`;

/** Sums of checksums over columns, indexes and the texts of views: any DDL that a question could notice, or that a proof looked into, changes one of them. */
const versionSql = `SELECT CONCAT_WS('-', (SELECT CONCAT(COUNT(*), '.', COALESCE(SUM(CRC32(CONCAT_WS('|', TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, COLUMN_TYPE, IS_NULLABLE, COLUMN_KEY, COLUMN_COMMENT, EXTRA, GENERATION_EXPRESSION))), 0)) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()),
  (SELECT CONCAT(COUNT(*), '.', COALESCE(SUM(CRC32(CONCAT_WS('|', TABLE_NAME, INDEX_NAME, COLUMN_NAME, SEQ_IN_INDEX))), 0)) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()),
  (SELECT CONCAT(COUNT(*), '.', COALESCE(SUM(CRC32(CONCAT_WS('|', TABLE_NAME, VIEW_DEFINITION, DEFINER, SECURITY_TYPE))), 0)) FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE())) AS version`;

interface TableRow { readonly name: string; readonly type: string; readonly estimate: number | string | null; readonly comment: string }
interface ColumnRow { readonly owner: string; readonly name: string; readonly type: string; readonly nullable: string; readonly comment: string; readonly extra: string; readonly expression: string | null }
interface KeyRow { readonly owner: string; readonly name: string; readonly source: string; readonly target_schema: string; readonly target: string; readonly destination: string }
interface IndexRow { readonly owner: string; readonly name: string; readonly non_unique: number; readonly source: string | null }

export async function schemaVersion(query: Query): Promise<string> {
  const [row] = await query<{ version: string }>(versionSql);
  return row?.version ?? 'empty';
}

/** The schema of the connected database in seven statements, whatever its size. */
export async function introspect(query: Query): Promise<CatalogSnapshot> {
  const version = await schemaVersion(query);
  const [current] = await query<{ name: string | null }>('SELECT DATABASE() AS name');
  const schema = current?.name ?? '';
  const tables = await query<TableRow>(tablesSql);
  const columns = groupBy(await query<ColumnRow>(columnsSql), (row) => row.owner);
  const keys = groupBy(await query<KeyRow>(keysSql), (row) => row.owner);
  const indexes = groupBy(await query<IndexRow>(indexesSql), (row) => row.owner);
  const partitions = new Map((await query<{ name: string; expression: string | null }>(partitionsSql)).map(({ name, expression }) => [name, expression ?? '']));
  return {
    dialect: 'mysql',
    version,
    defaultSchema: schema,
    tables: tables.map((row): CatalogTable => {
      const own = groupBy(indexes.get(row.name) ?? [], (index) => index.name);
      const isView = row.type === 'VIEW';
      return {
        schema,
        name: row.name,
        kind: isView ? 'view' : 'table',
        ...(row.comment === '' || isView ? {} : { comment: row.comment }),
        ...(row.estimate === null || isView ? {} : { rowEstimate: Number(row.estimate) }),
        columns: (columns.get(row.name) ?? []).map(columnOf),
        primaryKey: (own.get('PRIMARY') ?? []).map((part) => part.source ?? ''),
        foreignKeys: foreignKeys(keys.get(row.name) ?? []),
        ...(partitions.has(row.name) ? { partitionedBy: partitions.get(row.name) ?? '' } : {}),
        indexes: [...own].filter(([name]) => name !== 'PRIMARY').map(([name, parts]): CatalogIndexDefinition => ({ name, columns: parts.map((part) => part.source ?? ''), unique: Number(parts[0]?.non_unique) === 0 })),
      };
    }),
  };
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
