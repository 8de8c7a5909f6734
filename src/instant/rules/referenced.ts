import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import type { Lattice } from '../link/lattice.ts';

/** The table whose rows a column refers to. */
export function referencedTable(lattice: Lattice, target: IndexedColumn): IndexedTable | undefined {
  return lattice.catalog.edges(target.table).find(({ from, pairs }) => from === target.table && pairs.length === 1 && pairs[0]?.[0] === target.column.name)?.to;
}
