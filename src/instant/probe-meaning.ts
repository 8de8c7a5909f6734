import type { CatalogIndex } from '../catalog/index.ts';
import type { Meaning, NamedMeasure, Predicate, SemanticModel } from '../semantics/model.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { printQuery } from '../sql/print.ts';
import { lower } from './compose/lower.ts';
import type { Filter, Plan } from './plan.ts';
import { measureOf } from './rules/said-measures.ts';

export interface ProbeScope {
  readonly catalog: CatalogIndex;
  readonly semantics: SemanticModel;
  readonly dialect: SqlDialect;
}

const bare: Omit<Plan, 'projections' | 'filters'> = { distinct: false, groups: [], having: [], order: [], tables: [], path: 0 };

/** The query in which the SQL of a meaning would stand: how many rows it is, or what the figure is. Undefined where it holds no SQL, null where its tables can't be joined. */
export function probeOf(meaning: Meaning, scope: ProbeScope, filters: readonly Filter[] = []): string | null | undefined {
  const plan = planOf(meaning, filters);
  const query = plan && lower(plan, { ...scope, tokens: [] });
  return plan && (query ? printQuery(query, scope.dialect) : null);
}

/** The same over no rows: enough for a proof, whatever a whole table would cost. */
export function proofOf(meaning: Meaning, scope: ProbeScope): string | null | undefined {
  const table = meaning.kind === 'measure' ? meaning.measure.table : 'table' in meaning ? meaning.table : undefined;
  return table && probeOf(meaning, scope, [{ kind: 'sql', table, parts: ['1 = 0'] }]);
}

function planOf(meaning: Meaning, filters: readonly Filter[]): Plan | undefined {
  if (meaning.kind === 'measure') return figure(meaning.measure, filters);
  return meaning.kind === 'state' || meaning.kind === 'rows' ? rows(meaning, filters) : undefined;
}

function figure(measure: NamedMeasure, filters: readonly Filter[]): Plan {
  return { ...bare, projections: [measureOf(measure)], filters };
}

function rows({ table, filter }: { readonly table: NamedMeasure['table']; readonly filter: Predicate }, filters: readonly Filter[]): Plan {
  return { ...bare, projections: [{ kind: 'count', table }], filters: [filter, ...filters] };
}
