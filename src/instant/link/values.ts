import { looseEndings, numberForms } from '../../language/en/inflection.ts';
import { functionWords, phraseEnds } from '../../language/en/stop-words.ts';
import { type ValueHit, type ValueIndex, normaliseValue } from '../../catalog/values.ts';
import type { Lexicon } from '../../language/en/lexicon.ts';
import type { QuestionToken } from '../../language/en/tokens.ts';
import type { ValueLink } from './lattice.ts';

const spanMax = 8;
/** Values of more columns than this share the words: the question must say which column it means. */
const hitsMax = 12;

/** Every place where the question may say a value of the data: exactly, in another form, or in part. */
export function linkValues(tokens: readonly QuestionToken[], values: ValueIndex, lexicon: Lexicon): ValueLink[] {
  const links: ValueLink[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const opens = mayOpen(tokens[at]?.text ?? '', values, lexicon);
    for (let to = at + 1; to <= Math.min(tokens.length, at + spanMax, at + Math.max(values.wordsMax, 1)); to += 1) {
      if ((opens || to === at + 1 || looseEndings.has(tokens[to - 1]?.lower ?? '')) && isSpan(tokens, at, to)) links.push(...linksOf(tokens, at, to, values, lexicon));
    }
  }
  return links;
}

/** Whether a value of several words may begin here, or a part of one. */
function mayOpen(text: string, values: ValueIndex, lexicon: Lexicon): boolean {
  const key = normaliseValue(text);
  return key === '' || key.includes(' ') || values.mayHold(key) || lexicon.demonymHeads.has(key);
}

function isSpan(tokens: readonly QuestionToken[], at: number, to: number): boolean {
  const first = tokens[at];
  const last = tokens[to - 1];
  if (!first || !last || first.kind === 'punctuation' || last.kind === 'punctuation') return false;
  if (first.kind === 'quoted' || first.kind === 'date') return to === at + 1;
  for (let index = at; index < to; index += 1) if (tokens[index]?.kind === 'quoted' || phraseEnds.has(tokens[index]?.text ?? '')) return false;
  return to > at + 1 || !functionWords.has(first.lower) || (/^\p{Lu}/u.test(first.text) && at > 0 && first.text.length > 1);
}

function linksOf(tokens: readonly QuestionToken[], from: number, to: number, values: ValueIndex, lexicon: Lexicon): ValueLink[] {
  const said = tokens.slice(from, to);
  const phrase = said.map((token) => token.text).join(' ');
  const link = (hits: readonly ValueHit[], score: number, match: ValueLink['match']) => hits.slice(0, hitsMax).map((hit): ValueLink => ({ from, to, column: hit.column, value: hit.value, score: score + (hit.value === phrase ? 0.05 : 0), match }));
  const exact = values.find(phrase);
  const links = link(exact, 0.95, 'exact');
  for (const form of formsOf(phrase, lexicon)) links.push(...link(values.find(form).filter((hit) => !exact.some((known) => known.column === hit.column)), 0.85, 'form'));
  if (links.length === 0 && !(to === from + 1 && isPhrase(said[0]?.lower ?? '', lexicon))) links.push(...partial(said, phrase, from, to, values));
  return links;
}

/** A word that selects an operator is no part of a value by itself. */
function isPhrase(word: string, lexicon: Lexicon): boolean {
  return [lexicon.triggers, lexicon.adjectives].some((table) => table.get(word)?.some(({ words }) => words.length === 1));
}

function formsOf(phrase: string, lexicon: Lexicon): string[] {
  const key = normaliseValue(phrase);
  const [singular, ...others] = numberForms(key);
  return [singular, ...others, ...(lexicon.demonyms.get(key) ?? []), ...(lexicon.demonyms.get(singular) ?? [])].filter((form, index, all) => form !== key && form !== '' && all.indexOf(form) === index);
}

/** A part of a longer value, where the words are rare: "American Motor" for "American Motor Company". */
function partial(said: readonly QuestionToken[], phrase: string, from: number, to: number, values: ValueIndex): ValueLink[] {
  const words = normaliseValue(phrase).split(' ').filter((word) => word !== '');
  if (words.some((word) => functionWords.has(word)) || (words.length === 1 && (words[0]?.length ?? 0) < 3)) return [];
  const hits = values.containing(words);
  if (hits.length === 0) return [];
  const named = said.every((token) => /^\p{Lu}|^\d/u.test(token.text) || token.kind === 'quoted');
  return hits.slice(0, hitsMax).map((hit) => ({ from, to, column: hit.column, value: hit.value, score: 0.35 + 0.4 * (words.length / normaliseValue(hit.value).split(' ').length) + (named ? 0.1 : 0) - (hits.length > 3 ? 0.15 : 0), match: 'part' }));
}
