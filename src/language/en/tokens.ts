import { addressPattern, codePattern } from './codes.ts';
import { numberOfDigits, numberOfWord } from './numbers.ts';
import { stem } from './stem.ts';

export interface QuestionToken {
  readonly kind: 'word' | 'number' | 'date' | 'quoted' | 'punctuation';
  /** As it stands in the question; of a quoted text what stands between the quotes. Addresses (UUID, e-mail, IP, host) are as good as quoted. */
  readonly text: string;
  readonly lower: string;
  readonly stem: string;
  /** Of numbers, and of words that name one. */
  readonly number?: number;
  /** Characters of the question. */
  readonly start: number;
  readonly end: number;
}

/** The flag for any case would apply to the classes of letters, too, and double the time that they take to compile. */
const anyCase = (words: string) => words.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

const pattern = new RegExp(
  [
    String.raw`(?<quoted>"{1,2}([^"]{1,200}?)"{1,2}|“([^”]{1,200})”|''([^']{1,200})''|‘([^’]{1,200})’|(?<![\p{L}\p{N}])'([^']{1,200}?)'(?![\p{L}\p{N}])|\x60([^\x60]{1,200})\x60)`,
    `(?<address>${addressPattern})`,
    `(?<code>${codePattern})`,
    String.raw`(?<date>\d{4}-\d{2}-\d{2}(?:[ Tt]\d{2}:\d{2}(?::\d{2})?)?)`,
    String.raw`(?<number>(?:(?<![^\s(])-)?[$€£]?(?<![\p{L}\p{N}])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?:(?<![^\s(])-)?[$€£]?(?<![\p{L}\p{N}])\d+(?:\.\d+)?)(?<factor>\s?(?:${anyCase('k|m|mio|million|thousand|grand|bn|billion')})\b)?(?!\p{L}|\d)`,
    String.raw`(?<word>[\p{L}\p{N}]+)`,
    String.raw`(?<punctuation>[,;:?!.()%/<>=&+-]+)`,
  ].join('|'),
  'gu',
);

/** The question as words, numbers, dates, quoted texts and punctuation. Possessive endings and apostrophes are dropped. */
export function tokenize(question: string): QuestionToken[] {
  const tokens: QuestionToken[] = [];
  const plain = question.replaceAll('’', "'").replace(/n't\b/g, 'n not').replace(/\bcan not\b/g, 'cannot').replace(/([\p{L}\p{N}])'s\b/gu, '$1  ').replace(/s' /g, 's  ');
  for (const match of plain.matchAll(pattern)) {
    const token = tokenOf(match);
    if (token && !isHyphen(token, plain)) tokens.push(isGrade(token, plain) ? { ...token, kind: 'quoted', stem: '' } : token);
    if (tokens.length >= tokensMax) break;
  }
  return tokens;
}

/** "on-time", "sign-ups": what a hyphen joins are words like others. */
function isHyphen({ text, start, end }: QuestionToken, question: string): boolean {
  return text === '-' && /\p{L}/u.test(question.charAt(start - 1)) && /\p{L}/u.test(question.charAt(end));
}

/** "A-rated", "block A": no article is written so in the midst of small words, and it is as good as quoted. */
function isGrade({ text, start, end }: QuestionToken, question: string): boolean {
  if (text !== 'A') return false;
  return /^-\p{Ll}/u.test(question.slice(end)) || (/\p{Ll}\S*\s+$/u.test(question.slice(0, start)) && !/^\s*\p{Lu}/u.test(question.slice(end)) && !/(?:^|[.?!:]\s*)$/.test(question.slice(0, start)));
}

/** A UUID, an e-mail or IP address, a host name: quoted by its form alone. */
export function isAddress({ kind, text, start, end }: QuestionToken): boolean {
  return kind === 'quoted' && end - start === text.length;
}

/** Questions are short; what stands behind this many tokens is not read. */
const tokensMax = 80;

function tokenOf(match: RegExpMatchArray): QuestionToken | undefined {
  const groups = match.groups ?? {};
  const start = match.index ?? 0;
  const place = { start, end: start + match[0].length };
  if (groups['quoted'] !== undefined) {
    const text = (match.slice(2, 8).find((part) => part !== undefined) ?? '').trim();
    return text === '' ? undefined : { kind: 'quoted', text, lower: text.toLowerCase(), stem: '', ...place };
  }
  const text = match[0];
  const lower = text.toLowerCase();
  if (groups['address'] !== undefined) return { kind: 'quoted', text, lower, stem: '', ...place };
  if (groups['date'] !== undefined) return { kind: 'date', text, lower, stem: '', ...place };
  if (groups['number'] !== undefined) return { kind: 'number', text, lower, stem: lower, number: numberOfDigits(groups['number'], groups['factor']), ...place };
  if (groups['word'] === undefined && groups['code'] === undefined) return { kind: 'punctuation', text, lower, stem: '', ...place };
  const value = numberOfWord(lower);
  const word = { kind: 'word' as const, text, lower, stem: stem(lower), ...place };
  return value === undefined ? word : { ...word, number: value };
}
