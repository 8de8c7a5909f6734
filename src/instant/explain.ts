import { type FeatureVector, numbersOf } from './features.ts';
import { selfReferencingKey } from '../catalog/roles.ts';
import { isFiscalAt } from '../language/en/fiscal.ts';
import { phrasesAt, type TriggerName } from '../language/en/lexicon.ts';
import { clauseOpenings } from '../language/en/possession.ts';
import { beforeParticles, functionWords, moreQuestions, negations, particles, strengtheners, titles, weighty } from '../language/en/stop-words.ts';
import { statePhrases } from '../semantics/states.ts';
import { type Lattice, wordAt } from './link/lattice.ts';
import { isPredicate } from './link/meant.ts';
import type { Filter, Plan } from './plan.ts';
import type { Weights } from './rank/weights.ts';
import type { Fragment } from './rules/fragment.ts';
import { onceAt } from './rules/once.ts';

/** Words that nothing accounts for, without those that training saw skipped without harm: how much a reading leaves out. */
export function unexplainedOf(lattice: Lattice, fragments: readonly Fragment[], weights: Weights): string[] {
  return leftOut(lattice, fragments, (stem) => weights.has(`skip=${stem}`));
}

/** Content words that nothing accounts for, but for those of a closed list: with one of them a reading is not served. */
export function unaccountedOf(lattice: Lattice, fragments: readonly Fragment[]): string[] {
  return weighty(leftOut(lattice, fragments, () => false));
}

/** Of these the words that training did not see left out of right readings more than of wrong ones: a reading that leaves them out is the less likely. */
export function missedOf(lattice: Lattice, fragments: readonly Fragment[], weights: Weights): string[] {
  return weighty(leftOut(lattice, fragments, (stem) => (weights.get(`skip=${stem}`) ?? -1) >= 0));
}

function leftOut(lattice: Lattice, fragments: readonly Fragment[], isSkipped: (stem: string) => boolean): string[] {
  const taken = takenBy(fragments);
  return lattice.tokens.flatMap((token, index) => {
    if (taken.has(index) || isTitle(lattice, index, taken)) return [];
    const weight = weightAt(lattice, index);
    if (weight !== 'open') return weight === 'some' ? [token.text] : [];
    const triggers = lattice.triggers[index] ?? [];
    // "does each course have": of each, and not of all; "each category" that is shown has a row for each.
    if (triggers.some(({ name, to }) => name === 'each' && to === index + 1) && taken.has(index + 1) && !showsColumn(fragments, index + 1)) return [token.text];
    return triggers.length > 0 || isSkipped(token.stem) ? [] : [token.text];
  });
}

/** The places of all words that these account for. */
function takenBy(fragments: readonly Fragment[]): Set<number> {
  const taken = new Set<number>();
  for (const { from, to, left = [] } of fragments) for (let place = from; place < to; place += 1) if (!left.includes(place)) taken.add(place);
  return taken;
}

/** Whether a word means anything where it is left out, as far as the question alone tells. */
const weightAt = onceAt((lattice, index): 'some' | 'none' | 'open' => {
  const token = lattice.tokens[index];
  if (!token || token.kind === 'punctuation') return 'none';
  if (asksMore(lattice, index)) return 'some';
  // An "or" that nothing takes is read as "and".
  if (token.lower === 'or' || isWhereabouts(lattice, index) || isSinceThen(lattice, index) || narrowsClause(lattice, index)) return 'some';
  if (isPlaced(lattice, index) || isRightNow(lattice, index)) return 'none';
  if (functionWords.has(token.lower) || (strengtheners.has(token.lower) && lattice.tokens.slice(0, index).some(({ lower }) => negations.has(lower)))) return 'none';
  if (token.kind !== 'word' || isRelation(lattice, index) || (lattice.adjectives[index] ?? []).some(({ adjective, to }) => adjective.superlative && to === index + 1)) return 'some';
  // "living authors", "used articles": a state that is said is never passed over.
  if (phrasesAt(statePhrases, index, (place) => lattice.tokens[place]?.stem).some(({ words }) => words.length === 1)) return 'some';
  // "number of crew per rank": what figures are told for is never passed over.
  if (wordAt(lattice, index - 1) === 'per') return 'some';
  return (lattice.triggers[index] ?? []).some(({ name, to }) => deciding.has(name) && to === index + 1) ? 'some' : 'open';
});

function showsColumn(fragments: readonly Fragment[], at: number): boolean {
  return fragments.some(({ from, parts }) => from === at && parts.some((part) => part.kind === 'projection' && part.measure.kind === 'column'));
}

/** "how many tools are out": that is what is asked. */
function isWhereabouts({ tokens }: Lattice, index: number): boolean {
  return particles.has(tokens[index]?.lower ?? '') && beforeParticles.has(tokens[index - 1]?.lower ?? '') && isPredicate(tokens, index);
}

/** "have not ordered since": after what was said before. */
function isSinceThen({ tokens }: Lattice, index: number): boolean {
  const next = tokens[index + 1];
  return tokens[index]?.lower === 'since' && (next === undefined || next.kind === 'punctuation' || next.lower === 'then');
}

/** "customers who only ordered on the web": nothing else may hold of them; "who have only one order" says how many. */
function narrowsClause({ tokens }: Lattice, index: number): boolean {
  return tokens[index]?.lower === 'only' && clauseOpenings.has(tokens[index - 1]?.lower ?? '') && tokens[index + 1]?.kind === 'word';
}

/** "out of service right now" */
function isRightNow({ tokens }: Lattice, index: number): boolean {
  return tokens[index]?.lower === 'right' && tokens[index + 1]?.lower === 'now';
}

/** "Dr Beck", "Mrs. Lee": before a name that is taken. */
function isTitle({ tokens }: Lattice, index: number, taken: ReadonlySet<number>): boolean {
  if (!titles.has(tokens[index]?.lower ?? '')) return false;
  const next = tokens[index + 1]?.kind === 'punctuation' ? index + 2 : index + 1;
  return taken.has(next) && /^\p{Lu}/u.test(tokens[next]?.text ?? '');
}

/** "how many orders did Lee place" */
function isPlaced({ tokens }: Lattice, index: number): boolean {
  return tokens[index]?.lower === 'place' && tokens.slice(0, index).some(({ lower }) => lower === 'did' || lower === 'does');
}

/** "devices that are offline, and where they are": something else is asked for, too. */
function asksMore({ tokens }: Lattice, index: number): boolean {
  return moreQuestions.has(tokens[index]?.lower ?? '') && tokens[index - 1]?.lower === 'and';
}

/** A word that selects one of these and is left out turns the question into another one. */
const deciding: ReadonlySet<TriggerName> = new Set(['high', 'low', 'most', 'fewest', 'average', 'minimum', 'maximum', 'gt', 'lt', 'after', 'before', 'between', 'without', 'percentage']);

/** "employees and their managers": a key to another row of the same table is named, and the query does not follow it. */
function isRelation(lattice: Lattice, index: number): boolean {
  return (lattice.columns[index] ?? []).some(({ column, to }) => to === index + 1 && selfReferencingKey(column) !== undefined);
}

const namedMin = 0.7;

/** Why fiscal years can't be followed that the question speaks of: nobody said when they begin, and nothing of the database is called so. They are never those of the calendar. */
export function fiscalUnsaid({ tokens, semantics, columns, tables, valueLinks, said, terms }: Lattice): string | undefined {
  if (semantics.customs.calendar.fiscal) return undefined;
  const named = [...columns.flat(), ...tables.flat(), ...valueLinks.flat()].filter(({ score }) => score > namedMin);
  const isNamed = (at: number) => [...named, ...said, ...terms].some(({ from, to }) => from <= at && at < to);
  const found = tokens.findIndex((_, at) => isFiscalAt(tokens, at) && !isNamed(at));
  return found < 0 ? undefined : `"${tokens[found]?.text ?? ''}": when fiscal years begin was not said (settings.fiscalYearStart of the knowledge file)`;
}

/** What was taken for granted and might be meant otherwise, in plain sentences. */
export function assumptionsOf({ plan, features }: { readonly plan: Plan; readonly features: readonly FeatureVector[] }): string[] {
  const said = new Set<string>();
  for (const part of features) for (const [name, value] of Object.entries(numbersOf(part))) if (value > 0) said.add(name);
  const found: string[] = [];
  if (said.has('items:name')) found.push('the question names no column: the name is shown');
  if (said.has('items:all') && !said.has('items:all-said')) found.push('the question names no column: all are shown');
  if (said.has('value:part')) found.push(...plan.filters.flatMap(valueOf).map((value) => `a part of the text was taken for "${value}"`).slice(0, 1));
  if (said.has('value:unknown') || said.has('value:quoted')) found.push('a text of the question was not seen in the sampled data');
  if (said.has('rule:measure-by') || said.has('rule:top-by')) found.push('a figure of many rows is taken as one for each: added up, or averaged where it is a grade');
  if (said.has('averaged:each') || said.has('rule:average-rows')) found.push('the average is taken over those that have any');
  if (said.has('current:assumed')) found.push('only what is current is meant: who or what has left or ended is left out');
  if (said.has('counted:assumed')) found.push('what was cancelled or voided does not count');
  if (said.has('period:latest')) found.push('a month, a quarter or a day without its year is the latest one');
  if (said.has('period:next')) found.push('a month without its year, said of what is to come, is the next one');
  if (said.has('link:typo')) found.push('a word was read as a misspelled name');
  if (said.has('join:inferred')) found.push('the tables are joined by columns of equal names; no foreign key is declared');
  if (said.has('distinct:joined')) found.push('each result is shown once');
  if (said.has('moment:rank') || said.has('dimension:rank')) found.push('the column of a comparison is implied by its words');
  return found;
}

function valueOf(filter: Filter): string[] {
  return filter.kind === 'compare' && typeof filter.value === 'string' ? [filter.value] : [];
}
