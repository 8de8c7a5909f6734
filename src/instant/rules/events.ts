import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { type EventMeaning, eventNouns, eventVerbs, momentsCalled } from '../../semantics/events.ts';
import { isParticiple, isPlural } from '../../language/en/inflection.ts';
import { articles, functionWords } from '../../language/en/stop-words.ts';
import { timeNouns } from '../../language/en/column-names.ts';
import type { SemanticModel } from '../../semantics/model.ts';
import { statePhrases } from '../../semantics/states.ts';
import type { Lattice } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import { isAttributiveState } from './attributive.ts';
import { type Fragment, fragment, type Part } from './fragment.ts';
import { once, onceAt } from './once.ts';
import type { Rule } from './rule.ts';

type MomentNames = readonly (readonly string[])[];

interface EventLink extends Span {
  readonly names: MomentNames;
  readonly noun: boolean;
  /** It is people or organisations to whom this happens. */
  readonly who: boolean;
}

/** What is said to have happened, by the token at which it is said. */
const eventLinks = once((lattice): readonly EventLink[] => {
  const stemAt = (index: number) => (lattice.tokens[index]?.kind === 'word' ? lattice.tokens[index]?.stem : undefined);
  return lattice.tokens.flatMap((_, at) => [
    // What was sold was sold when the column says so, before any other name for it.
    ...(isPartOf(lattice, at) ? [] : longestAt(at, stemAt)).map(({ words, meanings }) => ({
      from: at, to: at + words.length, names: [words, ...meanings.flatMap(({ names }) => names)], noun: false, who: meanings.every(({ who }) => who),
    })),
    ...phrasesAt(eventNouns, at, stemAt).slice(0, 1).map(({ words, meaning }) => ({ from: at, to: at + words.length, names: meaning.names, noun: true, who: meaning.who })),
    ...namedEvent(lattice, at),
  ]).filter((link) => !isAttributiveState(lattice, link));
});

/** "since the end of October": no row has ended. */
function isPartOf({ tokens }: Lattice, at: number): boolean {
  return articles.has(tokens[at - 1]?.lower ?? '') && tokens[at + 1]?.lower === 'of';
}

/** The longest phrase that is said, with all that it may tell: what was settled was paid, or solved. */
function longestAt(at: number, stemAt: (index: number) => string | undefined): { readonly words: readonly string[]; readonly meanings: readonly EventMeaning[] }[] {
  const found = phrasesAt(eventVerbs, at, stemAt);
  const [longest] = found;
  return longest ? [{ words: longest.words, meanings: found.filter(({ words }) => words.length === longest.words.length).map(({ meaning }) => meaning) }] : [];
}

/** "admits", "dropped", where there is such a moment that no list of events need name: `AdmitDate`, `dropped_on`. */
function namedEvent(lattice: Lattice, at: number): EventLink[] {
  const token = lattice.tokens[at];
  if (token?.kind !== 'word' || functionWords.has(token.lower) || !namedMoments(lattice.catalog, lattice.semantics).has(token.stem) || (lattice.tables[at] ?? []).length > 0) return [];
  const isKnown = [eventNouns, eventVerbs].some((phrases) => phrasesAt(phrases, at, (index) => lattice.tokens[index]?.stem).length > 0);
  const noun = isPlural(token.lower);
  return !isKnown && (noun || isParticiple(token.lower)) ? [{ from: at, to: at + 1, names: [[token.stem]], noun, who: false }] : [];
}

const momentsKnown = new WeakMap<SemanticModel, ReadonlySet<string>>();

/** What moments are called beside the words for time; remembered with what is known of the database. */
function namedMoments(catalog: CatalogIndex, semantics: SemanticModel): ReadonlySet<string> {
  const found = momentsKnown.get(semantics) ?? new Set(catalog.tables.slice(0, scannedMax).flatMap((table) => semantics.entity(table).moments.flatMap(nameBesideTime)));
  momentsKnown.set(semantics, found);
  return found;
}

function nameBesideTime({ stems }: IndexedColumn): string[] {
  const [own, ...others] = stems.filter((word) => !timeNouns.has(word) && word !== 'on' && word !== 'at');
  return own !== undefined && others.length === 0 && stems.length > 1 ? [own] : [];
}

/** Whether what happens, or what has become of rows, is said at a place. */
export function tellsWhatHappens(lattice: Lattice, at: number): boolean {
  return verbAt(lattice, at) !== undefined || phrasesAt(statePhrases, at, (index) => lattice.tokens[index]?.stem).length > 0;
}

/** The moments of a table that the question's verbs and nouns speak of. */
export function saidMoments(lattice: Lattice, table: IndexedTable): readonly IndexedColumn[] {
  const links = lattice.semantics.entity(table).moment ? eventLinks(lattice).filter(({ noun }) => !noun) : eventLinks(lattice);
  return [...new Set(links.flatMap(({ names }) => momentsCalled(names, table, lattice.semantics)))];
}

/** Those that its verbs alone speak of. */
export function momentsTold(lattice: Lattice, table: IndexedTable): readonly IndexedColumn[] {
  return [...new Set(eventLinks(lattice).filter(({ noun }) => !noun).flatMap(({ names }) => momentsCalled(names, table, lattice.semantics)))];
}

const verbAt = onceAt((lattice, at) => eventLinks(lattice).find(({ from, noun }) => from === at && !noun));

/** The moments that a verb at a place names, in some tables. */
export function momentsOfVerb(lattice: Lattice, at: number, tables: readonly IndexedTable[]): { readonly to: number; readonly columns: readonly IndexedColumn[] } | undefined {
  const link = verbAt(lattice, at);
  if (!link) return undefined;
  // Who joined is somebody: of the tables that keep such a moment, those of people come first.
  const weighed = tables.map((table) => ({ columns: momentsCalled(link.names, table, lattice.semantics), isNamed: lattice.named.has(table), isParty: isParty(lattice, table) }));
  const parties = weighed.filter(({ columns, isNamed, isParty: isSomebody }) => columns.length > 0 && (isNamed || isSomebody));
  const meant = link.who && parties.length > 0 ? parties : weighed;
  const surest = ({ columns: [column] }: { readonly columns: readonly IndexedColumn[] }) => (column ? nameRank(link.names, column) : Infinity);
  return { to: link.to, columns: meant.toSorted((a, b) => Number(b.isNamed) - Number(a.isNamed) || Number(b.isParty) - Number(a.isParty) || surest(a) - surest(b)).flatMap(({ columns }) => columns) };
}

/** How surely a moment is called by one of these names: the lower the surer. */
function nameRank(names: MomentNames, { stems }: IndexedColumn): number {
  return names.findIndex((name) => name.every((word) => stems.includes(word)));
}

/** "until it is read": the moments that are called after a word, as no list of verbs need name it. */
export function momentsCalledAfter({ tokens, semantics }: Lattice, at: number, tables: readonly IndexedTable[]): readonly IndexedColumn[] {
  const token = tokens[at];
  if (token?.kind !== 'word' || functionWords.has(token.lower) || timeNouns.has(token.stem)) return [];
  return tables.flatMap((table) => momentsCalled([[token.stem]], table, semantics));
}

/** The moments that a verb or a noun at a place speaks of, in some tables. */
export function momentsSaidAt(lattice: Lattice, at: number, tables: readonly IndexedTable[]): readonly IndexedColumn[] {
  const link = eventLinks(lattice).find(({ from }) => from === at);
  return link ? tables.flatMap((table) => momentsCalled(link.names, table, lattice.semantics)) : [];
}

const tablesMax = 4;

/** "signups", "cancellations": the rows of which such a moment is known. */
export const eventNoun: Rule = (lattice, at) => eventLinks(lattice)
  .filter(({ from, noun }) => from === at && noun)
  .flatMap((link) => tablesOf(lattice, link).filter(({ table }) => isSpokenOf(lattice, link, table)).flatMap(({ table, column }, rank) => (isCalled(lattice, link, table) ? [] : [eventRows(link, table, column, rank)])));

/** "new customers" are customers, where there are any. */
function isSpokenOf(lattice: Lattice, { from, to }: Span, table: IndexedTable): boolean {
  const named = to - from > 1 ? (lattice.tables[to - 1] ?? []).filter((link) => link.to === to && link.score > 0.7) : [];
  return named.length === 0 || named.some((link) => link.table === table);
}

/** "deliveries" are all rows of the table that is called so, delivered or not. */
function isCalled(lattice: Lattice, { from, to }: Span, named: IndexedTable): boolean {
  return (lattice.tables[from] ?? []).some((link) => link.to === to && link.table === named && link.score > 0.9);
}

function eventRows(span: Span, table: IndexedTable, column: IndexedColumn, rank: number): Fragment {
  const known: Part[] = column.column.nullable ? [{ kind: 'filter', filter: { kind: 'null', column, negated: true } }] : [];
  return fragment('event-noun', { from: span.from, to: span.to }, [{ kind: 'entity', table }, ...known], { 'event:rank': rank });
}

/** Tables that keep such a moment: those that the question names, then people and what they sign up for, then others. */
export function tablesOf(lattice: Lattice, { names }: { readonly names: MomentNames }): { readonly table: IndexedTable; readonly column: IndexedColumn }[] {
  const found = lattice.catalog.tables.length > scannedMax ? [...lattice.named.keys()] : lattice.catalog.tables;
  const weight = (table: IndexedTable) => (lattice.named.has(table) ? 2 : 0) + (isParty(lattice, table) ? 1 : 0);
  return found
    .flatMap((table) => momentsCalled(names, table, lattice.semantics).slice(0, 1).map((column) => ({ table, column, name: nameRank(names, column) })))
    .toSorted((a, b) => weight(b.table) - weight(a.table) || a.name - b.name)
    .slice(0, tablesMax);
}

function isParty({ semantics }: Lattice, table: IndexedTable): boolean {
  return ['person', 'organisation'].includes(semantics.entity(table).kind);
}

const scannedMax = 300;

/** Tables that are spoken of through what happens to their rows alone. */
export const eventTables = once((lattice): readonly IndexedTable[] => eventLinks(lattice).filter(({ noun }) => noun).flatMap((link) => tablesOf(lattice, link).map(({ table }) => table)));
