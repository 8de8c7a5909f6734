import { textWords } from '../language/en/text-words.ts';
import { nearest } from '../std/nearest.ts';
import type { CatalogIndex, IndexedColumn } from './index.ts';
import type { ValueHit, ValueIndex } from './values.ts';

export type Resemblance = 'exactly' | 'in part' | 'spelled otherwise';

export interface ValuePlaces {
  readonly resemblance: Resemblance;
  readonly hits: readonly ValueHit[];
}

const hitsMax = 30;
/** Comparing letter by letter is dear: beyond so many values of about the same length, spellings are not looked at. */
const comparedMax = 20_000;
const lengthApartMax = 2;

/** Where the sampled values hold a text: as it is (case, accents and punctuation aside), else as part of longer ones, else nearly. Empty where nowhere. */
export function placesOf(text: string, catalog: CatalogIndex, values: ValueIndex): ValuePlaces {
  const exact = values.find(text);
  if (exact.length > 0) return { resemblance: 'exactly', hits: exact.slice(0, hitsMax) };
  const words = textWords(text);
  const part = words.length === 0 ? [] : values.containing(words);
  if (part.length > 0) return { resemblance: 'in part', hits: part.slice(0, hitsMax) };
  return { resemblance: 'spelled otherwise', hits: misspelled(text, catalog, values).slice(0, hitsMax) };
}

function misspelled(text: string, catalog: CatalogIndex, values: ValueIndex): ValueHit[] {
  const columns = new Map<string, IndexedColumn[]>();
  for (const table of catalog.tables) {
    for (const column of table.columns) {
      for (const value of values.of(column)) {
        if (Math.abs(value.length - text.length) > lengthApartMax) continue;
        columns.set(value, [...(columns.get(value) ?? []), column]);
        if (columns.size >= comparedMax) return [];
      }
    }
  }
  return nearest(text, columns.keys()).flatMap((value) => (columns.get(value) ?? []).map((column) => ({ column, value })));
}

/** One line a column: `customers.name: 'Ada Lovelace', 'Ada Byron'`. */
export function placesText({ resemblance, hits }: ValuePlaces): string {
  const byColumn = new Map<string, string[]>();
  for (const { column, value } of hits) {
    const name = `${column.table.displayName}.${column.column.name}`;
    byColumn.set(name, [...(byColumn.get(name) ?? []), `'${value}'`]);
  }
  return [`${resemblance}:`, ...[...byColumn].map(([name, found]) => `  ${name}: ${[...new Set(found)].join(', ')}`)].join('\n');
}
