import { chancesIn, areasOf, likeliest } from './areas.ts';
import { type Asked, type Evidence, evidenceOf } from './evidence.ts';
import type { CatalogIndex, IndexedColumn, IndexedTable } from './index.ts';
import { originals } from './near-duplicates.ts';
import type { ValueHit, ValueIndex } from './values.ts';
import { numberForms } from '../language/en/inflection.ts';
import { stem } from '../language/en/stem.ts';
import { functionWords } from '../language/en/stop-words.ts';
import { textWords } from '../language/en/text-words.ts';

export interface RankedTable {
  readonly table: IndexedTable;
  readonly score: number;
  /** Columns that words or values of the question point at, each with its share of what speaks for the clearest of all; the clearest first. */
  readonly columns: ReadonlyMap<IndexedColumn, number>;
}

/** More fit into no context. */
const rankedMax = 100;

/**
 * Tables by how likely it is that the question is about them. A question is nearly always of one area of a database, so that areas are
 * compared first, by all that speaks for any of their tables; then the tables of each. Two rare words that meet in one area outweigh a
 * word that is everywhere, and the right one of two tables of one name comes forward. Areas that no word speaks for are left out. A
 * conversation stays in its area: all that was said in it tells which.
 */
export function rankTables(catalog: CatalogIndex, asked: Asked, conversation = asked): RankedTable[] {
  const evidence = evidenceOf(catalog, asked);
  const said = conversation === asked ? evidence : evidenceOf(catalog, conversation);
  const scores = new Map<IndexedTable, number>();
  for (const { area, likelihood } of likeliest(areasOf(catalog, said), said)) {
    for (const [table, chance] of chancesIn(catalog, area, evidence)) scores.set(table, Math.max(scores.get(table) ?? 0, likelihood * chance));
  }
  let clearest = 0;
  for (const { columns } of evidence.values()) for (const score of columns.values()) clearest = Math.max(clearest, score);
  const ranked = [...scores]
    .toSorted(([a, left], [b, right]) => right - left || a.position - b.position)
    .slice(0, rankedMax)
    .map(([table, score]) => ({ table, score, columns: pointedAt(evidence.get(table), clearest) }));
  return withoutCopies(catalog, ranked, new Set(textWords(asked.question).map(stem)));
}

/** Copies stand where their original does, unless the question says what sets them apart ("the archived orders"). */
function withoutCopies(catalog: CatalogIndex, ranked: readonly RankedTable[], asked: ReadonlySet<string>): RankedTable[] {
  const copies = originals(catalog);
  if (copies.size === 0) return [...ranked];
  const kept = new Map<IndexedTable, RankedTable>();
  for (const entry of ranked) {
    const original = copies.get(entry.table);
    const apart = original ? entry.table.stems.filter((word) => !original.stems.includes(word)) : [];
    const table = original && !(apart.length > 0 && apart.every((word) => asked.has(word))) ? original : entry.table;
    const before = kept.get(table);
    const shares = new Map([...entry.columns].map(([{ column }, share]) => [column.name, share]));
    const columns = table === entry.table ? entry.columns : table.columns.flatMap((column) => (shares.has(column.column.name) ? [[column, shares.get(column.column.name) ?? 0] as const] : []));
    kept.set(table, { table, score: before?.score ?? entry.score, columns: new Map([...(before?.columns ?? []), ...columns]) });
  }
  return [...kept.values()];
}

function pointedAt(evidence: Evidence | undefined, clearest: number): ReadonlyMap<IndexedColumn, number> {
  return new Map([...(evidence?.columns ?? [])].toSorted((a, b) => b[1] - a[1]).map(([column, score]) => [column, score / clearest]));
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
      const hits = hitsOf(phrase, values);
      if (hits.length === 0) continue;
      for (let index = at; index < at + length; index += 1) taken.add(index);
      found.push(...hits);
    }
  }
  return found;
}

/** Where the data do not hold the very words, they may hold another form of them: "goalkeepers" are kept as Goalkeeper. */
function hitsOf(phrase: string, values: ValueIndex): readonly ValueHit[] {
  const forms = [phrase, ...numberForms(phrase).filter((form) => form.length > 2)];
  return forms.map((form) => values.find(form)).find((hits) => hits.length > 0) ?? [];
}

function isAnyTaken(taken: ReadonlySet<number>, first: number, count: number): boolean {
  for (let index = first; taken.size > 0 && index < first + count; index += 1) if (taken.has(index)) return true;
  return false;
}
