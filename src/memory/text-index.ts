import { functionWords, identifierWords, stem } from '../catalog/words.ts';
import { questionTokens } from './question-tokens.ts';
import type { RememberedQuestion } from './record.ts';

/** Okapi BM25 (Robertson and Zaragoza 2009, section 3): saturation and length normalisation. */
const k1 = 1.2;
const b = 0.6;
/** BM25F, section 3.6: what the question says counts more than which names its SQL holds. */
const fieldWeights = { question: 1, sql: 0.4 } as const;

interface Document {
  readonly terms: ReadonlyMap<string, number>;
  readonly length: number;
}

/** Which stored questions are like a new one, by their words. Finds examples; never answers. */
export class TextIndex {
  readonly #documents = new Map<string, Document>();
  readonly #postings = new Map<string, Map<string, number>>();
  #totalLength = 0;

  get size(): number {
    return this.#documents.size;
  }

  add(key: string, record: Pick<RememberedQuestion, 'question' | 'sql'>): void {
    this.remove(key);
    const terms = weighted(record);
    const length = [...terms.values()].reduce((sum, weight) => sum + weight, 0);
    this.#documents.set(key, { terms, length });
    this.#totalLength += length;
    for (const [term, weight] of terms) {
      const posting = this.#postings.get(term);
      if (posting) posting.set(key, weight);
      else this.#postings.set(term, new Map([[key, weight]]));
    }
  }

  remove(key: string): void {
    const document = this.#documents.get(key);
    if (!document) return;
    this.#documents.delete(key);
    this.#totalLength -= document.length;
    for (const term of document.terms.keys()) {
      const posting = this.#postings.get(term);
      posting?.delete(key);
      if (posting?.size === 0) this.#postings.delete(term);
    }
  }

  /** Keys with their scores, best first. */
  search(text: string, countMax: number): { readonly key: string; readonly score: number }[] {
    const scores = new Map<string, number>();
    const averageLength = this.#totalLength / Math.max(1, this.#documents.size);
    for (const term of new Set(termsOf(text))) {
      const posting = this.#postings.get(term);
      if (!posting) continue;
      const idf = Math.log(1 + (this.#documents.size - posting.size + 0.5) / (posting.size + 0.5));
      for (const [key, weight] of posting) {
        const length = this.#documents.get(key)?.length ?? averageLength;
        const saturated = (weight * (k1 + 1)) / (weight + k1 * (1 - b + (b * length) / averageLength));
        scores.set(key, (scores.get(key) ?? 0) + idf * saturated);
      }
    }
    return best(scores, countMax);
  }
}

/** The highest few, without sorting all. */
function best(scores: ReadonlyMap<string, number>, countMax: number): { key: string; score: number }[] {
  const top: { key: string; score: number }[] = [];
  for (const [key, score] of scores) {
    if (top.length === countMax && score <= (top.at(-1)?.score ?? 0)) continue;
    const at = top.findIndex((entry) => score > entry.score);
    top.splice(at < 0 ? top.length : at, 0, { key, score });
    if (top.length > countMax) top.pop();
  }
  return top;
}

function weighted({ question, sql }: Pick<RememberedQuestion, 'question' | 'sql'>): Map<string, number> {
  const terms = new Map<string, number>();
  const count = (words: readonly string[], weight: number) => {
    for (const word of words) terms.set(word, (terms.get(word) ?? 0) + weight);
  };
  count(termsOf(question), fieldWeights.question);
  count(identifierWords(sql.replaceAll(/'[^']*'/g, ' ')).filter((word) => !sqlWords.has(word)).map(stem), fieldWeights.sql);
  return terms;
}

function termsOf(text: string): string[] {
  return questionTokens(text).filter((token) => token.kind !== 'symbol' && !functionWords.has(token.text)).map((token) => stem(token.text));
}

const sqlWords: ReadonlySet<string> = new Set('select distinct from where and or not in is null as on join inner left right outer group by having order asc desc limit offset union intersect except all exists between like case when then else end cast t'.split(' '));
