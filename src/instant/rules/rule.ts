import type { Lattice } from '../link/lattice.ts';
import type { Fragment } from './fragment.ts';

/** Reads the phrases that begin at one token. What a rule returns are offers: the beam chooses among those of all rules. */
export type Rule = (lattice: Lattice, at: number) => readonly Fragment[];
