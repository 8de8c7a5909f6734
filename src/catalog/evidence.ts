import { withoutCourtesies } from '../language/en/courtesies.ts';
import { isTimeWord, weekdays } from '../language/en/dates.ts';
import { hintsFor } from '../language/en/hints.ts';
import { nounsOfVerb } from '../language/en/inflection.ts';
import { lexicon, phrasesAt } from '../language/en/lexicon.ts';
import { stem } from '../language/en/stem.ts';
import { functionWords } from '../language/en/stop-words.ts';
import { textWords } from '../language/en/text-words.ts';
import { isNear } from '../std/nearest.ts';
import type { CatalogIndex, IndexedColumn, IndexedTable, Posting } from './index.ts';
import { normaliseValue, type ValueHit, type ValueIndex } from './values.ts';

/** What speaks for one table: for each word of the question the best match in it, and what each column adds. */
export interface Evidence {
  readonly words: Map<string, number>;
  readonly columns: Map<IndexedColumn, number>;
}

export interface Asked {
  readonly question: string;
  /** Values of the question that were found in the data. */
  readonly hits?: readonly ValueHit[];
  /** Where more is looked up: words within longer values, years. */
  readonly values?: ValueIndex;
  /** Pairs of a word of the question and a stem by which columns are called that it speaks of without naming them. */
  readonly meant?: Iterable<readonly [cause: string, meant: string]>;
}

/**
 * What a match counts, before its rarity: learned on the questions of the training sets, each asked of all their schemas together, as the
 * log-odds of its schema (conditional logit over schemas, coordinate ascent).
 */
const weights = { name: 0.8, meant: 0.52, hint: 0.25, value: 0.37, state: 0.53, phrase: 0.72, within: 0.16, year: 0.75, misspelled: 0.7 } as const;
/** Words that steer any question ("most", "per", "2026") are names now and then, and hardly ever values. */
const lightFactor = 0.36;
/** A word that more names hold is looked for in the tables of others only. */
const crowdedMin = 2_000;
const withinLengthMin = 3;
/** A column of no more different values holds states or kinds. */
const statesMax = 12;
const respelledLengthMin = 5;
const respelledMax = 20_000;

/** A noun that is made of a verb of the question. */
const nounBelief = 0.8;

type Found = { readonly table: IndexedTable; readonly column?: IndexedColumn };

/** The evidence of each table that has any: the rarer a word is among all tables, the more it says. */
export function evidenceOf(catalog: CatalogIndex, asked: Asked): Map<IndexedTable, Evidence> {
  const gathering = new Gathering(catalog);
  const words = textWords(withoutCourtesies(asked.question));
  const stems = words.map(stem);
  const content = new Map(words.flatMap((word, at) => (functionWords.has(word) ? [] : [[stems[at] ?? '', { word, at }] as const])));
  for (const [stemmed, { word, at }] of content) creditWord(stemmed, { word, at, stems }, gathering, asked.values);
  // "high schooler" may be a table highschooler.
  for (const [at, word] of words.slice(1).entries()) gathering.named([[stem(`${words[at]}${word}`), 1]], weights.name, `${words[at]} ${word}`);
  for (const [cause, meanings] of byCause(hintsFor(words))) gathering.named(meanings, weights.hint, cause);
  for (const [cause, meanings] of byCause(asked.meant ?? [])) gathering.named(meanings, weights.meant, cause);
  creditValues(words, gathering, asked);
  return gathering.finish();
}

interface Spot {
  readonly word: string;
  readonly at: number;
  readonly stems: readonly string[];
}

function creditWord(stemmed: string, { word, at, stems }: Spot, gathering: Gathering, values: ValueIndex | undefined): void {
  const { synonyms } = lexicon();
  const weight = weights.name * (isLight(word) ? lightFactor : 1);
  gathering.named([[stemmed, 1]], weight, stemmed);
  const others = phrasesAt(synonyms, at, (index) => stems[index]).flatMap(({ meaning }) => meaning()).filter((expansion) => expansion.stems.length === 1);
  gathering.named([...nounsOfVerb({ lower: word, stem: stemmed }).map((noun): Meaning => [noun, nounBelief]), ...others.map((other): Meaning => [other.stems[0] ?? '', other.weight])], weight, stemmed);
  if (isLight(word)) return;
  if (values && word.length >= withinLengthMin) gathering.add(values.containing([word]).map(({ column }) => ({ table: column.table, column })), weights.within, { cause: stemmed });
  const isKnown = gathering.catalog.postings.has(stemmed) || synonyms.has(stemmed) || (values?.find(word).length ?? 0) > 0;
  if (!isKnown && word.length >= respelledLengthMin) gathering.named([...spelledAlike(word, gathering.catalog)].map((other): Meaning => [other, 1]), weight * weights.misspelled, stemmed);
}

function creditValues(words: readonly string[], gathering: Gathering, { hits = [], values }: Asked): void {
  const byPhrase = new Map<string, ValueHit[]>();
  for (const hit of hits) {
    const phrase = normaliseValue(hit.value);
    byPhrase.set(phrase, [...(byPhrase.get(phrase) ?? []), hit]);
  }
  for (const [phrase, found] of byPhrase) {
    const isPhrase = phrase.includes(' ');
    if (!isPhrase && isLight(phrase)) continue;
    // Of many tables that are called customers, each is meant rather than the one row that says Customer.
    const alike = gathering.catalog.postings.get(stem(phrase))?.filter((posting) => placeOf(posting) !== 'comment') ?? [];
    const isState = ({ column }: ValueHit) => (values?.of(column).length ?? Infinity) <= statesMax;
    for (const [some, weight] of isPhrase ? ([[found, weights.phrase]] as const) : ([[found.filter(isState), weights.state], [found.filter((hit) => !isState(hit)), weights.value]] as const)) {
      gathering.add(some.map(({ column }) => ({ table: column.table, column })), weight, { cause: stem(phrase), alike });
    }
  }
  for (const year of new Set(words.filter((word) => /^(?:19|20)\d\d$/.test(word)))) {
    gathering.add((values?.spanning(Number(year)) ?? []).map((table) => ({ table })), weights.year, { cause: `in ${year}` });
  }
}

/** A stem that a word may stand for, and how surely. */
type Meaning = readonly [stem: string, belief: number];

class Gathering {
  readonly catalog: CatalogIndex;
  readonly evidence = new Map<IndexedTable, Evidence>();
  readonly #later: (() => void)[] = [];

  constructor(catalog: CatalogIndex) {
    this.catalog = catalog;
  }

  /**
   * What is called by one of the stems. They share their rarity, since the word could have meant any; tables, columns and comments each have
   * theirs. What half a large catalog is called only speaks for tables that something rarer has brought into play.
   */
  named(meanings: readonly Meaning[], weight: number, cause: string): void {
    const lists = meanings.map(([stemmed, belief]) => ({ belief, stemmed, postings: this.catalog.postings.get(stemmed) ?? [] }));
    const [rarityOf, isCrowded] = [this.#rarities(lists.map(({ postings }) => postings)), lists.reduce((sum, { postings }) => sum + postings.length, 0) > crowdedMin];
    const credit = (posting: Posting, belief: number) => {
      const place = placeOf(posting);
      this.#credit(posting, (weight * placeWeights[place] * belief * rarityOf[place]) / ((posting.column ?? posting.table).stems.length || 1) ** lengthPower, cause);
    };
    if (!isCrowded) for (const { belief, postings } of lists) for (const posting of postings) credit(posting, belief);
    else this.#later.push(() => {
      const tables = this.evidence.size > 0 ? [...this.evidence.keys()] : this.catalog.tables.slice(0, crowdedMin);
      for (const { belief, stemmed } of lists) for (const table of tables) for (const posting of postingsIn(table, stemmed)) credit(posting, belief);
    });
  }

  finish(): Map<IndexedTable, Evidence> {
    for (const credit of this.#later) credit();
    return this.evidence;
  }

  /** What is `alike` may be meant as well, and shares the rarity. */
  add(found: readonly Found[], weight: number, { cause, alike = [] }: { readonly cause: string; readonly alike?: readonly Found[] }): void {
    const score = weight * this.#rarityAmong(new Set([...found, ...alike].map(({ table }) => table)).size);
    for (const entry of found) this.#credit(entry, score, cause);
  }

  #rarityAmong(tables: number): number {
    return Math.log(1 + this.catalog.tables.length / (0.5 + tables));
  }

  /** By place. The postings of a word are in the order of their tables. */
  #rarities(lists: readonly (readonly Posting[])[]): Record<Place, number> {
    const counts = { table: 0, column: 0, comment: 0 };
    for (const postings of lists) {
      const last: Partial<Record<Place, IndexedTable>> = {};
      for (const posting of postings) {
        const place = placeOf(posting);
        if (last[place] !== posting.table) counts[place] += 1;
        last[place] = posting.table;
      }
    }
    return { table: this.#rarityAmong(counts.table), column: this.#rarityAmong(counts.column), comment: this.#rarityAmong(counts.comment) };
  }

  #credit({ table, column }: Found, score: number, cause: string): void {
    const entry = this.evidence.get(table) ?? { words: new Map<string, number>(), columns: new Map<IndexedColumn, number>() };
    entry.words.set(cause, Math.max(entry.words.get(cause) ?? 0, score));
    if (column) entry.columns.set(column, (entry.columns.get(column) ?? 0) + score);
    this.evidence.set(table, entry);
  }
}

/** Where a word of a name stands. */
type Place = 'table' | 'column' | 'comment';

const placeWeights: Readonly<Record<Place, number>> = { table: 1, column: 1, comment: 0.25 };
/** A word of a long name says a little less than one that is the whole name. */
const lengthPower = 0.23;

function placeOf({ column, weight }: Posting): Place {
  return weight <= 1 ? 'comment' : column ? 'column' : 'table';
}

/** As they stand in the catalog, comments aside. */
function postingsIn(table: IndexedTable, stemmed: string): Posting[] {
  const columns = table.columns.filter((column) => column.stems.includes(stemmed)).map((column) => ({ table, column, weight: 2 }));
  return table.stems.includes(stemmed) ? [{ table, weight: 3 }, ...columns] : columns;
}

function isLight(word: string): boolean {
  return word.length < 3 || /^\d+$/.test(word) || lexicon().triggers.has(word) || isTimeWord(word) || weekdays.has(word);
}

function byCause(pairs: Iterable<readonly [cause: string, meant: string]>): Map<string, Meaning[]> {
  const found = new Map<string, Meaning[]>();
  for (const [cause, meant] of pairs) {
    const list = found.get(cause);
    if (list) list.push([meant, 1]);
    else found.set(cause, [[meant, 1]]);
  }
  return found;
}

function* spelledAlike(word: string, { spellings }: CatalogIndex): Iterable<string> {
  const forms = word.endsWith('s') ? [word, word.slice(0, -1)] : [word];
  let compared = 0;
  for (const [other, stemmed] of spellings) {
    compared += 1;
    if (compared > respelledMax) return;
    if (other[0] === word[0] && forms.some((form) => isNear(form, other))) yield stemmed;
  }
}
