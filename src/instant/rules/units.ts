import type { IndexedColumn } from '../../catalog/index.ts';
import { unitRatio } from '../../language/en/units.ts';
import type { Lattice } from '../link/lattice.ts';

/** By how much a number in the unit that is said at a place must be multiplied for a column that says its own unit: 5 minutes are 300000 in `milliseconds`. */
export function unitFactor(lattice: Lattice, at: number, column: IndexedColumn): number {
  const said = lattice.tokens[at]?.stem ?? '';
  return column.stems.map((kept) => unitRatio(said, kept)).find((ratio) => ratio !== undefined) ?? 1;
}
