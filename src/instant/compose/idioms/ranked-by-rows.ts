import type { IndexedTable } from '../../../catalog/index.ts';
import type { EntityKind } from '../../../semantics/model.ts';
import type { FeatureName } from '../../features.ts';
import type { Measure } from '../../plan.ts';
import { aggregateOf } from '../../rules/money-measures.ts';
import type { Scope } from '../conditions.ts';
import { type Gathered, tablesIn } from '../gather.ts';
import type { Way } from './way.ts';

/** "the top 3 borrowers", "top 5 donors": by how often the rest occurs, or by the money that goes with it. */
export function rankedByRows(gathered: Gathered, { catalog, semantics }: Scope): Way[] {
  const { limit } = gathered;
  const [row, ...others] = gathered.entities;
  const figures = gathered.projections.some((part) => part.kind === 'count' || part.measure.kind !== 'column');
  if (!limit?.ranked || !row || figures || gathered.tops.length + gathered.orders.length + gathered.groups.length > 0) return [];
  const isHappening = (table: IndexedTable) => happening.has(semantics.entity(table).kind);
  const { limit: count, direction } = limit;
  const way = (measure: Measure, feature: FeatureName): Way => ({ gathered: { ...gathered, limit: undefined, tops: [{ kind: 'top', measure, direction, limit: count }] }, feature });
  const beside = tablesIn(gathered).filter((table) => table !== row);
  const children = catalog.edges(row).flatMap(({ from, to }) => (to === row && from !== row ? [from] : []));
  // What an order comes to stands in its lines.
  const lines = children.flatMap((child) => catalog.edges(child).flatMap(({ from, to }) => (to === child && from !== child && semantics.entity(from).kind === 'line' ? [from] : [])));
  const near = [...new Set([...others, ...beside, ...children, ...lines])].slice(0, nearMax);
  const rows = [...others, ...beside.filter(isHappening), ...(others.length === 0 ? children.filter(isHappening).slice(0, 1) : [])];
  return [
    ...[...new Set(rows)].map((table) => way({ kind: 'count', table }, 'ranked:rows')),
    ...near.flatMap((table) => semantics.money(table).slice(0, 1).filter(({ minor }) => !minor).map((measure) => way(aggregateOf(measure, 'sum'), 'ranked:money'))),
  ];
}

const nearMax = 6;
/** Of which people have more or fewer: not their addresses. */
const happening: ReadonlySet<EntityKind> = new Set(['transaction', 'line', 'event', 'association', 'log']);
