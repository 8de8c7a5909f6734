import type { CatalogTable } from '../../../core/catalog.ts';
import { type Inspection, isRefusal, refuse } from '../../../core/proof.ts';
import type { PolicyContext } from '../../access/policy-context.ts';
import { inspectPostgres } from '../guard.ts';
import { functionName } from '../names.ts';
import { parseOnce } from '../parser.ts';
import { isFields, listOf, textOf } from '../tree.ts';
import { tellsOrder } from './order.ts';
import { PolicedTables } from './policed-tables.ts';
import { revealingName } from './revealing-names.ts';

export interface PolicedView {
  /** It shows, or may show, what may not be seen. */
  readonly reveals: boolean;
  /** The least of the limits of what it reads. */
  readonly rowsMax: number;
}

/** The views that show what may not be seen under the policy. */
export async function revealingPostgresViews(context: PolicyContext): Promise<ReadonlySet<CatalogTable>> {
  const revealing = new Set<CatalogTable>();
  for (const table of context.access.snapshot.tables) if (table.kind !== 'table' && (await policedView(table, context)).reveals) revealing.add(table);
  return revealing;
}

/** What a view, and what those that it reads, makes of the policy. */
export async function policedView(view: Pick<CatalogTable, 'schema' | 'name'>, context: PolicyContext, seen: ReadonlySet<string> = new Set()): Promise<PolicedView> {
  const asked = functionName([view.schema, view.name]);
  const hidden = { reveals: true, rowsMax: 0 };
  if (seen.has(asked)) return { reveals: false, rowsMax: Infinity };
  const { definitions, refusal } = await context.resolve({ kind: 'select', tables: [asked], functions: [] });
  const definition = definitions.find(({ name }) => name === `${view.schema}.${view.name}`);
  if (refusal || !definition) return hidden;
  const inspection = await inspectPostgres(definition.sql).catch(() => refuse(''));
  if (isRefusal(inspection) || revealingName(inspection) !== undefined || (await callsOwn(inspection, context))) return hidden;
  return policedReads(inspection, await parseOnce(definition.sql), context, new Set([...seen, asked]));
}

async function policedReads(inspection: Inspection, tree: unknown, context: PolicyContext, seen: ReadonlySet<string>): Promise<PolicedView> {
  const { relations = [] } = await context.resolve(inspection);
  const tables = new PolicedTables(context.access);
  let rowsMax = Infinity;
  for (const asked of inspection.tables) {
    const facts = relations.find((relation) => relation.asked === asked);
    const read = facts && tables.behindView(facts);
    if (!read || (read.rules.size > 0 && (shows(tree, new Set(read.rules.keys())) || tellsOrder(read)))) return { reveals: true, rowsMax: 0 };
    const inner = context.access.snapshot.tables.find(({ schema, name, kind }) => kind !== 'table' && schema === facts.schema && name === facts.name);
    const below = inner ? await policedView(inner, context, seen) : undefined;
    if (below?.reveals) return below;
    rowsMax = Math.min(rowsMax, read.rowsMax, below?.rowsMax ?? Infinity);
  }
  return { reveals: false, rowsMax };
}

/** Functions of users read what they like, also those behind views and constraints of domains. The name of the first. */
export async function callsOwn(inspection: Inspection, context: PolicyContext, seen: ReadonlySet<string> = new Set()): Promise<string | undefined> {
  const { functions, definitions } = await context.resolve(inspection);
  const own = functions.find((fact) => fact.known && !fact.builtIn && !fact.extensions && !context.vouched.includes(fact.name));
  if (own) return own.name;
  for (const { name, sql } of definitions) {
    if (seen.has(sql)) continue;
    const inner = await inspectPostgres(sql).catch(() => refuse(''));
    const found = isRefusal(inner) ? name : await callsOwn(inner, context, new Set([...seen, sql]));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a masked column is named anywhere, or all columns are: by `*`, as which the server writes whole rows too, or by a list that renames them. */
function shows(tree: unknown, masked: ReadonlySet<string>): boolean {
  if (Array.isArray(tree)) return tree.some((item) => shows(item, masked));
  if (!isFields(tree)) return false;
  if (isFields(tree['A_Star']) || masked.has(textOf(tree['sval']))) return true;
  if (isFields(tree['alias']) && listOf(tree['alias']['colnames']).length > 0) return true;
  return Object.values(tree).some((value) => shows(value, masked));
}
