import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { isKey, isNumeric, isYear } from '../../catalog/roles.ts';
import { boundWords } from '../../language/en/column-names.ts';
import { isPlural } from '../../language/en/inflection.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { stem } from '../../language/en/stem.ts';
import { bestsellerPhrases, billedRank, moneyNouns, moneyVerbs, owedNouns, profitNouns, spenderPhrases } from '../../semantics/measures.ts';
import { unitOf, unitRatio } from '../../language/en/units.ts';
import type { EntityKind } from '../../semantics/model.ts';
import { statePhrases } from '../../semantics/states.ts';
import type { Lattice } from '../link/lattice.ts';
import { eventTables, saidMoments } from './events.ts';
import type { FeatureVector } from '../features.ts';
import { once } from './once.ts';
import { spokenStints } from './stints.ts';

/** Tables that the question speaks of, the surest first; all tables where it names none in a small database. */
export const tablesInPlay = once((lattice): readonly IndexedTable[] => {
  const scores = new Map<IndexedTable, number>(lattice.named);
  for (const links of lattice.valueLinks) for (const link of links) if (link.match !== 'part') scores.set(link.column.table, Math.max(scores.get(link.column.table) ?? 0, link.score * 0.6));
  for (const links of lattice.columns) for (const link of links) if (link.score > 0.9 && link.column.stems.length > 1) scores.set(link.column.table, Math.max(scores.get(link.column.table) ?? 0, link.score * 0.6));
  for (const links of lattice.columns) for (const link of links) if (link.score > 0.6 && !scores.has(link.column.table)) scores.set(link.column.table, link.score * 0.2);
  for (const { meaning, certainty } of lattice.said) {
    if (meaning.kind === 'measure') scores.set(meaning.measure.table, Math.max(scores.get(meaning.measure.table) ?? 0, certainty * 0.6));
  }
  for (const [rank, table] of eventTables(lattice).entries()) if (!scores.has(table)) scores.set(table, 0.3 - rank / 100);
  for (const [rank, table] of spokenStints(lattice).entries()) scores.set(table, Math.max(scores.get(table) ?? 0, 0.7 - rank / 100));
  for (const table of [...listed(lattice), ...inSaidState(lattice)]) if (!scores.has(table)) scores.set(table, listedScore);
  const isLinked = scores.size > 0;
  const leading = lattice.named.size === 0 ? 0.25 : 0.15;
  for (const [rank, table] of moneyTables(lattice).entries()) if (!scores.has(table)) scores.set(table, leading - rank / 100);
  for (const [rank, table] of amountTables(lattice).entries()) if (!scores.has(table)) scores.set(table, leading - rank / 100);
  const found = [...scores].toSorted((a, b) => b[1] - a[1] || a[0].position - b[0].position).map(([table]) => table);
  // A verb alone ("collected") may speak of money, or of what nobody names.
  return [...new Set([...found, ...(isLinked ? [] : likeliest(lattice))])].slice(0, playedMax);
});

/** "no-shows in October": where only a value of a list of states is named, the tables that refer to it. */
function listed({ catalog, semantics, named, valueLinks }: Lattice): IndexedTable[] {
  if (named.size > 0) return [];
  const lists = valueLinks.flat().flatMap(({ match, column }) => (match !== 'part' && semantics.entity(column.table).kind === 'code list' ? [column.table] : []));
  return [...new Set(lists.flatMap((list) => catalog.edges(list).flatMap(({ from, to }) => (to === list && from !== list ? [from] : []))))].slice(0, listedMax);
}

/** "number of no-shows this year": where nothing is named, the tables whose rows may be in a state that is said, what happens first. */
function inSaidState({ catalog, semantics, named, tokens }: Lattice): IndexedTable[] {
  if (named.size > 0 || catalog.tables.length > scannedMax) return [];
  const said = tokens.flatMap((_, at) => phrasesAt(statePhrases, at, (index) => tokens[index]?.stem).filter(({ words }) => isPlural(tokens[at + words.length - 1]?.lower ?? '')).slice(0, 1).map(({ meaning }) => meaning));
  const rank = (table: IndexedTable) => spokenKinds.indexOf(semantics.entity(table).kind) + 1 || spokenKinds.length + 1;
  const found = said.length === 0 ? [] : catalog.tables.filter((table) => said.some((state) => semantics.states(state, table).length > 0));
  return found.toSorted((a, b) => rank(a) - rank(b)).slice(0, listedMax);
}

const listedMax = 2;
const listedScore = 0.3;

const playedMax = 8;
/** What people speak of without naming it, the likeliest first: what happens, before what there is. */
const spokenKinds: readonly EntityKind[] = ['transaction', 'event', 'line', 'person', 'organisation', 'thing'];

function likeliest({ catalog, semantics }: Lattice): readonly IndexedTable[] {
  if (catalog.tables.length > scannedMax) return catalog.tables.slice(0, playedMax);
  const rank = (table: IndexedTable) => spokenKinds.indexOf(semantics.entity(table).kind) + 1 || spokenKinds.length + 1;
  const children = (table: IndexedTable) => catalog.edges(table).filter(({ from, to }) => to === table && from !== table).length;
  return catalog.tables.toSorted((a, b) => rank(a) - rank(b) || children(b) - children(a)).slice(0, playedMax);
}

const moneyTablesMax = 3;
const scannedMax = 300;

/** Where a word for money stands alone ("takings per week"), the tables that keep it: what is sold line by line before other amounts, and the heads of the lines, who know when. */
function moneyTables(lattice: Lattice): IndexedTable[] {
  const { catalog, semantics, tokens } = lattice;
  const said = tokens.some((_, at) => [moneyNouns, moneyVerbs, owedNouns, profitNouns, bestsellerPhrases, spenderPhrases].some((phrases) => phrasesAt<unknown>(phrases, at, (index) => tokens[index]?.stem).length > 0));
  if (!said || catalog.tables.length > scannedMax) return [];
  const kept = catalog.tables.flatMap((table) => {
    const [first] = semantics.money(table);
    const { kind } = semantics.entity(table);
    return first && !first.minor && (kind === 'line' || kind === 'transaction') ? [{ table, rank: first.flow === 'in' ? (kind === 'line' || first.of !== undefined ? -1 : billedRank(table)) : Infinity }] : [];
  });
  const ordered = kept.toSorted((a, b) => a.rank - b.rank).map(({ table }) => table).slice(0, moneyTablesMax);
  const heads = ordered.flatMap((table) => catalog.edges(table).flatMap(({ from, to }) => (from === table && to !== table && semantics.entity(to).kind === 'transaction' ? [to] : [])));
  return [...new Set([...ordered, ...heads])];
}

/** Where a unit is said that no name holds ("how many litres did we brew"), the tables of what happens that keep amounts in such a unit. */
function amountTables(lattice: Lattice): IndexedTable[] {
  const { catalog, tokens } = lattice;
  const said = tokens.filter(({ lower, stem: unit }, at) => tokens[at - 1]?.number === undefined && lower.length >= unitLettersMin && unitOf(unit)?.dimension === 'size');
  if (said.length === 0 || catalog.tables.length > scannedMax) return [];
  return catalog.tables.filter((table) => table.columns.some((column) => said.some(({ stem: unit }) => isAmountIn(lattice, column, unit)))).slice(0, moneyTablesMax);
}

/** An amount of what happened, kept in this unit or in one of the same measure; what things can hold is none. */
export function isAmountIn({ catalog, semantics }: Pick<Lattice, 'catalog' | 'semantics'>, column: IndexedColumn, unit: string): boolean {
  const { sums, unit: kept } = semantics.attribute(column);
  const { kind, moments } = semantics.entity(column.table);
  if (kept === undefined || unitRatio(unit, kept) === undefined || column.stems.some((word) => boundWords.has(word))) return false;
  const isOfHappening = happens.has(kind) || catalog.edges(column.table).some(({ from, to }) => from === column.table && happens.has(semantics.entity(to).kind));
  return isOfHappening || (sums === 'added' && moments.length > 0);
}

/** "t" and "l" are no words by which anybody would know a unit. */
export const unitLettersMin = 2;
/** Whose amounts are those of what happened, and not what things can hold. */
const happens: ReadonlySet<EntityKind> = new Set(['transaction', 'line', 'event', 'association', 'log']);

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

/** Tables that a key joins to one of these, and that are none of them. */
function tablesBeside({ catalog }: Lattice, tables: readonly IndexedTable[]): IndexedTable[] {
  const beside = new Set<IndexedTable>();
  for (const table of tables) for (const { from, to } of catalog.edges(table)) beside.add(from).add(to);
  return [...beside].filter((table) => !tables.includes(table));
}

/** Those beside the tables in play. */
export const tablesNear = once((lattice): readonly IndexedTable[] => tablesBeside(lattice, tablesInPlay(lattice)));

/** The columns that an adjective grades: those called so, and where it grades dates every date, whatever it is called. */
export function columnsGraded(lattice: Lattice, names: readonly (readonly string[])[], tables?: readonly IndexedTable[]): IndexedColumn[] {
  const called = columnsCalled(lattice, names, (column) => isOrdered(lattice, column), tables);
  const dates = names.some((name) => name.length === 1 && name[0] === date) ? temporalColumns(lattice).filter((column) => isMoment(lattice, column) && !called.includes(column)) : [];
  return [...called, ...dates].slice(0, 6);
}

/** Columns that hold a moment: years and dates of the tables in play, of each table those first that tell when its rows happened. */
export const temporalColumns = once((lattice): readonly IndexedColumn[] => {
  const kept = tablesInPlay(lattice).map((table) => {
    const said = saidMoments(lattice, table);
    const moments = [...said, ...lattice.semantics.entity(table).moments.filter((column) => !said.includes(column))];
    const years = table.columns.filter((column) => isYear(column) && !moments.includes(column));
    return moments.length > 0 ? [...moments, ...years].slice(0, momentsPerTable) : years;
  });
  // Where there are too many, each table keeps its first ones, rather than the first tables all of theirs.
  const most = [momentsPerTable, 3, 2].find((each) => kept.flatMap((columns) => columns.slice(0, each)).length <= momentsMax) ?? 2;
  return kept.flatMap((columns) => columns.slice(0, most)).slice(0, momentsMax);
});

/** How far down a moment stands among those of its table, and its table among those that the question may be about. */
export function momentPlace(column: IndexedColumn, moments: readonly IndexedColumn[]): FeatureVector {
  const tables = [...new Set(moments.map(({ table }) => table))];
  return { 'moment:rank': moments.filter(({ table }) => table === column.table).indexOf(column), 'moment:table': tables.indexOf(column.table) };
}

const momentsPerTable = 4;
const momentsMax = 10;

/** A point in time, however it is stored. */
export function isMoment({ semantics }: Lattice, column: IndexedColumn): boolean {
  return semantics.attribute(column).role === 'moment';
}

/** A number by its type, or by the data where a schema keeps numbers as texts. */
export function isNumber(lattice: Lattice, column: IndexedColumn): boolean {
  return !isMoment(lattice, column) && (isNumeric(column) || (column.column.family === 'text' && lattice.values.looksNumeric(column)));
}

/** A number that can be added up or compared, and no key. */
export function isQuantity(lattice: Lattice, column: IndexedColumn): boolean {
  return isNumber(lattice, column) && !isKey(column);
}

/** What can be more or less: a number, a date, or text that stands for one. */
export function isOrdered(lattice: Lattice, column: IndexedColumn): boolean {
  return isMoment(lattice, column) || isNumber(lattice, column) || isYear(column);
}

/** Texts that begin with a number, such as "22.7%" and "5 kg". */
export function holdsAmounts(lattice: Lattice, column: IndexedColumn): boolean {
  const seen = lattice.values.of(column).slice(0, 20);
  return seen.length > 0 && seen.every((value) => /^\s*[-+$€£]?\d/.test(value));
}
