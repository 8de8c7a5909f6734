import type { Client } from 'pg';
import type { FunctionFacts } from '../../core/proof.ts';
import { extended } from './extended.ts';

const functionsSql = `SELECT w.name, count(p.oid) > 0 AS known, coalesce(bool_or(p.provolatile = 'v'), false) AS volatile,
  coalesce(bool_or(p.prosecdef), false) AS security_definer, coalesce(bool_and(n.nspname = 'pg_catalog'), false) AS built_in
  FROM unnest($1::text[]) WITH ORDINALITY w(name, ord)
  LEFT JOIN pg_proc p ON p.proname = split_part(w.name, '.', CASE WHEN strpos(w.name, '.') > 0 THEN 2 ELSE 1 END)
  LEFT JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE p.oid IS NULL OR strpos(w.name, '.') = 0 OR n.nspname = split_part(w.name, '.', 1)
  GROUP BY w.name, w.ord ORDER BY w.ord`;

interface FunctionRow { readonly name: string; readonly known: boolean; readonly volatile: boolean; readonly security_definer: boolean; readonly built_in: boolean }

/** What pg_proc says of all overloads of each name together: the worst of them counts. */
export async function functions(client: Client, names: readonly string[]): Promise<FunctionFacts[]> {
  const { rows } = await extended<FunctionRow>(client, functionsSql, [names]);
  const found = new Map(rows.map((row) => [row.name, row]));
  return names.map((name) => {
    const row = found.get(name);
    return { name, known: row?.known ?? false, volatile: row?.volatile ?? true, securityDefiner: row?.security_definer ?? true, builtIn: row?.built_in ?? false };
  });
}
