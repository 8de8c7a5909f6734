import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import type { QuestionToken } from '../../language/en/tokens.ts';
import { spokenStem } from '../../semantics/declared/read.ts';
import type { Meaning, SemanticModel } from '../../semantics/model.ts';
import { isMeant, type SaidLink } from './meant.ts';
import type { NameLink } from './names.ts';
import type { Span } from './span.ts';

/** Every place where the question uses such a phrase. */
export function saidLinks(tokens: readonly QuestionToken[], { said }: SemanticModel): SaidLink[] {
  if (said.size === 0) return [];
  // "no-show" and "no show" are one phrase.
  const spoken = tokens.flatMap(({ text }, index) => (text === '-' ? [] : [index]));
  const stemAt = (place: number) => spokenStem(tokens[spoken[place] ?? tokens.length]);
  return spoken.flatMap((from, place) => phrasesAt(said, place, stemAt)
    .filter(({ words, meaning }) => isMeant(tokens, from, words.length, meaning.phrase) && !(meaning.meaning.kind === 'state' && isDeed(tokens[from], meaning.phrase)))
    .map(({ words, meaning: { meaning, certainty } }) => ({ from, to: (spoken[place + words.length - 1] ?? from) + 1, meaning, certainty })));
}

/** "after discount" speaks of no rows that are "discounted". */
function isDeed(token: QuestionToken | undefined, phrase: string): boolean {
  return phrase.endsWith('ed') && token !== undefined && phrase.startsWith(token.lower) && token.lower.length < phrase.length;
}

/** What they name, as names of the schema do. */
export function saidNames(links: readonly SaidLink[]): NameLink[] {
  return links.flatMap(({ from, to, meaning }) => {
    const named = namedBy(meaning);
    return named ? [{ from, to, named, score: 1, tier: 'glossary' as const }] : [];
  });
}

function namedBy(meaning: Meaning): IndexedTable | IndexedColumn | undefined {
  switch (meaning.kind) {
    case 'named':
      return meaning.named;
    case 'rows':
      return meaning.table;
    case 'role':
      return meaning.key;
    case 'state':
    case 'happened':
    case 'measure':
    case 'denied':
      return undefined;
  }
}

/** Whether it was said that these words do not mean that, or those among which they stand: "late fee" is no fee that is kept as such. */
export function isDenied(links: readonly SaidLink[], { from, to }: Span, named: IndexedTable | IndexedColumn): boolean {
  return links.some((link) => link.from <= from && to <= link.to && link.meaning.kind === 'denied' && link.meaning.named === named);
}
