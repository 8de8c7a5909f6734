import type { IndexedTable } from '../../catalog/index.ts';
import { phrasesAt, type PhraseTable } from '../../language/en/lexicon.ts';
import { personQuestions } from '../../language/en/questions.ts';
import { belongingNow, belongingPhrases, notPresent, oursPhrases, owning, presentWork, standingNow, workPlaces } from '../../language/en/standing.ts';
import { functionWords } from '../../language/en/stop-words.ts';
import type { EntityKind, Predicate } from '../../semantics/model.ts';
import { isDecided } from '../link/decided.ts';
import { type Lattice, triggerAt, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import type { RuleName } from '../features.ts';
import { tablesInPlay, tablesNear } from './columns.ts';
import { type Fragment, fragment } from './fragment.ts';
import type { Rule } from './rule.ts';

/** What may leave, end or be given away. */
const leaving: ReadonlySet<EntityKind> = new Set(['person', 'organisation', 'thing', 'association']);

/** "who works here at the moment", "how many drivers do we have now": those who have not left. */
export const standing: Rule = (lattice, at) => {
  const to = standingAt(lattice, at);
  if (to === undefined && worksAt(lattice, at)) return staffOf(lattice).flatMap((table) => offers(lattice, { from: at, to: at + 1 }, 'standing', table)).slice(0, tablesMax);
  return to === undefined ? [] : spokenOf(lattice).flatMap((table) => offers(lattice, { from: at, to }, 'standing', table)).slice(0, tablesMax);
};

/** The tables that the question names, or of whose rows it names one; where it asks "who" and names none, those of people. */
function spokenOf(lattice: Lattice): readonly IndexedTable[] {
  const valued = lattice.valueLinks.flat().flatMap(({ match, column }) => (match === 'part' ? [] : [column.table]));
  const spoken = [...new Set([...lattice.named.keys(), ...valued])];
  if (spoken.length > 0 || !lattice.tokens.some(({ lower }) => personQuestions.has(lower))) return spoken;
  return tablesInPlay(lattice).filter((table) => lattice.semantics.entity(table).kind === 'person');
}

/** "who works at the harbour": it is said where, and of nobody's past. */
function worksAt(lattice: Lattice, at: number): boolean {
  return presentWork.has(wordAt(lattice, at)) && workPlaces.has(wordAt(lattice, at + 1)) && !lattice.tokens.slice(0, at).some(({ lower }) => notPresent.has(lower));
}

/** The people that are named, or else those beside what is. */
function staffOf(lattice: Lattice): readonly IndexedTable[] {
  const people = [...new Set([...tablesInPlay(lattice), ...tablesNear(lattice)])].filter((table) => lattice.semantics.entity(table).kind === 'person');
  const named = people.filter((table) => lattice.named.has(table));
  return named.length > 0 ? named : people;
}

/** "our best paid driver", "how many cars do we have": of what people call theirs, what still is. */
export const ours: Rule = (lattice, at) => {
  const to = endOf(lattice, oursPhrases, at);
  // What we have to do is nothing that we have.
  if (to === undefined || wordAt(lattice, to) === 'to' || lattice.tokens.some((_, place) => standingAt(lattice, place) !== undefined)) return [];
  const owned = ownedNear(lattice, { from: at, to });
  return owned.flatMap((table) => offers(lattice, { from: at, to }, 'ours', table)).slice(0, tablesMax);
};

const tablesMax = 3;

/** Where a phrase ends that says who is there now: "with us at the moment", "currently working here", "now". */
function standingAt(lattice: Lattice, at: number): number | undefined {
  const now = endOf(lattice, standingNow, at);
  if (now !== undefined) return endOf(lattice, belongingPhrases, now) ?? now;
  const belonging = endOf(lattice, belongingPhrases, at);
  const behind = belonging === undefined ? undefined : endOf(lattice, standingNow, belonging);
  return behind ?? endOf(lattice, belongingNow, at);
}

function endOf({ tokens }: Lattice, phrases: PhraseTable<true>, at: number): number | undefined {
  const [found] = phrasesAt(phrases, at, (place) => tokens[place]?.lower);
  return found && at + found.words.length;
}

const reach = 4;

/** The tables that are named behind "our", or else before "do we have"; where none is, those of what a row is: "our bartenders". */
function ownedNear(lattice: Lattice, { from, to }: Span): readonly IndexedTable[] {
  const behind = Array.from({ length: reach }, (_, offset) => to + offset);
  const before = wordAt(lattice, from) === 'our' ? [] : Array.from({ length: reach }, (_, offset) => from - 1 - offset);
  const isEnd = (place: number) => triggerAt(lattice, place, 'without') !== undefined || (functionWords.has(wordAt(lattice, place)) && !owning.has(wordAt(lattice, place)));
  const places = [behind, before].flatMap((found) => upTo(found, isEnd));
  return placedAt(lattice, places);
}

function upTo(places: readonly number[], isEnd: (place: number) => boolean): readonly number[] {
  const end = places.findIndex(isEnd);
  return end < 0 ? places : places.slice(0, end);
}

/** The tables that these places name first; where they name none, those that values are of. */
function placedAt(lattice: Lattice, places: readonly number[]): readonly IndexedTable[] {
  const first = (tables: (place: number) => readonly IndexedTable[]) => [...new Set(places.map(tables).find((found) => found.length > 0))];
  const named = first((place) => (lattice.tables[place] ?? []).filter(({ score }) => score > surely).map(({ table }) => table));
  return named.length > 0 ? named : first((place) => (lattice.valueLinks[place] ?? []).filter(({ match }) => match !== 'part').map(({ column }) => column.table));
}

const surely = 0.6;

function offers(lattice: Lattice, span: Span, rule: RuleName, table: IndexedTable): Fragment[] {
  if (!leaving.has(lattice.semantics.entity(table).kind) || isDecided(lattice.decided, span, table)) return [];
  const [current] = lattice.semantics.states('active', table).filter((predicate) => rule === 'standing' || isUnended(predicate));
  const told = lattice.named.has(table) ? { 'state:named': 1 } as const : {};
  if (!current) return [];
  // "currently in repair": that it is so now, and in no other state.
  return [fragment(rule, span, isOtherwise(lattice, current) ? [] : [{ kind: 'filter', filter: current }], told)];
}

/** Whether the question itself names a value of the column that tells. */
function isOtherwise(lattice: Lattice, predicate: Predicate): boolean {
  return predicate.kind === 'compare' && lattice.valueLinks.flat().some(({ column, match }) => column === predicate.column && match !== 'part');
}

/** Nothing is noted of an end. */
function isUnended(predicate: Predicate): boolean {
  return predicate.kind === 'null' && !predicate.negated;
}
