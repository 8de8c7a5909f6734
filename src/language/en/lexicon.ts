import { stem } from './stem.ts';
import { readData } from './data.ts';

/** The kinds of phrase in lexicon.json: each selects an operator or a part of one. */
export type TriggerName =
  | 'count' | 'amount' | 'average' | 'minimum' | 'maximum' | 'distinct' | 'each' | 'by' | 'orderBy' | 'descending' | 'ascending' | 'alphabetical'
  | 'gt' | 'ge' | 'lt' | 'le' | 'eq' | 'ne' | 'after' | 'before' | 'between' | 'orMore' | 'orLess' | 'most' | 'fewest' | 'common' | 'rare'
  | 'high' | 'low' | 'first' | 'last' | 'without' | 'both' | 'either' | 'or' | 'and' | 'butNot' | 'contains' | 'starts' | 'ends' | 'times' | 'all'
  | 'missing' | 'known' | 'percentage' | 'any' | 'who' | 'where' | 'when' | 'whose' | 'refer';

/** A gradable adjective: the columns (as stems) whose value grows or shrinks the more of it there is. */
export interface Adjective {
  readonly up: readonly (readonly string[])[];
  readonly down: readonly (readonly string[])[];
  /** What it grades where no column is called so: what costs, what takes time, what has a size. */
  readonly roles: readonly string[];
  readonly superlative: boolean;
}

export interface Phrase<T> {
  readonly words: readonly string[];
  readonly meaning: T;
}

/** Phrases by their first word, the longest first. */
export type PhraseTable<T> = ReadonlyMap<string, readonly Phrase<T>[]>;

export interface Expansion {
  readonly stems: readonly string[];
  readonly weight: number;
}

export interface Lexicon {
  readonly triggers: PhraseTable<TriggerName>;
  readonly adjectives: PhraseTable<Adjective>;
  readonly units: PhraseTable<readonly (readonly string[])[]>;
  readonly measures: PhraseTable<readonly (readonly string[])[]>;
  readonly wh: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Quantities (as a stem) and the columns that fall where they rise: an age is kept as a birth date. */
  readonly dimensions: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Phrases of stems and what else they may be called. */
  readonly synonyms: PhraseTable<() => readonly Expansion[]>;
  readonly demonyms: ReadonlyMap<string, readonly string[]>;
  /** With what those of several words begin. */
  readonly demonymHeads: ReadonlySet<string>;
  readonly flags: { readonly yes: ReadonlySet<string>; readonly no: ReadonlySet<string> };
}

interface LexiconFile {
  readonly phrases: Readonly<Record<TriggerName, readonly string[]>>;
  readonly adjectives: readonly { readonly forms: readonly string[]; readonly up: readonly string[]; readonly down: readonly string[]; readonly roles?: readonly string[] }[];
  readonly units: Readonly<Record<string, readonly string[]>>;
  readonly measures: Readonly<Record<string, readonly string[]>>;
  readonly wh: Readonly<Record<string, readonly string[]>>;
  readonly flags: { readonly yes: readonly string[]; readonly no: readonly string[] };
}

interface SynonymFile {
  readonly groups: readonly (readonly string[])[];
  readonly demonyms: Readonly<Record<string, readonly string[]>>;
}

let loaded: Lexicon | undefined;

/** The tables of words, read on first use. */
export function lexicon(): Lexicon {
  loaded ??= build(readData('lexicon.json') as LexiconFile, readData('synonyms.json') as SynonymFile);
  return loaded;
}

function build(file: LexiconFile, synonyms: SynonymFile): Lexicon {
  const stemmed = (phrases: readonly string[]) => phrases.map(stemsOf);
  const triggers = (Object.keys(file.phrases) as TriggerName[]).flatMap((trigger) => file.phrases[trigger].map((phrase) => [phrase, trigger] as const));
  const adjectives = file.adjectives.flatMap(({ forms, up, down, roles = [] }) => {
    const graded = { up: stemmed(up), down: stemmed(down), roles };
    return forms.map((form) => [form, { ...graded, superlative: /est( |$)|^(most|least|top) |^best|^worst|^first$|^last$/.test(form) }] as const);
  });
  const demonyms = bothWays(synonyms.demonyms);
  return {
    triggers: phraseTable(triggers),
    adjectives: phraseTable(adjectives),
    units: phraseTable(Object.entries(file.units).map(([phrase, columns]) => [phrase, stemmed(columns)] as const)),
    measures: phraseTable(Object.entries(file.measures).map(([phrase, columns]) => [phrase, stemmed(columns)] as const)),
    dimensions: new Map(file.adjectives.flatMap(({ up, down }) => (down.length > 0 ? up.filter((name) => !name.includes(' ')).map((name) => [stem(name), stemmed(down)] as const) : []))),
    wh: new Map(Object.entries(file.wh).map(([word, columns]) => [word, stemmed(columns)])),
    synonyms: synonymTable(synonyms.groups),
    demonyms,
    demonymHeads: new Set([...demonyms.keys()].flatMap((phrase) => (phrase.includes(' ') ? phrase.split(' ', 1) : []))),
    flags: { yes: new Set(file.flags.yes), no: new Set(file.flags.no) },
  };
}

/** "Japanese" for Japan, and Japan for "Japanese". */
function bothWays(demonyms: Readonly<Record<string, readonly string[]>>): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>(Object.entries(demonyms));
  for (const [people, countries] of Object.entries(demonyms)) for (const country of countries) found.set(country, [...(found.get(country) ?? []), people]);
  return found;
}

export function stemsOf(phrase: string): string[] {
  return phrase.split(' ').map(stem);
}

export function phraseTable<T>(entries: Iterable<readonly [string, T]>): PhraseTable<T> {
  const table = new Map<string, Phrase<T>[]>();
  for (const [phrase, meaning] of entries) {
    const words = phrase.split(' ');
    post(table, words[0] ?? '', { words, meaning });
  }
  for (const list of table.values()) list.sort((a, b) => b.words.length - a.words.length);
  return table;
}

function post<T>(table: Map<string, T[]>, key: string, entry: T): void {
  const list = table.get(key);
  if (list) list.push(entry);
  else table.set(key, [entry]);
}

/** A phrase of a group of synonyms: the group and where in it the phrase stands. */
interface Member {
  readonly group: readonly (readonly string[])[];
  readonly at: number;
}

/** What else a phrase may be called is worked out when a question first says it: no question says more than a few of them. */
function synonymTable(groups: readonly (readonly string[])[]): PhraseTable<() => readonly Expansion[]> {
  const members = new Map<string, Member[]>();
  for (const phrases of groups) {
    const group = phrases.map(stemsOf);
    group.forEach((stems, at) => post(members, stems.join(' '), { group, at }));
  }
  return phraseTable([...members].map(([key, places]) => {
    let known: readonly Expansion[] | undefined;
    return [key, () => (known ??= expansionsOf(key, places))] as const;
  }));
}

/** The head of a group is what the others are most likely called in a schema; between the others the belief is lower. */
function expansionsOf(key: string, places: readonly Member[]): Expansion[] {
  const found = new Map<string, Expansion>();
  for (const { group, at } of places) {
    for (const [other, stems] of group.entries()) {
      const weight = other === 0 ? 0.75 : at === 0 ? 0.65 : 0.45;
      const name = stems.join(' ');
      if (name !== key && weight > (found.get(name)?.weight ?? 0)) found.set(name, { stems, weight });
    }
  }
  return [...found.values()];
}

/** Every phrase of the table that begins at a place; `wordAt` gives the word there. */
export function phrasesAt<T>(table: PhraseTable<T>, at: number, wordAt: (index: number) => string | undefined): Phrase<T>[] {
  const candidates = table.get(wordAt(at) ?? '');
  if (!candidates) return [];
  return candidates.filter(({ words }) => words.every((word, offset) => offset === 0 || wordAt(at + offset) === word));
}
