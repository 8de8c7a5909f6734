import { isTimeWord, weekdays } from '../language/en/dates.ts';
import { codesIn } from '../language/en/codes.ts';
import { textWords } from '../language/en/text-words.ts';
import { stem } from '../language/en/stem.ts';
import type { CatalogIndex } from './index.ts';
import type { ValueIndex } from './values.ts';

const namesMax = 4;
const charsMax = 60;

/**
 * Quoted texts, codes, addresses and names of the question that no sampled value holds, whole or as words of a longer one. What begins a sentence is
 * capitalised anyway, and what tables, columns, months or days of the week are called is no value.
 */
export function missingNames(question: string, catalog: CatalogIndex, values: ValueIndex): string[] {
  const quoted = [...question.matchAll(/"([^"]+)"|(?<!\p{L})'([^']+)'(?!\p{L})|“([^”]+)”/gu)].map(([, ...texts]) => texts.find((text) => text !== undefined) ?? '');
  const bare = question.replaceAll(/"[^"]+"|“[^”]+”/g, ' ');
  const proper = [...bare.matchAll(/(?<=[\p{Ll}\d,] )\p{Lu}[\p{L}\p{N}&'’-]+(?: \p{Lu}[\p{L}\p{N}&'’-]+)*/gu)].map(([text]) => text.replace(/['’]s$/, ''));
  const isNamed = (text: string) => textWords(text).every((word) => catalog.postings.has(stem(word)) || isTimeWord(word) || weekdays.has(word));
  const isThere = (text: string) => values.find(text).length > 0 || textWords(text).every((word) => values.mayHold(word) || values.find(word).length > 0);
  const codes = codesIn(bare).filter((code) => values.find(code).length === 0);
  const isOfCode = (text: string) => codes.some((code) => code.includes(text));
  const names = [...quoted, ...proper.filter((text) => !isOfCode(text))].filter((text) => !isNamed(text) && !isThere(text));
  return [...new Set([...codes, ...names])].filter((text) => text.length > 1 && text.length <= charsMax).slice(0, namesMax);
}
