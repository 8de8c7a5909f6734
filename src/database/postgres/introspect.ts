import type { Client } from 'pg';
import type { CatalogColumn, CatalogIndexDefinition, CatalogSnapshot, CatalogTable, ForeignKey, TableKind } from '../../core/catalog.ts';
import { groupBy } from '../../std/group-by.ts';
import { commentCharsMax } from '../short-comments.ts';
import { typeFamily } from '../type-family.ts';

const kinds: Readonly<Record<string, TableKind>> = { r: 'table', p: 'table', f: 'table', v: 'view', m: 'materialized view' };

/** Relations of users that the role may see, of the schemas of `$1` where it is not NULL; partitions are reached through their parents. */
const relations = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
  AND has_schema_privilege(n.oid, 'USAGE') AND ($1::text[] IS NULL OR n.nspname = ANY($1))`;

const tablesSql = `SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind, c.reltuples AS estimate, left(d.description, ${commentCharsMax + 1}) AS comment,
  CASE WHEN c.relkind = 'p' THEN (SELECT string_agg(pg_get_partkeydef(p.relid), ' ') FROM pg_partition_tree(c.oid) p WHERE NOT p.isleaf) END AS partitioned_by
  FROM ${relations.replace('WHERE', "LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0 WHERE")} ORDER BY n.nspname, c.relname`;

const columnsSql = `SELECT a.attrelid AS oid, a.attnum AS num, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, t.typtype AS typtype,
  a.atttypid AS type_oid, a.attnotnull AS required, left(d.description, ${commentCharsMax + 1}) AS comment,
  CASE WHEN a.attgenerated <> '' THEN coalesce((SELECT pg_get_expr(x.adbin, x.adrelid) FROM pg_attrdef x WHERE x.adrelid = a.attrelid AND x.adnum = a.attnum), '') END AS generated
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid JOIN (SELECT c.oid FROM ${relations}) r ON r.oid = a.attrelid
  LEFT JOIN pg_description d ON d.objoid = a.attrelid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
  WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum`;

const enumsSql = `SELECT enumtypid AS oid, array_to_json(array_agg(enumlabel ORDER BY enumsortorder))::text AS labels FROM pg_enum GROUP BY enumtypid`;

/** Keys and indexes name columns by number; the numbers become names here, which is far quicker than joins in the server. */
const constraintsSql = `SELECT o.conrelid AS oid, o.contype AS kind, o.conkey::text AS columns, o.confrelid AS target_oid, o.confkey::text AS target_columns
  FROM pg_constraint o WHERE o.contype IN ('p', 'f') AND o.conrelid <> 0 AND o.conparentid = 0 ORDER BY o.conrelid, o.conname`;

/** Those that a partition has for itself are told of the table that it is a partition of, whose columns may have other numbers; primary keys are told already, and so are parts of the table's own. */
const indexesSql = `SELECT r.root AS oid, i.relname AS name, x.indisunique AND NOT c.relispartition AS is_unique,
  i.relispartition OR (x.indisprimary AND NOT c.relispartition) AS is_told, x.indisclustered AS is_clustered,
  CASE WHEN c.relispartition THEN (SELECT string_agg(coalesce(b.attnum, 0)::text, ' ' ORDER BY k.place) FROM unnest(x.indkey::int2[]) WITH ORDINALITY k(num, place)
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.num LEFT JOIN pg_attribute b ON b.attrelid = r.root AND b.attname = a.attname) ELSE x.indkey::text END AS columns
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid CROSS JOIN LATERAL (SELECT CASE WHEN c.relispartition THEN pg_partition_root(c.oid)::oid ELSE c.oid END AS root) r
  WHERE x.indrelid >= 16384 AND (NOT i.relispartition OR x.indisclustered) ORDER BY r.root, i.relname`;

/** Count and sum of hashes of some catalog rows: the transaction that last wrote a row, seeded with what the row is. */
const mark = (identity: string, from: string) => `(SELECT count(*) || '.' || coalesce(sum(hashtextextended(x.xmin::text, ${identity})), 0) FROM ${from})`;

/**
 * Changes with any DDL on tables, columns, constraints, enums and comments, and on what a proof looks into: views, functions,
 * operators, casts, types, operator classes, policies, inheritance and foreign tables, replaced ones included, since each of these
 * writes a row of the catalog.
 */
const versionSql = `SELECT md5(concat_ws('-',
  ${mark('x.oid::int8', "pg_class x WHERE x.oid >= 16384 AND x.relkind IN ('r', 'p', 'f', 'v', 'm', 'i')")},
  ${mark('x.attrelid::int8 * 2048 + x.attnum', "pg_attribute x JOIN pg_class c ON c.oid = x.attrelid WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND x.attnum > 0")},
  ${mark('x.oid::int8', 'pg_attrdef x WHERE x.oid >= 16384')},
  ${mark('x.oid::int8', 'pg_constraint x WHERE x.oid >= 16384')},
  ${mark('x.oid::int8', 'pg_enum x')},
  ${mark('x.oid::int8', 'pg_rewrite x WHERE x.ev_class >= 16384')},
  ${mark('x.oid::int8', 'pg_proc x WHERE x.oid >= 16384')},
  ${mark('x.oid::int8', 'pg_operator x WHERE x.oid >= 16384')},
  ${mark('x.oid::int8', 'pg_cast x WHERE x.oid >= 16384')},
  ${mark('x.oid::int8', 'pg_type x WHERE x.oid >= 16384')},
  ${mark('x.oid::int8', 'pg_opclass x WHERE x.oid >= 16384')},
  ${mark('x.oid::int8', 'pg_amproc x WHERE x.oid >= 16384')},
  ${mark('x.oid::int8', 'pg_policy x')},
  ${mark('x.inhrelid::int8', 'pg_inherits x')},
  ${mark('x.ftrelid::int8', 'pg_foreign_table x')},
  ${mark('x.oid::int8', 'pg_foreign_server x')},
  ${mark('x.oid::int8', 'pg_foreign_data_wrapper x')},
  ${mark('x.objoid::int8 * 2048 + x.objsubid', 'pg_description x WHERE x.objoid >= 16384')})) AS version`;

interface TableRow { readonly oid: number; readonly schema: string; readonly name: string; readonly kind: string; readonly estimate: number; readonly comment: string | null; readonly partitioned_by: string | null }
interface ColumnRow {
  readonly oid: number; readonly num: number; readonly name: string; readonly type: string; readonly typtype: string; readonly type_oid: number; readonly required: boolean;
  readonly comment: string | null; readonly generated: string | null;
}
interface ConstraintRow { readonly oid: number; readonly kind: string; readonly columns: string | null; readonly target_oid: number; readonly target_columns: string | null }
interface IndexRow { readonly oid: number; readonly name: string; readonly is_unique: boolean; readonly is_told: boolean; readonly is_clustered: boolean; readonly columns: string | null }

export interface SchemaVersion {
  readonly version: string;
  /** When nothing has been committed since, it is still the same one. */
  readonly snapshot: string;
}

export async function schemaVersion(client: Client): Promise<SchemaVersion> {
  const { rows } = await client.query<{ version: string | null; snapshot: string }>(`${versionSql}, pg_current_snapshot()::text AS snapshot`);
  return { version: rows[0]?.version ?? 'empty', snapshot: rows[0]?.snapshot ?? '' };
}

/** The whole schema in six statements, whatever its size; of some schemas where these are named. */
export async function introspect(client: Client, schemas: readonly string[] | undefined): Promise<CatalogSnapshot> {
  const { version } = await schemaVersion(client);
  const schema = await client.query<{ name: string | null }>('SELECT current_schema() AS name');
  const tables = await client.query<TableRow>(tablesSql, [schemas]);
  const columns = groupBy((await client.query<ColumnRow>(columnsSql, [schemas])).rows, (row) => String(row.oid));
  const enums = new Map((await client.query<{ oid: number; labels: string }>(enumsSql)).rows.map((row) => [row.oid, list(row.labels)]));
  const constraints = groupBy((await client.query<ConstraintRow>(constraintsSql)).rows, (row) => String(row.oid));
  const indexes = groupBy((await client.query<IndexRow>(indexesSql)).rows, (row) => String(row.oid));
  const tablesByOid = new Map(tables.rows.map((row) => [row.oid, row]));
  const columnNames = (oid: number, numbers: string | null) => namesOf(columns.get(String(oid)) ?? [], numbers);
  return {
    dialect: 'postgres',
    version,
    defaultSchema: schema.rows[0]?.name ?? 'public',
    tables: tables.rows.map((row): CatalogTable => {
      const id = String(row.oid);
      const own = constraints.get(id) ?? [];
      const listed = indexes.get(id) ?? [];
      return {
        schema: row.schema,
        name: row.name,
        kind: kinds[row.kind] ?? 'table',
        ...(row.comment === null ? {} : { comment: row.comment }),
        ...(row.estimate < 0 || row.kind === 'v' ? {} : { rowEstimate: row.estimate }),
        columns: (columns.get(id) ?? []).map((column) => columnOf(column, enums)),
        primaryKey: own.filter((constraint) => constraint.kind === 'p').flatMap((constraint) => columnNames(row.oid, constraint.columns)),
        foreignKeys: own.filter((constraint) => constraint.kind === 'f').flatMap((constraint): ForeignKey[] => {
          const target = tablesByOid.get(constraint.target_oid);
          // A key to a table that the role may not see tells nothing.
          if (!target) return [];
          return [{ columns: columnNames(row.oid, constraint.columns), referencesSchema: target.schema, referencesTable: target.name, referencesColumns: columnNames(target.oid, constraint.target_columns) }];
        }),
        indexes: listed.filter(({ is_told }) => !is_told).map((index): CatalogIndexDefinition => ({ name: index.name, columns: columnNames(row.oid, index.columns), unique: index.is_unique })),
        ...laidBy([...(row.partitioned_by === null ? [] : [row.partitioned_by]), ...listed.filter(({ is_clustered }) => is_clustered).flatMap(({ columns: parts }) => columnNames(row.oid, parts))]),
      };
    }),
  };
}

/** An expression has no name, and is not told. */
function laidBy(parts: readonly string[]): Pick<CatalogTable, 'laidBy'> {
  return parts.length === 0 ? {} : { laidBy: parts.includes('') ? '' : parts.join(' ') };
}

function columnOf(row: ColumnRow, enums: ReadonlyMap<number, readonly string[]>): CatalogColumn {
  const enumValues = enums.get(row.type_oid);
  return {
    name: row.name, type: row.type, family: enumValues ? 'enum' : typeFamily(row.type), nullable: !row.required, ...(row.comment === null ? {} : { comment: row.comment }),
    ...(enumValues ? { enumValues } : {}), ...(row.generated === null ? {} : { generatedFrom: row.generated }),
  };
}

/** `{1,2}` of an array or `1 2` of an int2vector; 0 stands for an expression. */
function namesOf(columns: readonly ColumnRow[], numbers: string | null): string[] {
  return (numbers?.match(/-?\d+/g) ?? []).map((number) => columns.find((column) => column.num === Number(number))?.name ?? '');
}

function list(json: string | null): string[] {
  return json === null ? [] : (JSON.parse(json) as string[]);
}
