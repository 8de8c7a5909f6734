import { identifierWords } from '../language/en/identifiers.ts';
import { stem } from '../language/en/stem.ts';
import { functionWords } from '../language/en/stop-words.ts';
import { matchTokens } from './match-tokens.ts';
import type { RememberedQuestion } from './record.ts';

/** Okapi BM25 (Robertson and Zaragoza 2009, section 3): saturation and length normalisation. */
const k1 = 1.2;
const b = 0.6;
/** BM25F, section 3.6: what the question says counts more than which names its SQL holds. */
const fieldWeights = { question: 1, sql: 0.4 } as const;

type IndexedText = Pick<RememberedQuestion, 'question' | 'sql'>;

interface Posting {
  readonly documents: number[];
  readonly weights: number[];
}

/** Which stored questions are like a new one, by their words. Finds examples; never answers. */
export class TextIndex {
  readonly #numbers = new Map<string, number>();
  /** Keys by document number; undefined where the document was removed. */
  readonly #keys: (string | undefined)[] = [];
  readonly #lengths: number[] = [];
  readonly #postings = new Map<string, Posting>();
  #totalLength = 0;

  get size(): number {
    return this.#numbers.size;
  }

  add(key: string, record: IndexedText): void {
    this.remove(key);
    const terms = weighted(record);
    const number = this.#keys.length;
    const length = [...terms.values()].reduce((sum, weight) => sum + weight, 0);
    this.#numbers.set(key, number);
    this.#keys.push(key);
    this.#lengths.push(length);
    this.#totalLength += length;
    for (const [term, weight] of terms) {
      const posting = this.#postings.get(term) ?? { documents: [], weights: [] };
      posting.documents.push(number);
      posting.weights.push(weight);
      this.#postings.set(term, posting);
    }
  }

  /** Its places in the postings stay, and are passed over. */
  remove(key: string): void {
    const number = this.#numbers.get(key);
    if (number === undefined) return;
    this.#numbers.delete(key);
    this.#keys[number] = undefined;
    this.#totalLength -= this.#lengths[number] ?? 0;
  }

  /** Keys with their scores, best first. */
  search(text: string, countMax: number): { readonly key: string; readonly score: number }[] {
    if (this.size === 0) return [];
    const scores = new Float64Array(this.#keys.length);
    const averageLength = this.#totalLength / Math.max(1, this.size);
    for (const term of new Set(termsOf(text))) {
      const posting = this.#postings.get(term);
      if (posting) this.#score(posting, averageLength, scores);
    }
    return best(scores, countMax).flatMap(({ number, score }) => {
      const key = this.#keys[number];
      return key === undefined ? [] : [{ key, score }];
    });
  }

  #score({ documents, weights }: Posting, averageLength: number, scores: Float64Array): void {
    const idf = Math.log(1 + (Math.max(0, this.size - documents.length) + 0.5) / (documents.length + 0.5));
    for (const [place, number] of documents.entries()) {
      if (this.#keys[number] === undefined) continue;
      const weight = weights[place] ?? 0;
      const norm = k1 * (1 - b + (b * (this.#lengths[number] ?? 0)) / averageLength);
      scores[number] = (scores[number] ?? 0) + (idf * weight * (k1 + 1)) / (weight + norm);
    }
  }
}

/** The highest few, without sorting all. */
function best(scores: Float64Array, countMax: number): { number: number; score: number }[] {
  const top: { number: number; score: number }[] = [];
  let least = 0;
  for (let number = 0; number < scores.length; number += 1) {
    const score = scores[number] ?? 0;
    if (score <= least) continue;
    const at = top.findIndex((entry) => score > entry.score);
    top.splice(at < 0 ? top.length : at, 0, { number, score });
    if (top.length > countMax) top.pop();
    if (top.length === countMax) least = top.at(-1)?.score ?? 0;
  }
  return top;
}

function weighted({ question, sql }: IndexedText): Map<string, number> {
  const terms = new Map<string, number>();
  const count = (words: readonly string[], weight: number) => {
    for (const word of words) terms.set(word, (terms.get(word) ?? 0) + weight);
  };
  count(termsOf(question), fieldWeights.question);
  count(identifierWords(sql.replaceAll(/'[^']*'/g, ' ')).filter((word) => !sqlWords.has(word)).map(stem), fieldWeights.sql);
  return terms;
}

function termsOf(text: string): string[] {
  return matchTokens(text).filter((token) => token.kind !== 'symbol' && !functionWords.has(token.text)).map((token) => stem(token.text));
}

const sqlWords: ReadonlySet<string> = new Set('select distinct from where and or not in is null as on join inner left right outer group by having order asc desc limit offset union intersect except all exists between like case when then else end cast t'.split(' '));
