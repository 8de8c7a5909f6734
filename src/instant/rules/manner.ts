import type { IndexedColumn } from '../../catalog/index.ts';
import { mannerReach, mannersOf, mannerTails } from '../../language/en/manners.ts';
import { type Lattice, triggerAt, wordAt } from '../link/lattice.ts';
import { columnsCalled, isQuantity, tablesNear } from './columns.ts';
import { type Fragment, fragment } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "takings by how they paid", "split by how it was booked": one figure for each manner in which it was done. */
export const manner: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'by', 'each');
  if (!trigger || wordAt(lattice, trigger.to) !== 'how') return [];
  const verb = Array.from({ length: mannerReach }, (_, offset) => trigger.to + 1 + offset).find((place) => mannersOf.has(wordAt(lattice, place)));
  const names = mannersOf.get(wordAt(lattice, verb ?? -1));
  if (verb === undefined || !names) return [];
  let to = verb + 1;
  while (mannerTails.has(wordAt(lattice, to))) to += 1;
  return kept(lattice, names).map((key, rank): Fragment => fragment('manner', { from: at, to }, [{ kind: 'group', key }], { 'dimension:rank': rank }));
};

const keptMax = 3;

/** Of the tables in play, or else of those beside. */
function kept(lattice: Lattice, names: readonly (readonly string[])[]): IndexedColumn[] {
  const isKept = (column: IndexedColumn) => !isQuantity(lattice, column);
  const own = columnsCalled(lattice, names, isKept);
  return (own.length > 0 ? own : columnsCalled(lattice, names, isKept, tablesNear(lattice))).slice(0, keptMax);
}
