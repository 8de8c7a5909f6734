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

/** Computed once for each place of a question: what several rules ask of it. */
export function onceAt<T>(compute: (lattice: Lattice, at: number) => T): (lattice: Lattice, at: number) => T {
  const places = once(() => new Map<number, { readonly value: T }>());
  return (lattice, at) => {
    const known = places(lattice);
    let found = known.get(at);
    if (!found) {
      found = { value: compute(lattice, at) };
      known.set(at, found);
    }
    return found.value;
  };
}
