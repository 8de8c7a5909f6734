import type { IndexedColumn, IndexedTable } from '../catalog/index.ts';
import { timeNouns } from '../language/en/column-names.ts';
import { wordSets } from './data.ts';
import { isOfOneEvent } from './events.ts';

type Kind = 'birth' | 'bookkeeping' | 'later' | 'first' | 'planned' | 'recorded';

/** What a moment is called, as stems, and what that says of it. */
const words = wordSets<Kind>('concepts/moments.json');

const weights = [['bookkeeping', -6], ['later', -3], ['first', 1], ['recorded', -0.5]] as const;

/** The moments of a table in the order in which "in May" means them: when the rows happened, before what happened to them later. */
export function orderedMoments(table: IndexedTable, moments: readonly IndexedColumn[]): IndexedColumn[] {
  const meant = moments.filter((column) => !isBirth(column));
  return meant.toSorted((a, b) => weightOf(table, b) - weightOf(table, a) || a.position - b.position);
}

export function isBirth({ stems }: IndexedColumn): boolean {
  return stems.some((word) => words.get('birth')?.has(word));
}

/** When something is to happen: nothing has begun there. */
export function isPlanned({ stems }: IndexedColumn): boolean {
  return stems.some((word) => words.get('planned')?.has(word));
}

function weightOf(table: IndexedTable, { stems, column }: IndexedColumn): number {
  const own = stems.some((word) => table.stems.includes(word) && !timeNouns.has(word)) && stems.every((word) => table.stems.includes(word) || timeNouns.has(word));
  const told = weights.reduce((sum, [kind, weight]) => sum + (stems.some((word) => words.get(kind)?.has(word)) ? weight : 0), 0);
  return told + (own || isOfOneEvent(table, stems) ? 3 : 0) + (stems.every((word) => timeNouns.has(word)) ? 2 : 0) + (column.nullable ? 0 : 1);
}
