import type { Client } from 'pg';
import { extended } from './extended.ts';

/** Everything that users made has an oid from here on (FirstNormalObjectId). */
const firstOfUsers = 16_384;
const ofUsers = (oid: string) => `${oid} >= ${firstOfUsers}`;

/** The server's own functions, summed up by name: they change with its version only. */
export interface BuiltInRow {
  readonly name: string;
  readonly stability: string;
  readonly security_definer: boolean;
  /** The worst of those that one argument will do for; null where there are none. */
  readonly stability_of_one: string | null;
}

export interface ProcRow {
  readonly oid: string;
  readonly mark: string;
  readonly schema: string;
  readonly name: string;
  readonly stability: string;
  readonly security_definer: boolean;
  readonly aggregate: boolean;
  readonly takes_one: boolean;
  readonly language: string;
  readonly body: string | null;
  /** Expressions that stand in for arguments which are left out. */
  readonly defaults: string | null;
  readonly extension: string | null;
  readonly arguments: readonly string[];
  readonly result: string;
}

export interface RelationRow {
  readonly oid: string;
  readonly mark: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly row_security: boolean;
  readonly columns: readonly string[];
  readonly column_types: readonly string[];
  /** Of a foreign table: the function behind its wrapper, and whether it runs a program. */
  readonly handler: string | null;
  /** The versions of what a foreign table is told, of its server and of its wrapper. */
  readonly foreign_mark: string | null;
  readonly runs_program: boolean;
}

export interface TypeRow {
  readonly oid: string;
  readonly mark: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  /** The types that it is made of: of a domain its base, of an array its element, of a range its subtype, of a multirange its range. */
  readonly parts: readonly string[];
  readonly relation: string;
  /** What runs when a value is read or written. */
  readonly functions: readonly string[];
}

export interface OperatorRow {
  readonly oid: string;
  readonly mark: string;
  readonly name: string;
  readonly left: string;
  readonly right: string;
  readonly result: string;
  readonly function: string;
}


export interface CastRow { readonly source: string; readonly target: string; readonly implicit: boolean; readonly function: string }
export interface SupportRow { readonly type: string; readonly function: string }
export interface ConstraintRow { readonly oid: string; readonly type: string; readonly definition: string }
export interface PolicyRow { readonly relation: string; readonly function: string }
export interface ChildRow { readonly parent: string; readonly child: string }

export interface CatalogRows {
  /** Schemas in the order in which names are looked up, the server's own included. */
  readonly searchPath: readonly string[];
  readonly builtIn: readonly BuiltInRow[];
  /** Names of the server's own operators. */
  readonly builtInOperators: readonly { readonly name: string }[];
  /** Names of the server's own types. */
  readonly builtInTypes: readonly { readonly name: string }[];
  readonly procs: readonly ProcRow[];
  readonly relations: readonly RelationRow[];
  readonly types: readonly TypeRow[];
  readonly operators: readonly OperatorRow[];
  readonly casts: readonly CastRow[];
  readonly supports: readonly SupportRow[];
  readonly constraints: readonly ConstraintRow[];
  readonly policies: readonly PolicyRow[];
  readonly children: readonly ChildRow[];
  /** What no name leads to: casts and operator classes of users, as `ambientSql` tells them. */
  readonly ambient: string;
}

/** Of a foreign table by its oid. */
export const foreignMarkSql = (oid: string) => `(SELECT concat_ws(' ', mf.xmin, ms.xmin, mw.xmin) FROM pg_foreign_table mf
    JOIN pg_foreign_server ms ON ms.oid = mf.ftserver JOIN pg_foreign_data_wrapper mw ON mw.oid = ms.srvfdw WHERE mf.ftrelid = ${oid})`;

const json = (select: string) => `SELECT coalesce(json_agg(r), '[]')::text AS rows FROM (${select}) r`;

const builtInSql = `SELECT p.proname AS name, max(p.provolatile) AS stability, bool_or(p.prosecdef) AS security_definer,
  max(p.provolatile) FILTER (WHERE p.pronargs >= 1 AND p.pronargs - p.pronargdefaults <= 1) AS stability_of_one
  FROM pg_proc p WHERE p.oid < ${firstOfUsers} AND p.pronamespace = 'pg_catalog'::regnamespace GROUP BY 1`;

/** Bodies in the newer style are kept as trees; the server writes them out (version 14). */
const procsSql = (version: number) => `SELECT p.oid::text AS oid, p.xmin::text AS mark, n.nspname AS schema, p.proname AS name, p.provolatile AS stability, p.prosecdef AS security_definer,
  p.prokind = 'a' AS aggregate, p.pronargs >= 1 AND p.pronargs - p.pronargdefaults <= 1 AS takes_one, l.lanname AS language, e.extname AS extension,
  CASE WHEN l.lanname = 'sql' AND e.extname IS NULL AND NOT EXISTS (SELECT FROM unnest(p.proconfig) c WHERE c NOT LIKE 'search\\_path=%') THEN ${version >= 140_000 ? 'coalesce(pg_get_function_sqlbody(p.oid), p.prosrc)' : 'p.prosrc'} END AS body,
  CASE WHEN e.extname IS NULL THEN pg_get_expr(p.proargdefaults, 0) END AS defaults, string_to_array(coalesce(array_to_string(p.proallargtypes, ' '), p.proargtypes::text), ' ') AS arguments, p.prorettype::text AS result
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
  LEFT JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e' LEFT JOIN pg_extension e ON e.oid = d.refobjid
  WHERE ${ofUsers('p.oid')} OR n.nspname <> 'pg_catalog'`;

const relationsSql = `SELECT c.oid::text AS oid, c.xmin::text AS mark, n.nspname AS schema, c.relname AS name, c.relkind AS kind, c.relrowsecurity AS row_security,
  coalesce(a.columns, '{}') AS columns, coalesce(a.types, '{}') AS column_types,
  w.fdwhandler::oid::text AS handler, CASE WHEN f.ftrelid IS NOT NULL THEN ${foreignMarkSql('c.oid')} END AS foreign_mark, coalesce(f.ftoptions::text LIKE '%program=%', false) AS runs_program
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN (SELECT attrelid, array_agg(attname::text ORDER BY attnum) AS columns, array_agg(atttypid::text ORDER BY attnum) AS types FROM pg_attribute
    WHERE ${ofUsers('attrelid')} AND attnum > 0 AND NOT attisdropped GROUP BY 1) a ON a.attrelid = c.oid
  LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid LEFT JOIN pg_foreign_server s ON s.oid = f.ftserver LEFT JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
  WHERE ${ofUsers('c.oid')} AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND c.relpersistence <> 't' AND n.nspname <> 'pg_toast'`;

/** Multiranges are there from version 14 on. */
const typesSql = (version: number) => `SELECT t.oid::text AS oid, t.xmin::text AS mark, n.nspname AS schema, t.typname AS name, t.typtype AS kind, t.typrelid::text AS relation,
  array_remove(ARRAY[t.typbasetype, t.typelem, r.rngsubtype${version >= 140_000 ? ', m.rngtypid' : ''}], 0)::text[] AS parts,
  ARRAY[t.typinput, t.typoutput, t.typsend, t.typreceive, t.typmodin, r.rngcanonical, r.rngsubdiff]::oid[]::text[] AS functions
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_range r ON r.rngtypid = t.oid
  ${version >= 140_000 ? 'LEFT JOIN pg_range m ON m.rngmultitypid = t.oid' : ''} WHERE ${ofUsers('t.oid')}`;

const operatorsSql = `SELECT o.oid::text AS oid, o.xmin::text AS mark, o.oprname AS name, o.oprleft::text AS left, o.oprright::text AS right, o.oprresult::text AS result,
    o.oprcode::oid::text AS function FROM pg_operator o WHERE ${ofUsers('o.oid')}`;

const castsSql = `SELECT castsource::text AS source, casttarget::text AS target, castcontext = 'i' AS implicit, castfunc::text AS function FROM pg_cast WHERE ${ofUsers('oid')} AND castfunc <> 0`;

/** What sorts, groups and compares values of a type. */
const supportsSql = `SELECT DISTINCT c.opcintype::text AS type, s.function::text AS function FROM pg_opclass c JOIN (
    SELECT amprocfamily AS family, amproc::oid AS function FROM pg_amproc UNION ALL SELECT m.amopfamily, o.oprcode::oid
    FROM pg_amop m JOIN pg_operator o ON o.oid = m.amopopr) s ON s.family = c.opcfamily
  WHERE ${ofUsers('c.oid')} AND ${ofUsers('s.function')} AND c.opcmethod IN (SELECT oid FROM pg_am WHERE amname IN ('btree', 'hash'))`;

const constraintsSql = `SELECT oid::text AS oid, contypid::text AS type, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE contype = 'c' AND contypid <> 0 AND ${ofUsers('oid')}`;

const policiesSql = `SELECT DISTINCT y.polrelid::text AS relation, d.refobjid::text AS function FROM pg_policy y JOIN pg_depend d ON d.classid = 'pg_policy'::regclass
    AND d.objid = y.oid AND d.refclassid = 'pg_proc'::regclass`;

const childrenSql = 'SELECT inhparent::text AS parent, inhrelid::text AS child FROM pg_inherits';

export const ambientSql = `concat((SELECT string_agg(x.oid || ':' || x.xmin, ' ' ORDER BY x.oid) FROM pg_cast x WHERE ${ofUsers('x.oid')}), '/',
    (SELECT string_agg(x.oid || ':' || x.xmin, ' ' ORDER BY x.oid) FROM pg_opclass x WHERE ${ofUsers('x.oid')}))`;

/** The catalog as far as proofs need it, in a constant number of statements. */
export async function catalogRows(client: Client): Promise<CatalogRows> {
  const session = await extended<{ version: number; path: string; ambient: string }>(client, `SELECT current_setting('server_version_num')::int AS version,
    array_to_json(current_schemas(true))::text AS path, ${ambientSql} AS ambient`);
  const { version = 0, path = '[]', ambient = '' } = session.rows[0] ?? {};
  // Rows of our own queries, in the form that their interfaces say.
  const rows = async <T>(sql: string) => JSON.parse((await extended<{ rows: string }>(client, json(sql))).rows[0]?.rows ?? '[]') as readonly T[];
  return {
    searchPath: JSON.parse(path) as readonly string[],
    ambient,
    builtIn: await rows<BuiltInRow>(builtInSql),
    builtInOperators: await rows<{ name: string }>(`SELECT DISTINCT oprname AS name FROM pg_operator WHERE oid < ${firstOfUsers}`),
    builtInTypes: await rows<{ name: string }>(`SELECT typname AS name FROM pg_type WHERE oid < ${firstOfUsers}`),
    procs: await rows<ProcRow>(procsSql(version)),
    relations: await rows<RelationRow>(relationsSql),
    types: await rows<TypeRow>(typesSql(version)),
    operators: await rows<OperatorRow>(operatorsSql),
    casts: await rows<CastRow>(castsSql),
    supports: await rows<SupportRow>(supportsSql),
    constraints: await rows<ConstraintRow>(constraintsSql),
    policies: await rows<PolicyRow>(policiesSql),
    children: await rows<ChildRow>(childrenSql),
  };
}

export interface ViewRow {
  readonly oid: string;
  readonly mark: string;
  readonly definition: string;
}

export async function viewRows(client: Client, oids: readonly string[]): Promise<readonly ViewRow[]> {
  const sql = 'SELECT r.ev_class::text AS oid, r.xmin::text AS mark, pg_get_viewdef(r.ev_class) AS definition FROM pg_rewrite r WHERE r.ev_class = ANY($1::oid[])';
  const { rows } = await extended<ViewRow>(client, sql, [oids]);
  return rows;
}
