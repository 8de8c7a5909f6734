import { isParticiple, looseEndings, numberForms } from '../../language/en/inflection.ts';
import { placeCodes, placeNouns } from '../../language/en/places.ts';
import { functionWords, phraseEnds } from '../../language/en/stop-words.ts';
import { type ValueHit, type ValueIndex, normaliseValue } from '../../catalog/values.ts';
import { eventVerbs } from '../../semantics/events.ts';
import type { SemanticModel } from '../../semantics/model.ts';
import type { Lexicon } from '../../language/en/lexicon.ts';
import type { QuestionToken } from '../../language/en/tokens.ts';
import type { ValueLink } from './lattice.ts';

const spanMax = 8;
/** Values of more columns than this share the words: the question must say which column it means. */
const hitsMax = 12;

/** Every place where the question may say a value of the data: exactly, in another form, or in part. */
export function linkValues(tokens: readonly QuestionToken[], values: ValueIndex, lexicon: Lexicon, semantics: SemanticModel): ValueLink[] {
  const links: ValueLink[] = meantByCodes(tokens, semantics);
  for (let at = 0; at < tokens.length; at += 1) {
    const opens = mayOpen(tokens[at]?.text ?? '', values, lexicon);
    for (let to = at + 1; to <= Math.min(tokens.length, at + spanMax, at + Math.max(values.wordsMax, 1)); to += 1) {
      if ((opens || to === at + 1 || looseEndings.has(tokens[to - 1]?.lower ?? '')) && isSpan(tokens, at, to)) links.push(...linksOf(tokens, at, to, values, lexicon));
    }
  }
  return links.filter((link) => !isWithin(link, links));
}

/** "access" where "no access" is said: a part of what the question says in full. */
function isWithin({ from, to, match, column }: ValueLink, links: readonly ValueLink[]): boolean {
  return match === 'part' && links.some((other) => other.match !== 'part' && other.column === column && other.from <= from && other.to >= to && other.to - other.from > to - from);
}

const meaningWordsMax = 5;

/** "diesel", "attended": what a code means in the columns that hold it, wholly or by its first words. */
function meantByCodes(tokens: readonly QuestionToken[], semantics: SemanticModel): ValueLink[] {
  const meanings = semantics.meanings();
  if (meanings.length === 0) return [];
  return tokens.flatMap((_, from) => Array.from({ length: Math.min(meaningWordsMax, tokens.length - from) }, (__, more) => from + more + 1).flatMap((to) => {
    if (!isSpan(tokens, from, to)) return [];
    const phrase = normaliseValue(tokens.slice(from, to).map(({ text }) => text).join(' '));
    const forms = [phrase, ...numberForms(phrase)];
    const whole = meanings.filter((meaning) => forms.includes(meaning));
    const begun = whole.length > 0 || phrase.length < beginningMin ? [] : meanings.filter((meaning) => forms.some((form) => meaning.startsWith(`${form} `)));
    const score = whole.length > 0 ? 0.9 : 0.6;
    return [...whole, ...begun].flatMap((meaning) => semantics.coded(meaning)).map(({ column, value, master }): ValueLink => ({ from, to, column, value, score, match: 'coded', master }));
  }));
}

const beginningMin = 4;

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
  for (const { column, value } of [...coded(phrase, values, lexicon), ...reversed(said, values)]) if (!links.some((known) => known.column === column)) links.push({ from, to, column, value, score: 0.9, match: 'form' });
  if (links.length === 0 && !(to === from + 1 && said[0] && (isPhrase(said[0].lower, lexicon) || isEvent(said[0])))) links.push(...partial(said, phrase, from, to, values));
  return links;
}

/** "French", "Illinois": a place that the data holds by its code, in a column that is called so. */
function coded(phrase: string, values: ValueIndex, lexicon: Lexicon): ValueHit[] {
  const key = normaliseValue(phrase);
  const names = [key, ...(lexicon.demonyms.get(key) ?? [])];
  return names.flatMap(placeCodes).flatMap(({ code, kind }) => values.find(code).filter(({ column, value }) => value === code && column.stems.some((word) => placeNouns.get(kind)?.has(word))));
}

/** "Patrick Clarke", kept as "Clarke, Patrick". */
function reversed(said: readonly QuestionToken[], values: ValueIndex): readonly ValueHit[] {
  const [first, last, ...rest] = said;
  return first && last && rest.length === 0 && first.kind === 'word' && last.kind === 'word' ? values.find(`${last.text} ${first.text}`).filter(({ value }) => value.includes(',')) : [];
}

/** "books never borrowed" speaks of no book that has the word in its title. */
function isEvent({ text, lower, stem }: QuestionToken): boolean {
  return text === lower && isParticiple(lower) && eventVerbs.has(stem);
}

/** A word that selects an operator is no part of a value by itself. */
function isPhrase(word: string, lexicon: Lexicon): boolean {
  return [lexicon.triggers, lexicon.adjectives].some((table) => table.get(word)?.some(({ words }) => words.length === 1));
}

function formsOf(phrase: string, lexicon: Lexicon): string[] {
  const key = normaliseValue(phrase);
  const [singular, ...others] = numberForms(key);
  // Who does what a discipline is: cardiologists, cardiology.
  const discipline = singular.endsWith('ologist') ? [`${singular.slice(0, -'ist'.length)}y`] : [];
  return [singular, ...others, ...discipline, ...(lexicon.demonyms.get(key) ?? []), ...(lexicon.demonyms.get(singular) ?? [])].filter((form, index, all) => form !== key && form !== '' && all.indexOf(form) === index);
}

/** So many times the words that are said make a sentence. */
const sentenceMin = 5;

/** A part of a longer value, where the words are rare: "American Motor" for "American Motor Company". */
function partial(said: readonly QuestionToken[], phrase: string, from: number, to: number, values: ValueIndex): ValueLink[] {
  const words = normaliseValue(phrase).split(' ').filter((word) => word !== '');
  if (words.some((word) => functionWords.has(word)) || (words.length === 1 && (words[0]?.length ?? 0) < 3)) return [];
  const named = said.every((token) => /^\p{Lu}|^\d/u.test(token.text) || token.kind === 'quoted');
  // A word that a sentence happens to hold is no mention of that sentence.
  const hits = values.containing(words).filter(({ value }) => named || words.length * sentenceMin > normaliseValue(value).split(' ').length);
  return hits.slice(0, hitsMax).map((hit) => ({ from, to, column: hit.column, value: hit.value, score: 0.35 + 0.4 * (words.length / normaliseValue(hit.value).split(' ').length) + (named ? 0.1 : 0) - (hits.length > 3 ? 0.15 : 0), match: 'part' }));
}
