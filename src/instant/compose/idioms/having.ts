import { type Filter, filterTables, type Measure, tablesOf } from '../../plan.ts';
import type { Scope } from '../conditions.ts';
import type { Gathered } from '../gather.ts';
import { leadsTo } from '../paths.ts';
import { peopleOf } from '../people.ts';
import type { Way } from './way.ts';

/** "who placed more than one order", "who booked more than two sessions": the people to whom so many of them refer. */
export function whoOfMany(gathered: Gathered, scope: Scope): Way[] {
  const [having, ...more] = gathered.having;
  if (!gathered.whoFirst || having?.measure?.kind !== 'count' || more.length + gathered.groups.length + gathered.tops.length + gathered.projections.length > 0) return [];
  const { table } = having.measure;
  // Of the sessions that somebody booked, it is the bookings that are theirs.
  const [done = table, ...others] = gathered.entities.filter((entity) => entity !== table);
  // Whom a product refers to is nobody who bought it.
  const isDone = scope.semantics.entity(done).kind !== 'thing' && (done === table || leadsTo(scope.catalog, done, table));
  if (others.length > 0 || !isDone) return [];
  const measure: Measure = { kind: 'count', table: done };
  return peopleOf(done, scope).slice(0, 2).map((people): Way => ({ gathered: { ...gathered, who: false, whoFirst: false, entities: [people, done], having: [{ ...having, measure }] }, feature: 'who:many' }));
}

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
