import type { CatalogTable } from '../../../core/catalog.ts';
import { isRefusal } from '../../../core/proof.ts';
import { isName, nameOf } from '../../identifiers.ts';
import type { PolicyContext } from '../../access/policy-context.ts';
import { coarse } from '../fold.ts';
import { inspectMysql } from '../guard.ts';
import { lexMysql } from '../lexer.ts';
import { readStatement } from '../statement.ts';
import { bindRelations } from './bind.ts';
import { tellsOrder } from './order.ts';

/** The tables that stand behind a view, views of views included; undefined where one of them shows what may not be seen. */
export async function tablesBehind(view: CatalogTable, context: PolicyContext, within: readonly CatalogTable[] = []): Promise<readonly CatalogTable[] | undefined> {
  if (within.includes(view)) return undefined;
  const { definitions } = await context.resolve({ kind: 'select', tables: [`${view.schema}.${view.name}`], functions: [] });
  const definition = definitions.find(({ name }) => name === `${view.schema}.${view.name}`);
  if (!definition || !isReadable(definition.sql)) return undefined;
  const tokens = lexMysql(definition.sql).filter((token) => token.kind !== 'comment');
  const bound = bindRelations(readStatement(tokens).relations, context.access, tokens);
  if (isRefusal(bound)) return undefined;
  // The server keeps definitions with every column written out, so that a masked one stands there by its name.
  const names = new Set(tokens.filter(isName).map((token) => coarse(nameOf(token))));
  const behind: CatalogTable[] = [];
  for (const { table } of bound) {
    if (!table) continue;
    const masked = context.access.restricted.find((entry) => entry.table === table);
    // A view's reading can't be kept from indexes that would tell the order of what is masked.
    if (masked && (tellsOrder(masked) || [...masked.rules.keys()].some((column) => names.has(coarse(column))))) return undefined;
    const inner = table.kind === 'table' ? [] : await tablesBehind(table, context, [...within, view]);
    if (!inner) return undefined;
    behind.push(table, ...inner);
  }
  return behind;
}

function isReadable(sql: string): boolean {
  try {
    return !isRefusal(inspectMysql(sql));
  } catch {
    return false;
  }
}

/** The views that show what may not be seen. */
export async function revealingViews(context: PolicyContext): Promise<ReadonlySet<CatalogTable>> {
  const revealing = new Set<CatalogTable>();
  for (const table of context.access.snapshot.tables) if (table.kind !== 'table' && !(await tablesBehind(table, context))) revealing.add(table);
  return revealing;
}
