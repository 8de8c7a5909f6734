import type { IndexedColumn } from '../../../catalog/index.ts';
import type { FeatureName } from '../../features.ts';
import type { Measure, RowFilter } from '../../plan.ts';
import type { Gathered } from '../gather.ts';

export type Projection = Gathered['projections'][number];

/** One way to take the parts of a question together. */
export interface Way {
  readonly gathered: Gathered;
  /** Where the parts are not taken as they stand. */
  readonly feature?: FeatureName;
}

export function countedRows(gathered: Gathered, part: Projection): Measure | undefined {
  const table = gathered.counted.get(part);
  return table && { kind: 'count', table };
}

export function projectionOf(target: IndexedColumn): Projection {
  return { kind: 'projection', measure: { kind: 'column', column: target } };
}

export function timeFilters(filters: readonly RowFilter[]): RowFilter[] {
  return filters.filter((filter) => filter.kind === 'period' || (filter.kind === 'compare' && filter.unit !== undefined));
}
