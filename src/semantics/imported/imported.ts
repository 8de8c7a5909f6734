import { listed, type Entries, type PlacedEntry } from '../declared/entries.ts';
import type { Problem } from '../declared/read.ts';
import { Misread } from '../declared/sql.ts';

/** What a file of another semantic layer says, as entries of ours, and what of it has no such form. */
export interface Imported {
  readonly entries: Entries;
  readonly problems: readonly Problem[];
}

type Entry = Pick<PlacedEntry, 'kind' | 'entry'>;

/** Gathers entries and what can't be one; each knows the file and the path in it that it comes from. */
export class Importing {
  readonly #file: string;
  readonly #entries: Entry[] = [];
  readonly #problems: Problem[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  /** Takes what `make` gives: an entry, none, or why there can be none. */
  take(path: string, make: () => Entry | Misread | undefined): void {
    const made = make();
    const source = `${this.#file}: ${path}`;
    if (made instanceof Misread) this.#problems.push({ place: source, reason: made.reason, hints: made.hints });
    else if (made) this.#entries.push({ ...made, entry: { ...made.entry, source } });
  }

  result(): Imported {
    return { entries: listed(this.#entries), problems: this.#problems };
  }
}

const inKnowledge = 'Say it in the knowledge file: a measure is an aggregate in the SQL of the database, a state a condition on one row.';

/** Something that other layers can say and an entry can't. */
export function unsayable(reason: string, hint: string = inKnowledge): Misread {
  return new Misread(reason, [hint]);
}

const phraseCharsMax = 100;
/** Names that say nothing by themselves: in words they go with what they are of. */
const general = new Set(['amount', 'average', 'avg', 'count', 'max', 'maximum', 'min', 'minimum', 'number', 'sum', 'total', 'value']);

/** What people would say for a name and its label. */
export function phrasesOf(name: string, label: string | null | undefined, of: string): string[] {
  const spoken = (text: string) => text.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll('_', ' ').trim().toLowerCase();
  const phrases = [spoken(name), ...(label ? [spoken(label)] : [])].map((phrase) => (general.has(phrase) ? `${spoken(of)} ${phrase}` : phrase));
  return [...new Set(phrases)].filter((phrase) => phrase !== '' && phrase.length <= phraseCharsMax);
}

export function isPlainName(sql: string): boolean {
  return /^[A-Za-z_]\w*$/.test(sql);
}

/** An expression that can stand beside others. */
export function enclosed(sql: string): string {
  return isPlainName(sql) || /^\d+(\.\d+)?$/.test(sql) ? sql : `(${sql})`;
}

/** Other words for a column; none where its own name says it. */
export function columnEntry(table: string, column: string, words: readonly string[]): Entry | undefined {
  const other = words.filter((phrase) => phrase !== column.replaceAll('_', ' ').toLowerCase());
  return other.length === 0 ? undefined : { kind: 'attributes', entry: { column: `${table}.${column}`, words: other } };
}

export type Aggregate = 'sum' | 'count' | 'count distinct' | 'avg' | 'min' | 'max';

export interface Aggregated {
  readonly aggregate: Aggregate;
  readonly of: string;
  /** Of the rows that it is made of; each is a condition on one. */
  readonly conditions: readonly string[];
}

/** The aggregate with its conditions inside, so that it can stand beside others of the same rows. */
export function aggregateSql({ aggregate, of, conditions }: Aggregated): string {
  const rows = conditions.length === 0 ? of : `CASE WHEN ${conditions.map((condition) => `(${condition})`).join(' AND ')} THEN ${of === '*' ? '1' : of} END`;
  return aggregate === 'count distinct' ? `COUNT(DISTINCT ${rows})` : `${aggregate.toUpperCase()}(${rows})`;
}

export function measureEntry(table: string, words: readonly string[], sql: string, conditions: readonly string[]): Entry {
  const where = conditions.length > 1 ? conditions.map((condition) => `(${condition})`).join(' AND ') : conditions[0];
  return { kind: 'measures', entry: { table, words: [...words], sql, ...(where === undefined ? {} : { where }) } };
}
