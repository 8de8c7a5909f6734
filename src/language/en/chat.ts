import { abbreviationOf } from './identifiers.ts';
import { phrasesAt, phraseTable, type PhraseTable } from './lexicon.ts';
import { stem } from './stem.ts';
import { numberOfWord } from './numbers.ts';
import type { QuestionToken } from './tokens.ts';

/** Runs of tokens, as people type them in haste, and what they stand for. */
const runs: PhraseTable<string> = phraseTable([
  ['w / o', 'without'], ['w / out', 'without'], ['w /', 'with'], ['b / w', 'between'], ['vs .', 'versus'],
  ['no . of', 'number of'], ['nr . of', 'number of'], ['nr of', 'number of'], ['num of', 'number of'], ['no of', 'number of'],
  ...['more', 'less', 'fewer', 'higher', 'lower', 'bigger', 'smaller', 'older', 'longer', 'later', 'earlier', 'better'].map((word) => [`${word} then`, `${word} than`] as const),
  ['what s', 'what is'], ['who s', 'who is'], ['how d', 'how did'], ['where d', 'where did'], ['what d', 'what did'],
]);

const negated = ['do', 'does', 'did', 'is', 'are', 'was', 'were', 'has', 'have', 'had', 'would', 'could', 'should'];

const words: ReadonlyMap<string, string> = new Map([...negated.map((verb) => [`${verb}nt`, `${verb} not`] as const), ...Object.entries({
  cant: 'cannot',
  hw: 'how', mny: 'many', mch: 'much', evry: 'every', ea: 'each', sm: 'some', smb: 'somebody', btwn: 'between', abt: 'about', bc: 'because', bout: 'about',
  whats: 'what is', whos: 'who is', wheres: 'where is', hows: 'how is', thats: 'that is', whic: 'which', wich: 'which', wat: 'what',
  w: 'with', wo: 'without', n: 'and', nd: 'and', u: 'you', ur: 'your', r: 'are', ppl: 'people', pls: 'please', plz: 'please', teh: 'the', hav: 'have', hv: 'have',
  tot: 'total', avg: 'average', cnt: 'count', amt: 'amount', vs: 'versus', info: 'information', custs: 'customers', emps: 'employees',
  bday: 'birthday', bdays: 'birthdays', yr: 'year', yrs: 'years', mth: 'month', mths: 'months', mnth: 'month', wk: 'week', wks: 'weeks', hrs: 'hours',
  mins: 'minutes', secs: 'seconds', qarter: 'quarter', qtr: 'quarter', ytd: 'this year', lst: 'last', tmrw: 'tomorrow', yday: 'yesterday',
  gimme: 'give me', lemme: 'let me', wanna: 'want to', gonna: 'going to', cn: 'can', b4: 'before', til: 'until', thru: 'through', rn: 'right now', atm: 'at the moment',
  wht: 'what', whch: 'which', wen: 'when', whn: 'when', wher: 'where', tmr: 'tomorrow', tmw: 'tomorrow', prods: 'products', tix: 'tickets', msgs: 'messages', cos: 'because', cuz: 'because',
})]);

/** Tokens with what is typed in haste written out; words that the database itself knows stay. */
export function writtenOut(tokens: readonly QuestionToken[], isKnown: (token: QuestionToken) => boolean): QuestionToken[] {
  const written: QuestionToken[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const [run] = phrasesAt(runs, at, (index) => tokens[index]?.lower);
    const token = tokens[at];
    if (!token) break;
    if (run) {
      const last = tokens[at + run.words.length - 1] ?? token;
      written.push(...inPlace(run.meaning, token, last.end));
      at += run.words.length - 1;
      continue;
    }
    const isRange = token.lower === 'btw' && tokens.slice(at + 1, at + 1 + rangeReach).some(({ lower, text }) => lower === 'and' || lower === 'n' || text === '&');
    const full = isRange ? 'between' : token.kind !== 'word' || isKnown(token) ? undefined : (words.get(token.lower) ?? abbreviated(token.lower));
    written.push(...(full === undefined ? [token] : inPlace(full, token, token.end)));
  }
  return written;
}

/** How far behind "btw" the second end of a range may stand. */
const rangeReach = 6;

/** "accts" as the plural of an abbreviation that schemas use, too. */
function abbreviated(word: string): string | undefined {
  const singular = word.length > 3 && word.endsWith('s') ? abbreviationOf(word.slice(0, -1)) : undefined;
  const full = abbreviationOf(word) ?? (singular === undefined ? undefined : `${singular}s`);
  return full?.includes(' ') || !isTyped(word) ? undefined : full;
}

/** Without a vowel no word is one of its own ("no", "cats", "long" are); of the others these are typed. */
function isTyped(word: string): boolean {
  return !/[aeiouy]/.test(word) || typed.has(word.replace(/s$/, ''));
}

const typed: ReadonlySet<string> = new Set(['acct', 'dept', 'cust', 'emp', 'inv', 'addr', 'org', 'num', 'appt', 'univ', 'qty', 'avg', 'amt', 'lang', 'proj']);

function inPlace(text: string, { start }: QuestionToken, end: number): QuestionToken[] {
  return text.split(' ').map((word) => {
    const number = numberOfWord(word);
    return { kind: 'word' as const, text: word, lower: word, stem: stem(word), start, end, ...(number === undefined ? {} : { number }) };
  });
}
