import type { CatalogTable } from '../../core/catalog.ts';
import type { PolicyContext } from './policy-context.ts';

/** The engine holds the policy itself, and tells of the views that it would not compile. */
export async function revealingViews(context: PolicyContext): Promise<ReadonlySet<CatalogTable>> {
  const views = context.access.snapshot.tables.filter((table) => table.kind !== 'table');
  if (views.length === 0) return new Set();
  const { definitions } = await context.resolve({ kind: 'select', tables: views.map(({ name }) => name), functions: [] });
  const revealing = new Set(definitions.filter(({ reveals }) => reveals).map(({ name }) => name));
  return new Set(views.filter(({ name }) => revealing.has(name)));
}
