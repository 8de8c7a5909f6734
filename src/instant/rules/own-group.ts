import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { figureToRows } from '../../language/en/linking-words.ts';
import { ownGroup } from '../../language/en/possession.ts';
import { keyTo } from '../compose/paths.ts';
import { type Lattice, skipStopWords, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import type { AggregateName } from '../plan.ts';
import { isOrdered } from './columns.ts';
import { functionsAt } from './measures.ts';

/** What the rows of a table have in common with others of it, and where that has been said. */
export interface OwnGroup {
  readonly key: IndexedColumn;
  readonly to: number;
}

/** A figure, and the words before it that may say whose it is. */
export interface OwnedFigure {
  readonly functions: readonly AggregateName[];
  readonly owner?: Span;
  readonly to: number;
}

/** The words between a comparison and its figure that may say whose it is. */
const ownerReach = 3;

/** "the average", "their team's average" */
export function ownedFigureAt(lattice: Lattice, at: number): OwnedFigure | undefined {
  const start = skipStopWords(lattice, at);
  const named = functionsAt(lattice, start);
  if (named) return named;
  for (let place = at + 1; place <= at + ownerReach; place += 1) {
    const owned = functionsAt(lattice, place);
    if (owned && owned.functions.every((name) => name !== 'sum')) return { ...owned, owner: { from: at, to: place } };
  }
  return undefined;
}

/** Of whose group a figure is, where that is said before it. */
export function ownersOf(lattice: Lattice, { owner }: Pick<OwnedFigure, 'owner'>, table: IndexedTable): OwnGroup[] {
  return owner ? ownGroupsBefore(lattice, owner.from, owner.to, table) : [];
}

/** Behind a figure: "the average of their team", "the average for the same department". */
export function ownGroupsAfter(lattice: Lattice, at: number, table: IndexedTable): OwnGroup[] {
  const start = pass(lattice, at, figureToRows);
  const said = pass(lattice, wordAt(lattice, start) === 'the' ? start + 1 : start, ownGroup);
  const isOpened = start > at || figureToRows.has(wordAt(lattice, at - 1));
  return isOpened && ownGroup.has(wordAt(lattice, said - 1)) ? groupsAt(lattice, said, table) : [];
}

/** Before a figure at `end`: "their team's average", "the team average". */
function ownGroupsBefore(lattice: Lattice, at: number, end: number, table: IndexedTable): OwnGroup[] {
  return groupsAt(lattice, pass(lattice, wordAt(lattice, at) === 'the' ? at + 1 : at, ownGroup), table).filter(({ to }) => to === end);
}

/** A column of the table, or what its rows refer to. */
function groupsAt(lattice: Lattice, at: number, table: IndexedTable): OwnGroup[] {
  const own = (lattice.columns[at] ?? []).filter(({ column }) => column.table === table && !isOrdered(lattice, column)).map(({ column, to }) => ({ key: column, to }));
  const referred = (lattice.tables[at] ?? []).flatMap(({ table: other, to }) => {
    const key = other === table ? undefined : keyTo(lattice.catalog, other, table);
    return key ? [{ key, to }] : [];
  });
  return [...own, ...referred].filter(({ key }, index, all) => all.findIndex((group) => group.key === key) === index);
}

function pass(lattice: Lattice, at: number, words: ReadonlySet<string>): number {
  let to = at;
  while (words.has(wordAt(lattice, to))) to += 1;
  return to;
}
