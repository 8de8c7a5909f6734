import type { IndexedTable } from '../../../catalog/index.ts';
import { displayColumns, isIdentity, isKey, keyColumns } from '../../../catalog/roles.ts';
import type { Measure } from '../../plan.ts';
import type { Scope } from '../conditions.ts';
import type { Gathered } from '../gather.ts';
import { peopleOf } from '../people.ts';
import { projectionOf, type Way } from './way.ts';

/** "the most borrowed title in each category", "the top 3 customers of each country by revenue", "who logged the most hours on each project": the first rows of each group. */
export function topOfEach(gathered: Gathered, scope: Scope): Way[] {
  const [top, ...others] = gathered.tops.length > 0 ? numbered(gathered) : rankedFirst(gathered);
  const [key, ...rest] = gathered.groups;
  if (!top?.measure || others.length > 0 || !key || rest.length > 0 || gathered.having.length > 0) return [];
  const { measure } = top;
  // Clients of each country are rows of the table that keeps the country; reps of each warehouse are not warehouses.
  const owner = 'column' in key ? undefined : key;
  const parts = 'column' in key ? [key] : displayColumns(key);
  if (parts.length === 0 || (owner && keyColumns(owner).length === 0)) return [];
  const counted = measure.kind === 'count' ? measure.table : undefined;
  const asked = gathered.projections.flatMap((part) => (part.kind === 'projection' && part.measure.kind === 'column' ? [part.measure.column] : []));
  return rankedRows(gathered, measure, { asked: asked[0]?.table, owner, counted, isRow: top.row === true, scope }).flatMap((row): Way[] => {
    const shown = (asked.length > 0 ? asked : displayColumns(row)).filter((column) => !parts.includes(column));
    // What stands in the rows of others is added up for each.
    const isSummed = measure.kind === 'column' && measure.column.table !== row && !isKey(measure.column) && scope.semantics.attribute(measure.column).sums === 'added';
    const ranked: Measure = isSummed ? { kind: 'aggregate', function: 'sum', column: measure.column, distinct: false } : measure;
    const grouped = ranked.kind !== 'column';
    if (row === key || shown.length === 0 || (grouped && row === counted && asked.length === 0)) return [];
    const rows = asked.length > 0 && !asked.some(isIdentity) ? asked : [row];
    const taken: Gathered = { ...gathered, who: false, limit: undefined, orders: [], tops: [{ ...top, measure: ranked }], groups: grouped ? [key, ...rows] : [] };
    return [{ gathered: { ...taken, within: key, projections: [...parts, ...shown].map(projectionOf) }, feature: 'top:of-each' }];
  });
}

/** "the top 2 best-selling products in each category": so many of those that come first. */
function numbered({ tops, limit }: Gathered): Gathered['tops'] {
  return limit ? tops.map((top) => ({ ...top, limit: limit.limit })) : tops;
}

/** "the top giver in each state by total amount": what is ordered by is that by which they are ranked. */
function rankedFirst({ limit, orders: [order, ...others] }: Gathered): Gathered['tops'] {
  return limit && order && others.length === 0 ? [{ kind: 'top', measure: order.measure, direction: limit.direction, limit: limit.limit }] : [];
}

interface Ranking {
  readonly asked: IndexedTable | undefined;
  readonly owner: IndexedTable | undefined;
  readonly counted: IndexedTable | undefined;
  /** "the longest film" is a film, "the maximum length" a figure. */
  readonly isRow: boolean;
  readonly scope: Scope;
}

/** Whose first ones are asked for: what is asked for or named, whom it is about where somebody is, or what is measured. */
function rankedRows(gathered: Gathered, measure: Measure, { asked, owner, counted, isRow, scope }: Ranking): IndexedTable[] {
  const named = asked ?? gathered.entities.find((table) => table !== owner && table !== counted) ?? gathered.entities.find((table) => table !== owner);
  const measured = 'column' in measure ? measure.column.table : counted;
  const people = gathered.who && measured ? peopleOf(measured, scope).slice(0, 2) : [];
  const own = isRow && named === undefined && measure.kind === 'column' ? [measure.column.table] : [];
  return [...new Set([...people, ...(named ? [named] : []), ...own])].filter((table) => table !== owner);
}
