import type { IndexedTable } from '../../catalog/index.ts';
import type { JoinPath } from '../compose/paths.ts';
import type { Lattice } from '../link/lattice.ts';
import type { Plan } from '../plan.ts';

/** A plan with the tables that it reads and the keys by which they are joined. */
export interface Composition {
  readonly plan: Plan;
  readonly tables: readonly IndexedTable[];
  readonly path: JoinPath;
  readonly lattice: Lattice;
}

/** Whether a plan is one that nobody means, whatever the words are: it is no candidate then. */
export type Check = (composition: Composition) => boolean;
