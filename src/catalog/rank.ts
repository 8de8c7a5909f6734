import type { CatalogIndex, IndexedColumn, IndexedTable } from './index.ts';
import { functionWords, stem, textWords } from './words.ts';
import type { ValueHit, ValueIndex } from './values.ts';

export interface RankedTable {
  readonly table: IndexedTable;
  readonly score: number;
  /** Columns that words or values of the question point at. */
  readonly columns: ReadonlySet<IndexedColumn>;
}

/**
 * Tables by relevance for a question: inverse document frequency of the shared stems, weighted by where they stand (table
 * name, column name, comment), plus values of the question that were seen in the data. Tables without any evidence are left out.
 */
export function rankTables(catalog: CatalogIndex, question: string, values?: ValueIndex): RankedTable[] {
  const scores = new Map<IndexedTable, { score: number; columns: Set<IndexedColumn> }>();
  const credit = (table: IndexedTable, score: number, column?: IndexedColumn) => {
    const entry = scores.get(table) ?? { score: 0, columns: new Set<IndexedColumn>() };
    entry.score += score;
    if (column) entry.columns.add(column);
    scores.set(table, entry);
  };
  for (const word of new Set(textWords(question).filter((text) => !functionWords.has(text)).map(stem))) {
    const postings = catalog.postings.get(word) ?? [];
    const rarity = Math.log(1 + catalog.tables.length / (1 + new Set(postings.map((posting) => posting.table)).size)) + 0.2;
    for (const posting of postings) credit(posting.table, rarity * posting.weight / Math.max(1, posting.column?.stems.length ?? posting.table.stems.length), posting.column);
  }
  for (const hit of values ? findValues(question, values) : []) credit(hit.column.table, 2, hit.column);
  return [...scores].map(([table, entry]) => ({ table, ...entry })).toSorted((a, b) => b.score - a.score || a.table.position - b.table.position);
}

/** Values of the data that stand in the question, the longest phrases first; a shorter one inside a longer one is left out. */
export function findValues(question: string, values: ValueIndex): ValueHit[] {
  const words = textWords(question);
  const taken = new Set<number>();
  const found: ValueHit[] = [];
  for (let length = Math.min(values.wordsMax, words.length); length >= 1; length -= 1) {
    for (let at = 0; at + length <= words.length; at += 1) {
      const span = Array.from({ length }, (_, offset) => at + offset);
      const phrase = span.map((index) => words[index]).join(' ');
      if (span.some((index) => taken.has(index)) || (length === 1 && (functionWords.has(phrase) || phrase.length < 2))) continue;
      const hits = values.find(phrase);
      if (hits.length === 0) continue;
      for (const index of span) taken.add(index);
      found.push(...hits);
    }
  }
  return found;
}
