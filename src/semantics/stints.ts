import type { IndexedColumn, IndexedTable } from '../catalog/index.ts';
import { timeNouns } from '../language/en/column-names.ts';
import { endedNames, stintNames } from '../language/en/stints.ts';
import type { Predicate, SemanticModel } from './model.ts';
import { isPlanned } from './moments.ts';

/** What goes on from one moment of a row until another: a shift, an absence, a visit, a membership. */
export interface Stint {
  readonly begin: IndexedColumn;
  readonly end: IndexedColumn;
}

/** The stint that a row of a table is, by the names of its moments: `clocked_in_at` and `clocked_out_at`; what was, before what was planned. */
export function stintOf(table: IndexedTable, semantics: Pick<SemanticModel, 'entity'>): Stint | undefined {
  const { moments } = semantics.entity(table);
  const both = moments.flatMap((begin) => moments.map((end): Stint => ({ begin, end })));
  const pairs = stintNames.flatMap((names) => both.filter(({ begin, end }) => isPair(begin, end, names)));
  return pairs.find(({ begin }) => begin.stems.includes('actual')) ?? pairs.find(({ begin }) => !isPlanned(begin) && !begin.stems.includes('plan')) ?? pairs[0];
}

function isPair(begin: IndexedColumn, end: IndexedColumn, [from, until]: readonly [string, string]): boolean {
  const opens = wordsOf(begin).includes(from) || (from === 'in' && !wordsOf(end).every((word) => wordsOf(begin).includes(word)));
  return begin !== end && opens && wordsOf(end).includes(until) && restOf(begin, from) === restOf(end, until);
}

/** The words of a name beside the one for its begin or its end. */
function restOf(column: IndexedColumn, own: string): string {
  return wordsOf(column).filter((word) => word !== own).join(' ');
}

function wordsOf({ stems }: IndexedColumn): readonly string[] {
  return stems.filter((word) => !timeNouns.has(word));
}

/** Whether a stint is told to the hour: what has days alone is no time worked. */
export function isByTheHour({ begin, end }: Stint): boolean {
  return [begin, end].every(({ column }) => /(?:at|time|timestamp|start|end)$/i.test(column.name) || /time/i.test(column.type));
}

/** What of a table has begun and is not over. An end that is only known once it has come is missing until then. */
export function goingOn({ begin, end }: Stint): Predicate {
  const { nullable, name } = end.column;
  const words = name.toLowerCase().split(/_|(?=[A-Z])/);
  const missing: Predicate = { kind: 'null', column: end, negated: false };
  if (nullable && words.some((word) => endedNames.has(word))) return missing;
  const begun: Predicate = { kind: 'period', column: begin, until: { kind: 'moment', start: 'day', shift: 1, by: 'day' } };
  const lasts: Predicate = { kind: 'period', column: end, from: { kind: 'moment', start: 'day', shift: 0, by: 'day' } };
  return { kind: 'and', filters: [begun, nullable ? { kind: 'or', filters: [missing, lasts] } : lasts] };
}
