import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { isKey, isNumeric, isTemporal, isYear } from '../../catalog/roles.ts';
import { timeNouns } from '../../language/en/column-names.ts';
import { stem } from '../../language/en/stem.ts';
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

/** Tables that the question speaks of, the surest first; all tables where it names none in a small database. */
export const tablesInPlay = once((lattice): readonly IndexedTable[] => {
  const scores = new Map<IndexedTable, number>(lattice.named);
  for (const links of lattice.valueLinks) for (const link of links) if (link.match !== 'part') scores.set(link.column.table, Math.max(scores.get(link.column.table) ?? 0, link.score * 0.6));
  for (const links of lattice.columns) for (const link of links) if (link.score > 0.9 && link.column.stems.length > 1) scores.set(link.column.table, Math.max(scores.get(link.column.table) ?? 0, link.score * 0.6));
  for (const links of lattice.columns) for (const link of links) if (link.score > 0.6 && !scores.has(link.column.table)) scores.set(link.column.table, link.score * 0.2);
  const found = [...scores].toSorted((a, b) => b[1] - a[1] || a[0].position - b[0].position).map(([table]) => table);
  return (found.length > 0 ? found : lattice.catalog.tables.slice(0, 8)).slice(0, 8);
});

/** Columns of the tables in play that are called like one of these (as stems): those called just so before those whose names hold more, in the order of the names. */
export function columnsCalled(lattice: Lattice, names: readonly (readonly string[])[], fits: (column: IndexedColumn) => boolean = () => true, tables: readonly IndexedTable[] = tablesInPlay(lattice)): IndexedColumn[] {
  const found: IndexedColumn[] = [];
  for (const name of names) {
    for (const table of tables) for (const column of table.columns) {
      if (name.every((word) => column.stems.includes(word)) && fits(column) && !found.includes(column)) found.push(column);
    }
  }
  const isWhole = (column: IndexedColumn) => names.some((name) => column.stems.every((word) => name.includes(word) || column.table.stems.includes(word)));
  return [...found.filter(isWhole), ...found.filter((column) => !isWhole(column))].slice(0, 5);
}

const date = stem('date');

/** The columns that an adjective grades: those called so, and where it grades dates every date, whatever it is called. */
export function columnsGraded(lattice: Lattice, names: readonly (readonly string[])[], tables?: readonly IndexedTable[]): IndexedColumn[] {
  const called = columnsCalled(lattice, names, (column) => isOrdered(lattice, column), tables);
  const dates = names.some((name) => name.length === 1 && name[0] === date) ? temporalColumns(lattice).filter((column) => isTemporal(column) && !called.includes(column)) : [];
  return [...called, ...dates].slice(0, 6);
}

/** Columns that hold a moment: years and dates of the tables in play. Where one is called like its rows, it is what happened to them: an order of May is one with that order date. */
export const temporalColumns = once((lattice): readonly IndexedColumn[] => tablesInPlay(lattice).flatMap((table) => {
  const moments = table.columns.filter((column) => isYear(column) || isTemporal(column));
  const own = moments.filter(({ stems }) => stems.length > 1 && stems.every((word) => timeNouns.has(word) || table.stems.includes(word)) && stems.some((word) => table.stems.includes(word)));
  return own.length > 0 ? own : moments;
}).slice(0, 6));

/** A number by its type, or by the data where a schema keeps numbers as texts. */
export function isNumber(lattice: Lattice, column: IndexedColumn): boolean {
  return isNumeric(column) || (column.column.family === 'text' && lattice.values.looksNumeric(column));
}

/** A number that can be added up or compared, and no key. */
export function isQuantity(lattice: Lattice, column: IndexedColumn): boolean {
  return isNumber(lattice, column) && !isKey(column);
}

/** What can be more or less: a number, a date, or text that stands for one. */
export function isOrdered(lattice: Lattice, column: IndexedColumn): boolean {
  return isNumber(lattice, column) || isTemporal(column) || isYear(column);
}

/** Texts that begin with a number, such as "22.7%" and "5 kg". */
export function holdsAmounts(lattice: Lattice, column: IndexedColumn): boolean {
  const seen = lattice.values.of(column).slice(0, 20);
  return seen.length > 0 && seen.every((value) => /^\s*[-+$€£]?\d/.test(value));
}
