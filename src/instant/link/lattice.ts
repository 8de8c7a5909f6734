import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import type { ValueIndex } from '../../catalog/values.ts';
import type { Adjective, Lexicon, TriggerName } from '../../language/en/lexicon.ts';
import { stopWords } from '../../language/en/stop-words.ts';
import type { QuestionToken } from '../../language/en/tokens.ts';
import type { SemanticModel } from '../../semantics/model.ts';
import type { TermLink } from './glossary.ts';
import type { SaidLink } from './meant.ts';
import type { Decided } from './decided.ts';
import type { Span } from './span.ts';


/** How sure a link is, best first: the name itself, with a head that a later name shares, a part of it, another word for it, a misspelling. */
export type Tier = 'exact' | 'shared' | 'part' | 'synonym' | 'comment' | 'typo' | 'glossary';

export interface ColumnLink extends Span {
  readonly column: IndexedColumn;
  /** 0 to 1. */
  readonly score: number;
  readonly tier: Tier;
  /** Whether the table that the question names next to it is the column's own. */
  readonly near: 'before' | 'after' | 'other' | 'none';
  /** How much of what is missing to the name is said elsewhere in the question, 0 to 1. */
  readonly echo?: number;
  /** The name ends in a word for keys, and the question does not say it here. */
  readonly keyUnsaid?: boolean;
  /** The name begins with the least or the greatest of something, and the question does not say so here. */
  readonly extremeUnsaid?: boolean;
  /** The column refers to what the same words name, and the question names nothing else of its table. */
  readonly borrowed?: boolean;
  /** Another word for the column, where the question's own word is the name of another one. */
  readonly outdone?: boolean;
}

export interface TableLink extends Span {
  readonly table: IndexedTable;
  readonly score: number;
  readonly tier: Tier;
}

export interface ValueLink extends Span {
  readonly column: IndexedColumn;
  readonly value: string;
  readonly score: number;
  /** Said exactly, in another form (plural, demonym), by the meaning of a code, or only a part of the value. */
  readonly match: 'exact' | 'form' | 'coded' | 'part';
  /** The table that tells what the code means. */
  readonly master?: IndexedTable;
}

export interface TriggerLink extends Span {
  readonly name: TriggerName;
}

export interface AdjectiveLink extends Span {
  readonly adjective: Adjective;
}

/** All that the words of a question may mean, by the token at which each link begins. */
export interface Lattice {
  readonly tokens: readonly QuestionToken[];
  readonly catalog: CatalogIndex;
  readonly values: ValueIndex;
  readonly semantics: SemanticModel;
  readonly lexicon: Lexicon;
  readonly columns: readonly (readonly ColumnLink[])[];
  readonly tables: readonly (readonly TableLink[])[];
  readonly valueLinks: readonly (readonly ValueLink[])[];
  readonly triggers: readonly (readonly TriggerLink[])[];
  readonly adjectives: readonly (readonly AdjectiveLink[])[];
  readonly terms: readonly TermLink[];
  /** Phrases to which somebody has given a meaning in this database. */
  readonly said: readonly SaidLink[];
  readonly decided: readonly Decided[];
  /** Tables that the question names, with the best score. */
  readonly named: ReadonlyMap<IndexedTable, number>;
}

/** The place after words that only hold others together. */
export function skipStopWords(lattice: Lattice, at: number, more?: ReadonlySet<string>): number {
  let index = at;
  while (index < lattice.tokens.length && index - at < 4) {
    const token = lattice.tokens[index];
    if (!token || token.kind !== 'word' || !(stopWords.has(token.lower) || more?.has(token.lower))) break;
    // "by total": a word that is a column's whole name is meant as that.
    if (lattice.columns[index]?.some((link) => link.score > 0.95 && link.to === index + 1)) break;
    index += 1;
  }
  return index;
}

export function wordAt(lattice: Lattice, at: number): string {
  return lattice.tokens[at]?.lower ?? '';
}

/** The longest phrase of one of these kinds that begins here. */
export function triggerAt(lattice: Lattice, at: number, ...names: readonly TriggerName[]): TriggerLink | undefined {
  let best: TriggerLink | undefined;
  for (const link of lattice.triggers[at] ?? []) if (names.includes(link.name) && (!best || link.to > best.to)) best = link;
  return best;
}
