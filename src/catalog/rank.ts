import { hintsFor } from '../language/en/hints.ts';
import type { CatalogIndex, IndexedColumn, IndexedTable, JoinEdge } from './index.ts';
import type { ValueHit, ValueIndex } from './values.ts';
import { stem } from '../language/en/stem.ts';
import { functionWords } from '../language/en/stop-words.ts';
import { textWords } from '../language/en/text-words.ts';

export interface RankedTable {
  readonly table: IndexedTable;
  readonly score: number;
  /** Columns that words or values of the question point at, the strongest first. */
  readonly columns: ReadonlySet<IndexedColumn>;
}

/** What speaks for one table: for each word of the question the best match in it, and what each column adds. */
interface Evidence {
  readonly words: Map<string, number>;
  readonly columns: Map<IndexedColumn, number>;
}

const valueWeight = 3;
const hintWeight = 0.6;
/** A neighbour's match counts for less the further away it is. */
const hopDecay = [1, 0.8, 0.5] as const;
/** How much the words that a table explains together with its neighbours count beside its own. */
const groupWeight = 0.6;
const seedsMax = 60;
/** More fit into no context. */
const rankedMax = 100;

/**
 * Tables by relevance for a question. A table's own evidence is the inverse document frequency of the stems that it shares with
 * the question, by where they stand (table, column, comment, values of the data). Questions are about joined tables, though: what
 * a table explains together with its neighbours by foreign keys counts too, so that link tables and the right one of two tables
 * of one name come forward. `hits` are the values of the question that were found in the data. Tables without evidence of their own or of a neighbour are left out.
 */
export function rankTables(catalog: CatalogIndex, question: string, hits: readonly ValueHit[] = []): RankedTable[] {
  const evidence = gather(catalog, question, hits);
  const own = new Map([...evidence].map(([table, { words }]) => [table, sumOf(words.values())]));
  const seeds = [...own].toSorted((a, b) => b[1] - a[1] || a[0].position - b[0].position).slice(0, seedsMax);
  const group = new Map<IndexedTable, number>();
  for (const [seed] of seeds) {
    const reached = neighbourhood(catalog, seed);
    const explained = explainedBy(reached, evidence);
    for (const [table, hops] of reached) group.set(table, Math.max(group.get(table) ?? 0, explained * (hopDecay[hops] ?? 0)));
  }
  const tables = new Set([...own.keys(), ...group.keys()]);
  return [...tables]
    .map((table) => ({ table, score: (own.get(table) ?? 0) + groupWeight * (group.get(table) ?? 0) }))
    .toSorted((a, b) => b.score - a.score || a.table.position - b.table.position)
    .slice(0, rankedMax)
    .map((entry) => ({ ...entry, columns: strongest(evidence.get(entry.table)) }));
}

function gather(catalog: CatalogIndex, question: string, hits: readonly ValueHit[]): Map<IndexedTable, Evidence> {
  const evidence = new Map<IndexedTable, Evidence>();
  const credit = (word: string, table: IndexedTable, score: number, column?: IndexedColumn) => {
    const entry = evidence.get(table) ?? { words: new Map<string, number>(), columns: new Map<IndexedColumn, number>() };
    entry.words.set(word, Math.max(entry.words.get(word) ?? 0, score));
    if (column) entry.columns.set(column, (entry.columns.get(column) ?? 0) + score);
    evidence.set(table, entry);
  };
  const words = textWords(question);
  for (const word of new Set(words.filter((text) => !functionWords.has(text)).map(stem))) creditWord(catalog, word, 1, word, credit);
  // "high schooler" may be a table highschooler.
  for (const [at, word] of words.slice(1).entries()) creditWord(catalog, stem(`${words[at]}${word}`), 1, `${words[at]} ${word}`, credit);
  for (const [cause, meant] of hintsFor(words)) creditWord(catalog, meant, hintWeight, cause, credit);
  for (const hit of hits) credit(hit.value.toLowerCase(), hit.column.table, valueWeight, hit.column);
  return evidence;
}

type Credit = (word: string, table: IndexedTable, score: number, column?: IndexedColumn) => void;

function creditWord(catalog: CatalogIndex, stemmed: string, weight: number, cause: string, credit: Credit): void {
  const postings = catalog.postings.get(stemmed) ?? [];
  const rarity = Math.log(1 + catalog.tables.length / (1 + new Set(postings.map((posting) => posting.table)).size)) + 0.2;
  for (const { table, column, weight: place } of postings) credit(cause, table, (weight * rarity * place) / Math.sqrt(column?.stems.length ?? table.stems.length), column);
}

/** Joins that are declared, or inferred within one schema: equal names in two schemas are mostly chance. */
export function isLikely({ declared, from, to }: JoinEdge): boolean {
  return declared || from.table.schema === to.table.schema;
}

/** Tables within two joins, with their distance. */
function neighbourhood(catalog: CatalogIndex, seed: IndexedTable): Map<IndexedTable, number> {
  const reached = new Map([[seed, 0]]);
  for (const [table, hops] of reached) {
    if (hops >= hopDecay.length - 1) break;
    for (const edge of catalog.edges(table)) {
      const next = edge.from === table ? edge.to : edge.from;
      if (!reached.has(next) && isLikely(edge)) reached.set(next, hops + 1);
    }
  }
  return reached;
}

/** The sum over the question's words of the best match among the tables. */
function explainedBy(tables: ReadonlyMap<IndexedTable, number>, evidence: ReadonlyMap<IndexedTable, Evidence>): number {
  const best = new Map<string, number>();
  for (const [table, hops] of tables) {
    for (const [word, score] of evidence.get(table)?.words ?? []) best.set(word, Math.max(best.get(word) ?? 0, score * (hopDecay[hops] ?? 0)));
  }
  return sumOf(best.values());
}

function strongest(evidence: Evidence | undefined): ReadonlySet<IndexedColumn> {
  return new Set([...(evidence?.columns ?? [])].toSorted((a, b) => b[1] - a[1]).map(([column]) => column));
}

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Values of the data that stand in the question, the longest phrases first; a shorter one inside a longer one is left out. */
export function findValues(question: string, values: ValueIndex): ValueHit[] {
  const words = textWords(question);
  const taken = new Set<number>();
  const found: ValueHit[] = [];
  for (let length = Math.min(values.wordsMax, words.length); length >= 1; length -= 1) {
    for (let at = 0; at + length <= words.length; at += 1) {
      if (isAnyTaken(taken, at, length)) continue;
      const phrase = words.slice(at, at + length).join(' ');
      if (length === 1 && (functionWords.has(phrase) || phrase.length < 2)) continue;
      const hits = values.find(phrase);
      if (hits.length === 0) continue;
      for (let index = at; index < at + length; index += 1) taken.add(index);
      found.push(...hits);
    }
  }
  return found;
}

function isAnyTaken(taken: ReadonlySet<number>, first: number, count: number): boolean {
  for (let index = first; taken.size > 0 && index < first + count; index += 1) if (taken.has(index)) return true;
  return false;
}
