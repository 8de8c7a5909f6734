import type { GlossaryEntry } from '../core/glossary.ts';
import { digest } from '../std/digest.ts';
import { entryOf, isInWords } from './glossary-entry.ts';
import type { Term } from './term.ts';
import { matchTokens } from './match-tokens.ts';

interface IndexedTerm {
  readonly term: Term;
  readonly words: readonly string[];
}

/** The terms of one database. Immutable; a change makes a new one. */
export class Glossary {
  static readonly empty = new Glossary([]);
  readonly terms: readonly Term[];
  /** Conditions that go with tables, whatever the question says. */
  readonly filters: readonly Term[];
  /** What the instant engine can weave into its queries. */
  readonly entries: readonly GlossaryEntry[];
  /** A fingerprint of them: they bear on questions that do not name them. */
  readonly filtersFingerprint: string;
  readonly #marks = new Map<string, Glossary>();
  readonly #woven = new Set<Term>();
  readonly #byFirstWord = new Map<string, IndexedTerm[]>();

  constructor(terms: readonly Term[], mark = '') {
    this.terms = terms;
    this.filters = terms.filter((term) => term.kind === 'filter');
    this.entries = terms.flatMap((term) => {
      const entry = entryOf(term);
      if (entry) this.#woven.add(term);
      return entry ? [entry] : [];
    });
    this.filtersFingerprint = this.filters.length === 0 ? mark : digest(mark, ...this.filters.flatMap(({ term, meaning }) => [term, meaning]));
    for (const term of terms) {
      const words = matchTokens(term.term).map((token) => token.text);
      const [first] = words;
      if (first === undefined) continue;
      const list = this.#byFirstWord.get(first) ?? [];
      list.push({ term, words });
      list.sort((a, b) => b.words.length - a.words.length);
      this.#byFirstWord.set(first, list);
    }
  }

  /** The same with a mark of what else bears on every question. */
  marked(mark: string): Glossary {
    if (mark === '') return this;
    const known = this.#marks.get(mark);
    if (known) return known;
    const made = new Glossary(this.terms, mark);
    this.#marks.clear();
    this.#marks.set(mark, made);
    return made;
  }

  /** The terms that stand in a text, each once, in order. Longer terms win over the shorter ones that they begin with. */
  find(text: string): Term[] {
    return [...new Set(this.#places(text).map((place) => place.term))];
  }

  /** A fingerprint of what the terms of a text mean; empty where it holds none. Other terms may change without touching it. */
  fingerprint(text: string): string {
    const found = this.find(text);
    return found.length === 0 ? '' : digest(...found.flatMap(({ term, meaning, kind }) => [kind, term, meaning]));
  }

  /** Whether `entries` says what the term means. */
  isWoven(term: Term): boolean {
    return this.#woven.has(term);
  }

  /** The text with synonyms replaced by what they mean, for readers that know only the words of the schema. */
  expand(text: string): string {
    return this.#replaced(text, () => true);
  }

  /** The text with those synonyms replaced that `entries` can't say. */
  expandPhrases(text: string): string {
    return this.#replaced(text, (term) => !this.#woven.has(term));
  }

  #replaced(text: string, wanted: (term: Term) => boolean): string {
    let expanded = '';
    let at = 0;
    for (const { term, start, end } of this.#places(text)) {
      if (term.kind !== 'synonym' || !isInWords(term.meaning) || !wanted(term)) continue;
      expanded += text.slice(at, start) + term.meaning;
      at = end;
    }
    return expanded + text.slice(at);
  }

  /** One line a term, for a model or a person who writes SQL. */
  lines(text: string): string[] {
    return [...new Set([...this.find(text), ...this.filters])].filter(({ meaning }) => meaning.trim() !== '').map(({ term, meaning, kind }) => (kind === 'filter' ? `${term}: only where ${meaning}, unless the question says otherwise` : `${term} = ${meaning}`));
  }

  #places(text: string): { readonly term: Term; readonly start: number; readonly end: number }[] {
    if (this.#byFirstWord.size === 0) return [];
    const tokens = matchTokens(text);
    const places: { term: Term; start: number; end: number }[] = [];
    for (let at = 0; at < tokens.length; at += 1) {
      const found = this.#byFirstWord.get(tokens[at]?.text ?? '')?.find(({ words }) => words.every((word, offset) => tokens[at + offset]?.text === word));
      if (!found) continue;
      const last = at + found.words.length - 1;
      places.push({ term: found.term, start: tokens[at]?.start ?? 0, end: tokens[last]?.end ?? 0 });
      at = last;
    }
    return places;
  }
}
