import type { Lattice } from '../link/lattice.ts';

/** Computed once for each question. */
export function once<T>(compute: (lattice: Lattice) => T): (lattice: Lattice) => T {
  const known = new WeakMap<Lattice, T>();
  return (lattice) => {
    let value = known.get(lattice);
    if (value === undefined) {
      value = compute(lattice);
      known.set(lattice, value);
    }
    return value;
  };
}
