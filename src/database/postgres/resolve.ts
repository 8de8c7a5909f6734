import type { Client } from 'pg';
import type { Definition, FunctionFacts, Inspection, NameFacts } from '../../core/proof.ts';
import { groupBy } from '../../std/group-by.ts';
import { extended } from './extended.ts';

const facts = `p.oid::text AS id, p.provolatile AS stability, p.prosecdef AS security_definer, p.prokind = 'a' AS aggregate, n.nspname = 'pg_catalog' AND p.oid < 16384 AS built_in, l.lanname AS language,
  CASE WHEN l.lanname = 'sql' THEN p.prosrc END AS body,
  (SELECT e.extname FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e' LIMIT 1) AS extension`;

const joined = `JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang`;
const ofUsers = `p.oid >= 16384`;

/**
 * Functions by name ($1), with every overload; functions that `row.name` ($2) may call; those behind operators ($3), and behind
 * casts to the types ($4; `type(x)` and `x.type` cast too) and implicit ones. Operators and casts of the server itself are pure.
 */
const functionsSql = `SELECT w.name, ${facts} FROM unnest($1::text[]) w(name)
    JOIN pg_proc p ON p.proname = split_part(w.name, '.', CASE WHEN strpos(w.name, '.') > 0 THEN 2 ELSE 1 END) ${joined}
    WHERE strpos(w.name, '.') = 0 OR n.nspname = split_part(w.name, '.', 1)
  UNION ALL SELECT p.proname, ${facts} FROM pg_proc p ${joined} LEFT JOIN pg_type t ON t.oid = p.proargtypes[0]
    WHERE ${ofUsers} AND p.proname = ANY($2::text[]) AND p.pronargs >= 1 AND p.pronargs - p.pronargdefaults <= 1 AND (t.typtype IN ('c', 'p', 'd') OR p.provariadic <> 0)
  UNION ALL SELECT p.proname, ${facts} FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode ${joined} WHERE ${ofUsers} AND o.oprname = ANY($3::text[])
  UNION ALL SELECT p.proname, ${facts} FROM pg_cast c JOIN pg_proc p ON p.oid = c.castfunc ${joined} JOIN pg_type t ON t.oid = c.casttarget
    WHERE ${ofUsers} AND (c.castcontext = 'i' OR t.typname = ANY($4::text[] || $2::text[]) OR t.typname IN (SELECT split_part(w.name, '.', CASE WHEN strpos(w.name, '.') > 0 THEN 2 ELSE 1 END) FROM unnest($1::text[]) w(name)))`;

/** Views by bare or qualified name ($1), and constraints of domains among the types ($2). A foreign table that runs a program is given as a definition that no parser takes. */
const definitionsSql = `SELECT n.nspname || '.' || c.relname AS name, pg_get_viewdef(c.oid) AS sql, c.relkind = 'm' AS stored FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND (c.relname = ANY($1::text[]) OR n.nspname || '.' || c.relname = ANY($1::text[]))
  UNION ALL SELECT t.typname, 'SELECT ' || regexp_replace(pg_get_constraintdef(o.oid), '^CHECK ', ''), false FROM pg_constraint o JOIN pg_type t ON t.oid = o.contypid WHERE o.contype = 'c' AND t.typname = ANY($2::text[])
  UNION ALL SELECT c.relname, 'a foreign table that runs a program', false FROM pg_class c JOIN pg_foreign_table f ON f.ftrelid = c.oid WHERE f.ftoptions::text LIKE '%program=%' AND c.relname = ANY($1::text[])`;

interface FunctionRow {
  readonly name: string;
  readonly id: string;
  readonly stability: string;
  readonly security_definer: boolean;
  readonly aggregate: boolean;
  readonly built_in: boolean;
  readonly language: string;
  readonly body: string | null;
  readonly extension: string | null;
}

/** What the live catalog says of the names in a statement. */
export async function resolve(client: Client, names: Inspection): Promise<NameFacts> {
  const { functions, attributes = [], operators = [], types = [], tables } = names;
  const found = await extended<FunctionRow>(client, functionsSql, [functions, attributes, operators, types]);
  const definitions = tables.length + types.length === 0 ? [] : (await extended<{ name: string; sql: string; stored: boolean }>(client, definitionsSql, [tables, types])).rows;
  const byName = groupBy(found.rows, (row) => row.name);
  const unknown = functions.filter((name) => !byName.has(name)).map((name): FunctionFacts => ({ name, known: false, stability: 'volatile', securityDefiner: false, builtIn: false }));
  return { functions: [...unknown, ...[...byName].flatMap(([name, rows]) => factsOf(name, rows))], definitions: definitions.map((row): Definition => ({ name: row.name, sql: row.sql, ...(row.stored ? { judgedElsewhere: true } : {}) })) };
}

/** The server's own overloads and those of users are told apart: a user's one must not borrow the good name of a built-in one. */
function factsOf(name: string, rows: readonly FunctionRow[]): FunctionFacts[] {
  const groups = groupBy(rows, (row) => (row.built_in ? 'server' : row.extension === null ? 'users' : 'extensions'));
  return [...groups].map(([origin, group]): FunctionFacts => ({
    name,
    known: true,
    stability: worst(group.map((row) => row.stability)),
    securityDefiner: group.some((row) => row.security_definer),
    builtIn: origin === 'server',
    ...(origin === 'extensions' ? { extensions: [...new Set(group.map((row) => row.extension ?? ''))] } : {}),
    ...(origin === 'users' && group.every((row) => row.language === 'sql' && !row.aggregate && row.body !== null && row.body !== '') ? { bodies: group.map((row) => row.body ?? '') } : {}),
  }));
}

function worst(stabilities: readonly string[]): FunctionFacts['stability'] {
  if (stabilities.includes('v')) return 'volatile';
  return stabilities.includes('s') ? 'stable' : 'immutable';
}
