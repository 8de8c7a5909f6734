import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { absenceNames, absencePhrases, nowPhrases, presenceHeads, presenceWords, workVerbs } from '../../language/en/stints.ts';
import { isPlanned } from '../../semantics/moments.ts';
import { isByTheHour, type Stint, stintOf } from '../../semantics/stints.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import type { FeatureVector } from '../features.ts';
import { once } from './once.ts';

export interface StintTable {
  readonly table: IndexedTable;
  readonly stint: Stint;
}

const scannedMax = 300;
const presenceMax = 5;

/** All tables whose rows last: those that the question names, those beside them, then others. */
export const stintTables = once((lattice): readonly StintTable[] => {
  const { catalog, semantics, named } = lattice;
  if (catalog.tables.length > scannedMax) return [];
  const beside = new Set([...named.keys()].flatMap((table) => catalog.edges(table).flatMap(({ from, to }) => (to === table ? [from] : []))));
  const place = (table: IndexedTable) => (named.has(table) ? 0 : beside.has(table) ? 1 : 2);
  return catalog.tables
    .filter((table) => !['person', 'organisation'].includes(semantics.entity(table).kind))
    .flatMap((table) => {
      const stint = stintOf(table, semantics);
      return stint ? [{ table, stint }] : [];
    })
    .toSorted((a, b) => place(a.table) - place(b.table));
});

/** Whether rows of the table are somebody's: a shift of a driver, an absence of a teacher. */
function isSomebodys({ catalog, semantics }: Lattice, { table }: StintTable): boolean {
  return catalog.edges(table).some(({ from, to }) => from === table && (semantics.entity(to).kind === 'person' || semantics.entity(to).display.length > 0));
}

/** The tables that tell who is not there. */
export const absenceTables = once((lattice): readonly StintTable[] => stintTables(lattice).filter(({ table }) => table.stems.some((word) => absenceNames.has(word))));

/** The tables that tell who is there, or when somebody worked: to the hour, and no absences. */
export const workTables = once((lattice): readonly StintTable[] =>
  stintTables(lattice).filter((found) => isByTheHour(found.stint) && isSomebodys(lattice, found) && !absenceTables(lattice).includes(found)));

/** Where the hours themselves are kept that somebody worked: `timesheet.hours`, `shifts.hours_worked`. */
export const keptHours = once((lattice): readonly IndexedColumn[] => {
  const { catalog, semantics, named } = lattice;
  if (catalog.tables.length > scannedMax) return [];
  const isOfWork = (column: IndexedColumn) => column.stems[0] === 'hour' && !isPlanned(column) && semantics.attribute(column).role === 'duration';
  const found = catalog.tables.filter((table) => catalog.edges(table).some(({ from, to }) => from === table && semantics.entity(to).kind === 'person')).flatMap((table) => table.columns.filter(isOfWork).slice(0, 1));
  return found.toSorted((a, b) => Number(named.has(b.table)) - Number(named.has(a.table)));
});

/** "right now", "out driving right now", "clocked in at the moment": the phrase, and whether it says where somebody is. */
export function presenceAt(lattice: Lattice, at: number): { readonly from: number; readonly to: number; readonly said: boolean } | undefined {
  const words = (place: number) => lattice.tokens[place]?.lower;
  for (let place = at; place <= at + presenceMax; place += 1) {
    const [phrase] = phrasesAt(nowPhrases, place, words);
    const said = Array.from({ length: place - at }, (_, offset) => wordAt(lattice, at + offset));
    const tells = said.length === 0 || said.some((word) => presenceHeads.has(word));
    if (phrase) return tells ? { from: at, to: place + phrase.words.length, said: said.length > 0 } : undefined;
    if (!presenceWords.has(wordAt(lattice, place))) return undefined;
  }
  return undefined;
}

/** "off today", "on leave": who is not there. */
export function absenceAt(lattice: Lattice, at: number): number | undefined {
  const [phrase] = phrasesAt(absencePhrases, at, (place) => lattice.tokens[place]?.lower);
  return phrase && at + phrase.words.length;
}

/** "hours worked", "how many hours each driver worked": behind the hours, the verb of work. */
export function workAt(lattice: Lattice, at: number): number | undefined {
  const places = Array.from({ length: workReach }, (_, offset) => at + 1 + offset);
  const place = places.find((index) => workVerbs.has(wordAt(lattice, index)));
  return place === undefined ? undefined : place + 1;
}

const workReach = 6;

/** Tables that the question speaks of without naming them, by who is there, who is not, and the hours that were worked. */
export const spokenStints = once((lattice): readonly IndexedTable[] => {
  const places = lattice.tokens.map((_, at) => at);
  const absent = places.some((at) => absenceAt(lattice, at) !== undefined) ? absenceTables(lattice) : [];
  const isAtWork = (at: number) => presenceAt(lattice, at)?.said === true || (wordAt(lattice, at) === 'hours' && workAt(lattice, at) !== undefined);
  const present = places.some(isAtWork) ? workTables(lattice) : [];
  return [...absent, ...present].slice(0, spokenMax).map(({ table }) => table);
});

const spokenMax = 3;

/** How surely a stint is meant. */
export function placeOf(lattice: Lattice, table: IndexedTable, rank: number): FeatureVector {
  return { 'stint:rank': rank, ...(lattice.named.has(table) ? { 'stint:named': 1 } : {}) };
}
