import type { IndexedTable } from '../../catalog/index.ts';
import { type Filter, opposites } from '../plan.ts';
import type { FeatureVector } from '../rules/fragment.ts';
import { type Gathered, tablesIn } from './gather.ts';

export interface Absence {
  readonly filters: readonly Filter[];
  readonly features: FeatureVector;
}

/** "without any concert in 2014": rows of the subject that have no partner there; of a condition on the subject itself, its opposite. None where nothing is left to be missing. */
export function absence(without: Gathered, subject: IndexedTable): Absence[] {
  const tables = tablesIn(without);
  const other = without.entities.find((table) => table !== subject) ?? tables.find((table) => table !== subject);
  const [having] = without.having;
  const [filter, ...more] = without.filters;
  if (other) {
    const missing: Filter = { kind: 'exists', table: subject, other, filters: without.filters, negated: true, ...(having?.measure ? { having: { ...having.having, measure: having.measure } } : {}) };
    return [{ filters: [missing], features: { 'without:exists': 1 } }];
  }
  const negated = filter && more.length === 0 ? negate(filter) : undefined;
  return negated ? [{ filters: [negated], features: { 'without:negated': 1 } }] : [];
}

export function negate(filter: Filter): Filter | undefined {
  switch (filter.kind) {
    case 'compare':
    case 'aggregate':
      return { ...filter, operator: opposites[filter.operator] };
    case 'like':
    case 'null':
    case 'exists':
      return { ...filter, negated: !filter.negated };
    case 'between':
    case 'period':
    case 'extreme':
    case 'columns':
    case 'or':
      return undefined;
  }
}
