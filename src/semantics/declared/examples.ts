import type { CatalogIndex } from '../../catalog/index.ts';
import { stopWords } from '../../language/en/stop-words.ts';
import { type QuestionToken, tokenize } from '../../language/en/tokens.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import { usesOf } from './uses.ts';

export interface Example {
  readonly question: string;
  readonly sql: string;
  /** The content words of the question, and each two of its words that stand together; numbers are alike. */
  readonly words: ReadonlySet<string>;
  readonly uses: ReadonlySet<string>;
  /** Its length as a vector of what its words weigh. */
  readonly length: number;
}

/** Questions with their SQL that somebody wrote of a database: evidence of what its people mean by their words. A statement of theirs runs only as a reading of another question, proven like any. */
export interface Examples {
  readonly all: readonly Example[];
  /** Inverse document frequency: what few of them say tells more. */
  readonly weightOf: (word: string) => number;
  readonly usesOf: (sql: string) => ReadonlySet<string>;
}

export function examplesOf(written: readonly { readonly question: string; readonly sql: string }[], scope: { readonly catalog: CatalogIndex; readonly dialect: Pick<SqlDialect, 'tokens'> }): Examples {
  const read = written.map(({ question, sql }) => ({ question, sql, words: wordsOf(tokenize(question)), uses: usesOf(sql, scope) })).filter(({ uses }) => uses.size > 0);
  const counts = new Map<string, number>();
  for (const { words } of read) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weightOf = (word: string) => Math.log((read.length + 1) / ((counts.get(word) ?? 0) + 0.5));
  return { all: read.map((one) => ({ ...one, length: lengthOf(one.words, weightOf) })), weightOf, usesOf: (sql) => usesOf(sql, scope) };
}

/** Content words, and each two words that stand together. */
export function wordsOf(tokens: readonly QuestionToken[]): ReadonlySet<string> {
  const stems = tokens.map(wordOf);
  return new Set([...stems.filter((stem) => !stopWords.has(stem)), ...stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`)]);
}

/** Numbers are alike. */
export function wordOf({ text, stem }: QuestionToken): string {
  return /^\d/.test(text) ? '#' : stem;
}

export function lengthOf(words: ReadonlySet<string>, weightOf: Examples['weightOf']): number {
  return Math.sqrt([...words].reduce((sum, word) => sum + weightOf(word) ** 2, 0));
}
