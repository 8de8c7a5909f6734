import type { CatalogTable } from '../../core/catalog.ts';
import { type Inspection, isRefusal, refuse, type Refusal } from '../../core/proof.ts';
import type { SqlDialect } from '../dialect.ts';
import { mentionsIn } from './mentions.ts';
import type { PolicyContext, Restricted } from './policy-context.ts';
import { restrict, reveals } from './restrict.ts';
import type { Access } from './rules.ts';

/** A statement under a policy, judged by its tokens: whatever name stands in it may be what the server takes it for. */
export async function restrictByTokens(sql: string, inspection: Inspection, context: PolicyContext, dialect: SqlDialect): Promise<Restricted | Refusal> {
  const names = new Set(mentionsIn(dialect.tokens(sql)).map((mention) => mention.text));
  const [view] = await revealingViewsByTokens(context, dialect, names);
  if (view) return refuse(`the view ${view.name} shows what may not be seen`, ['Ask the tables themselves; get_schema lists them.']);
  const { functions } = await context.resolve(inspection);
  const own = functions.find((fact) => !fact.builtIn && !fact.extensions && !context.vouched.includes(fact.name));
  if (own) return refuse(`the function ${own.name} may show what may not be seen`, ['Ask without it, or have the operator list it under "functions" of the database.']);
  const statement = restrict(sql, context.access, dialect, context.salt);
  return typeof statement === 'string' ? { statement, ...rowLimit(context.access, names) } : statement;
}

/** Views, of those that are named, whose definition or whose views' definitions reach what is denied or masked. */
export async function revealingViewsByTokens(context: PolicyContext, dialect: SqlDialect, named?: ReadonlySet<string>): Promise<ReadonlySet<CatalogTable>> {
  const views = context.access.snapshot.tables.filter((table) => table.kind !== 'table' && (named?.has(table.name.toLowerCase()) ?? true));
  const revealing = new Set<CatalogTable>();
  for (const view of views) if (await isRevealing(view.name, context, dialect, new Set())) revealing.add(view);
  return revealing;
}

async function isRevealing(name: string, context: PolicyContext, dialect: SqlDialect, seen: Set<string>): Promise<boolean> {
  if (seen.has(name.toLowerCase())) return false;
  seen.add(name.toLowerCase());
  const { access } = context;
  const { definitions } = await context.resolve({ kind: 'select', tables: [name], functions: [], attributes: [name.toLowerCase()] });
  for (const { sql } of definitions) {
    if (isRefusal(await dialect.inspect(sql).catch(() => refuse('')))) return true;
    if (reveals(sql, access, dialect)) return true;
    const inner = new Set(mentionsIn(dialect.tokens(sql)).map((mention) => mention.text));
    for (const table of access.snapshot.tables) {
      if (table.kind !== 'table' && inner.has(table.name.toLowerCase()) && (await isRevealing(table.name, context, dialect, seen))) return true;
    }
  }
  return false;
}

/** The least of what the tables that are named allow. */
function rowLimit({ rows }: Access, names: ReadonlySet<string>): Pick<Restricted, 'rowsMax'> {
  const limits = rows.filter(({ table }) => names.has(table.name.toLowerCase())).map(({ rowsMax }) => rowsMax);
  return limits.length === 0 ? {} : { rowsMax: Math.min(...limits) };
}
