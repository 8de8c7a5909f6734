import { type Filter, filterTables, tablesOf } from '../../plan.ts';
import type { Gathered } from '../gather.ts';
import type { Way } from './way.ts';

/** "how many customers have more than 3 orders": rows that have so many others are one figure, and not one for each. */
export function manyAsCondition(gathered: Gathered): Way | undefined {
  const [having, ...more] = gathered.having;
  const owners = gathered.projections.map((projection) => (projection.kind === 'count' ? gathered.counted.get(projection) : projection.measure.kind === 'aggregate' ? projection.measure.column.table : undefined));
  const [owner] = owners;
  if (!having || more.length > 0 || !owner || owners.some((table) => table !== owner) || gathered.groups.length + gathered.tops.length + gathered.orders.length + gathered.both.length > 0) return undefined;
  const measured = having.measure ? tablesOf(having.measure) : gathered.entities.filter((table) => table !== owner);
  const [other, ...others] = measured;
  if (!other || other === owner || others.length > 0) return undefined;
  const inner = gathered.filters.filter((filter) => filterTables(filter).every((table) => table === other));
  const condition: Filter = { kind: 'exists', table: owner, other, filters: inner, having: { ...having.having, measure: having.measure ?? { kind: 'count', table: other } }, negated: false };
  return { gathered: { ...gathered, having: [], filters: [...gathered.filters.filter((filter) => !inner.includes(filter)), condition], entities: gathered.entities.filter((table) => table !== other) }, feature: 'having:figures' };
}
