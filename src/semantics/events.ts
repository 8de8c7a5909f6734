import type { IndexedColumn, IndexedTable } from '../catalog/index.ts';
import { phraseTable, type PhraseTable } from '../language/en/lexicon.ts';
import { stem } from '../language/en/stem.ts';
import { readData } from './data.ts';
import type { SemanticModel } from './model.ts';

/** What happens to rows, by the verbs and nouns in which people say it, and what its moment may be called. */
interface EventConcept {
  readonly verbs: readonly string[];
  readonly nouns: readonly string[];
  readonly names: readonly string[];
  /** It is people or organisations to whom this happens. */
  readonly who?: true;
}

/** What the moment of an event may be called, and whether somebody is meant. */
export interface EventMeaning {
  readonly names: MomentNames;
  readonly who: boolean;
}

/** Names of moments, each as stems, the surest first. */
type MomentNames = readonly (readonly string[])[];

const concepts = readData('concepts/events.json') as readonly EventConcept[];
/** Names that tell nothing of what happens. */
const anyEvent: ReadonlySet<string> = new Set(['date', 'start', 'end', 'ends', 'set', 'created', 'opened', 'open', 'entered', 'since']);
const stemsOf = (phrase: string) => phrase.split(' ').map(stem);
const phrases = (kind: 'verbs' | 'nouns') => phraseTable(concepts.flatMap((concept) => concept[kind].map((phrase): readonly [string, EventMeaning] => [stemsOf(phrase).join(' '), { names: concept.names.map(stemsOf), who: concept.who === true }])));

/** "joined", "signed up", "were cancelled", as phrases of stems. */
export const eventVerbs: PhraseTable<EventMeaning> = phrases('verbs');
/** "signups", "cancellations", "leavers": rows of which one such moment is known. */
export const eventNouns: PhraseTable<EventMeaning> = phrases('nouns');

const named = concepts.map(({ nouns, names }) => {
  const own = names.filter((name) => !anyEvent.has(name)).map(stem);
  return { tables: new Set([...own, ...nouns.map(stem)]), moments: new Set(own) };
});

/** Whether a table and a moment of it are called after the same event: payments and `paid_at`, shipments and `shipped_on`. */
export function isOfOneEvent(table: IndexedTable, moment: readonly string[]): boolean {
  return named.some(({ tables, moments }) => table.stems.some((word) => tables.has(word)) && moment.some((word) => moments.has(word)));
}

const birthStems: readonly string[] = ['birth', 'born', 'birthday', 'dob', 'birthdate'].map(stem);

/** A date of birth is that of no other event, though it is a date. */
function isBirth({ stems }: IndexedColumn): boolean {
  return stems.some((word) => birthStems.includes(word));
}

/** The moments of a table that are called so; of those that are, the surest name alone counts. */
export function momentsCalled(names: MomentNames, table: IndexedTable, semantics: Pick<SemanticModel, 'attribute'>): IndexedColumn[] {
  const moments = momentsOf(table, semantics);
  if (moments.length === 0) return [];
  for (const name of names) {
    const birth = birthStems.some((word) => name.includes(word));
    const found = moments.filter((column) => name.every((word) => column.stems.includes(word)) && (birth || !isBirth(column)));
    if (found.length > 0) return found;
  }
  return [];
}

const known = new WeakMap<Pick<SemanticModel, 'attribute'>, Map<IndexedTable, readonly IndexedColumn[]>>();

/** All columns of a table that hold a moment, in their order. */
function momentsOf(table: IndexedTable, semantics: Pick<SemanticModel, 'attribute'>): readonly IndexedColumn[] {
  const tables = known.get(semantics) ?? new Map<IndexedTable, readonly IndexedColumn[]>();
  known.set(semantics, tables);
  const moments = tables.get(table) ?? table.columns.filter((column) => semantics.attribute(column).role === 'moment');
  tables.set(table, moments);
  return moments;
}
