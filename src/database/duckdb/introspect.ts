import type { DuckDBConnection } from '@duckdb/node-api';
import type { CatalogColumn, CatalogIndexDefinition, CatalogSnapshot, CatalogTable, ForeignKey } from '../../core/catalog.ts';
import { standardLiteral } from '../../sql/quoting.ts';
import { digest } from '../../std/digest.ts';
import { groupBy } from '../../std/group-by.ts';
import { typeFamily } from '../type-family.ts';
import { rowsOf, textOf } from './open.ts';

interface TableRow { readonly schema: string; readonly name: string; readonly comment: string | null; readonly rows?: bigint }
interface ColumnRow { readonly owner: string; readonly name: string; readonly type: string; readonly nullable: boolean; readonly comment: string | null; readonly computed: string | null }
interface ConstraintRow { readonly owner: string; readonly type: string; readonly columns: string; readonly target: string | null; readonly targetColumns: string }
interface IndexRow { readonly owner: string; readonly name: string; readonly unique: boolean; readonly expressions: string }

export interface Introspecting {
  /** A session in which the file is not the default. */
  readonly own: DuckDBConnection;
  /** The name of the file in statements. */
  readonly file: string;
  /** Views that can be run, as `schema\nname`: of others nothing is told but that they are there. */
  readonly runnable: ReadonlySet<string>;
  /** Whether views stand for tables, in a file of ours. What it was made of is its version, which its maker knows. */
  readonly standIns: boolean;
}

/** What makes the schema, as one text: changed by every change of it, and by no write. */
export async function schemaDigest({ own, file }: Pick<Introspecting, 'own' | 'file'>): Promise<string> {
  const ofFile = `database_name = ${standardLiteral(file)}`;
  const version = await textOf(own, `SELECT md5(string_agg(part, chr(10) ORDER BY part)) AS version FROM (
    SELECT concat(sql, comment) AS part FROM duckdb_tables() WHERE ${ofFile}
    UNION ALL SELECT concat(sql, comment) FROM duckdb_views() WHERE ${ofFile} AND NOT internal
    UNION ALL SELECT concat(schema_name, table_name, column_name, data_type, comment) FROM duckdb_columns() WHERE ${ofFile} AND NOT internal
    UNION ALL SELECT concat(schema_name, table_name, constraint_text, constraint_column_names::VARCHAR, referenced_table, referenced_column_names::VARCHAR) FROM duckdb_constraints() WHERE ${ofFile}
    UNION ALL SELECT concat(function_name, parameters::VARCHAR, macro_definition) FROM duckdb_functions() WHERE ${ofFile} AND NOT internal
    UNION ALL SELECT sql FROM duckdb_indexes() WHERE ${ofFile})`);
  return digest(version);
}

export async function introspect(introspecting: Introspecting): Promise<CatalogSnapshot> {
  const { own, file, runnable, standIns } = introspecting;
  const ofFile = `database_name = ${standardLiteral(file)}`;
  const all = async <T>(sql: string) => (await rowsOf(own, sql)) as T[];
  const tables = await all<TableRow>(`SELECT schema_name AS schema, table_name AS name, comment, estimated_size AS rows FROM duckdb_tables() WHERE ${ofFile} ORDER BY ALL`);
  const views = await all<TableRow>(`SELECT schema_name AS schema, view_name AS name, comment FROM duckdb_views() WHERE ${ofFile} AND NOT internal ORDER BY ALL`);
  const columns = groupBy(await all<ColumnRow>(`SELECT schema_name || chr(10) || table_name AS owner, column_name AS name, data_type AS type, is_nullable AS nullable, comment, column_default AS computed
    FROM duckdb_columns() WHERE ${ofFile} AND NOT internal ORDER BY schema_name, table_name, column_index`), ({ owner }) => owner);
  const constraints = groupBy(await all<ConstraintRow>(`SELECT schema_name || chr(10) || table_name AS owner, constraint_type AS type, to_json(constraint_column_names)::VARCHAR AS columns, referenced_table AS target, to_json(referenced_column_names)::VARCHAR AS "targetColumns"
    FROM duckdb_constraints() WHERE ${ofFile} ORDER BY constraint_index`), ({ owner }) => owner);
  const indexes = groupBy(await all<IndexRow>(`SELECT schema_name || chr(10) || table_name AS owner, index_name AS name, is_unique AS "unique", expressions
    FROM duckdb_indexes() WHERE ${ofFile} ORDER BY index_name`), ({ owner }) => owner);
  const describe = (row: TableRow, kind: 'table' | 'view'): CatalogTable => {
    const owner = `${row.schema}\n${row.name}`;
    const rules = constraints.get(owner) ?? [];
    return {
      schema: row.schema,
      name: row.name,
      kind,
      ...(row.comment === null ? {} : { comment: row.comment }),
      ...(row.rows === undefined ? {} : { rowEstimate: Number(row.rows) }),
      columns: kind === 'view' && !runnable.has(owner) ? [] : (columns.get(owner) ?? []).map(column),
      primaryKey: rules.filter(({ type }) => type === 'PRIMARY KEY').flatMap(({ columns: names }) => namesIn(names)),
      foreignKeys: rules.filter(({ type }) => type === 'FOREIGN KEY').map((rule) => foreignKey(rule, row.schema)),
      indexes: (indexes.get(owner) ?? []).map(index),
    };
  };
  const described = [...tables.map((row) => describe(row, 'table')), ...views.map((row) => describe(row, standIns ? 'table' : 'view'))];
  return { dialect: 'duckdb', version: standIns ? '' : await schemaDigest(introspecting), defaultSchema: 'main', tables: described.toSorted((a, b) => order(a, b)) };
}

function order(a: CatalogTable, b: CatalogTable): number {
  return a.schema === b.schema ? (a.name < b.name ? -1 : 1) : a.schema < b.schema ? -1 : 1;
}

function column({ name, type, nullable, comment, computed }: ColumnRow): CatalogColumn {
  const values = type.startsWith('ENUM(') ? [...type.matchAll(/'((?:[^']|'')*)'/g)].map(([, value = '']) => value.replaceAll("''", "'")) : undefined;
  return { name, type, family: familyOf(type), nullable, ...(comment === null ? {} : { comment }), ...(values ? { enumValues: values } : {}), ...(computed === null ? {} : { generatedFrom: computed }) };
}

/** Lists and what has fields hold more than one value. */
function familyOf(type: string) {
  return /^(?:STRUCT|MAP|UNION|VARIANT)\b|\]$/.test(type) ? 'other' : typeFamily(type);
}

function foreignKey({ columns, target, targetColumns }: ConstraintRow, schema: string): ForeignKey {
  return { columns: namesIn(columns), referencesSchema: schema, referencesTable: target ?? '', referencesColumns: namesIn(targetColumns) };
}

function index({ name, unique, expressions }: IndexRow): CatalogIndexDefinition {
  return { name, unique, columns: [...expressions.matchAll(/'?"((?:[^"]|"")*)"'?|([^[\],\s']+)/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '') };
}

/** A list of names, as JSON. */
function namesIn(list: string): string[] {
  return (JSON.parse(list) as unknown[]).map(String);
}
