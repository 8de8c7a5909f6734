import type { Example, Examples } from '../semantics/declared/examples.ts';
import { lengthOf, wordsOf } from '../semantics/declared/examples.ts';
import type { QuestionToken } from '../language/en/tokens.ts';
import type { FeatureVector } from './features.ts';

/** An example, and the cosine of its words and the question's. */
export interface Like {
  readonly example: Example;
  readonly similarity: number;
}

/** What the examples say of one question. */
export interface Likeness {
  /** Those that share words with it, the most alike first. */
  readonly like: readonly Like[];
  /** How far what a statement uses is what like questions use, 0 to 1 each. */
  readonly of: (sql: string) => FeatureVector;
  /** How much of the question's words an example lacks, and how much of its words the question lacks, 0 to 1 each. */
  readonly missing: (example: Example, besides: ReadonlySet<string>) => FeatureVector;
}

/** What is twice as like counts four times. */
export function likenessOf(tokens: readonly QuestionToken[], { all, weightOf, usesOf }: Examples): Likeness {
  const words = wordsOf(tokens);
  const own = lengthOf(words, weightOf);
  const sum = (some: Iterable<string>) => [...some].reduce((total, word) => total + weightOf(word) ** 2, 0);
  const like = all.map((example): Like => ({ example, similarity: sum([...example.words].filter((word) => words.has(word))) / Math.max(1e-9, own * example.length) }));
  const alike = like.filter(({ similarity }) => similarity > 0).toSorted((a, b) => b.similarity - a.similarity);
  const mass = alike.reduce((total, { similarity }) => total + similarity ** 2, 0);
  const expected = new Map<string, number>();
  for (const { example, similarity } of alike) for (const use of example.uses) expected.set(use, (expected.get(use) ?? 0) + similarity ** 2 / mass);
  const whole = [...expected.values()].reduce((total, share) => total + share, 0);
  const share = (some: ReadonlySet<string>, without: (word: string) => boolean) => sum([...some].filter((word) => !without(word))) / Math.max(1e-9, sum(some));
  return {
    like: alike,
    of: (sql) => {
      const uses = usesOf(sql);
      const met = [...uses].reduce((total, use) => total + (expected.get(use) ?? 0), 0);
      const nearest = alike.reduce((best, { example, similarity }) => Math.max(best, similarity * overlap(uses, example.uses)), 0);
      return { 'like:likely': met / Math.max(1, uses.size), 'like:whole': met / Math.max(1e-9, whole), 'like:nearest': nearest };
    },
    missing: (example, besides) => ({ 'like:lacks': share(words, (word) => example.words.has(word) || besides.has(word)), 'like:more': share(example.words, (word) => words.has(word)) }),
  };
}

/** Jaccard's index. */
function overlap(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const one of some) if (others.has(one)) shared += 1;
  return shared / Math.max(1, some.size + others.size - shared);
}
