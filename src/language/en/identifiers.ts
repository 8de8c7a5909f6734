import { identifierConnectors } from './stop-words.ts';
import { readData } from './data.ts';

/** The lower-case words of an identifier: snake_case, kebab-case, camelCase, `HTTPServer`, `address2`. */
export function identifierWords(name: string): string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

const abbreviations = new Map(Object.entries(readData('abbreviations.json') as Record<string, string>));
/** Words of which glued names are often made, where the schema says them nowhere by themselves. */
const vocabulary: ReadonlySet<string> = new Set(readData('vocabulary.json') as string[]);
/** Whether a word is one of which names are made. */
export function isVocabulary(word: string): boolean {
  return vocabulary.has(word);
}

/** Words that end glued identifiers such as `pettype` and `stuid`, and what is left of them where names have few letters: `CUSTMST`, `INVAMT`. */
const tails = [
  'id', 'name', 'type', 'code', 'no', 'num', 'date', 'time', 'year', 'mst', 'hdr', 'dtl', 'lin', 'trn', 'nm', 'dt', 'cd', 'typ', 'amt', 'prc', 'cst', 'pct', 'flg', 'dsc', 'stat',
];
/** And what they begin with: `QTYORD`. */
const quantity = 'qty';

/** The words of an identifier as people say them: abbreviations written out, glued words split where the schema knows the parts. */
export function spokenWords(name: string, known: ReadonlySet<string>): string[] {
  return writtenOut(identifierWords(name).flatMap((word) => split(word, known)))
    .filter((word, _, words) => words.length === 1 || !identifierConnectors.has(word));
}

/** What an abbreviation stands for; undefined of other words. */
export function abbreviationOf(word: string): string | undefined {
  return abbreviations.get(word);
}

/** Abbreviations as the words that they stand for; what stands beside one may decide: `lst_nm` is a last name, `lst_prc` a list price. */
function writtenOut(words: readonly string[]): string[] {
  const written: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const pair = abbreviations.get(`${words[at]} ${words[at + 1]}`);
    written.push(...(pair ?? abbreviations.get(words[at] ?? '') ?? words[at] ?? '').split(' '));
    if (pair !== undefined) at += 1;
  }
  return written;
}

function split(word: string, known: ReadonlySet<string>): string[] {
  if (abbreviations.has(word)) return [word];
  for (const tail of tails) {
    const head = word.slice(0, -tail.length);
    if (word.endsWith(tail) && head.length >= 3 && (abbreviations.has(head) || isKnown(head, known))) return [head, tail];
  }
  if (word.startsWith(quantity) && abbreviations.has(word.slice(quantity.length))) return [quantity, word.slice(quantity.length)];
  return glued(word, known) ?? [word];
}

function glued(word: string, known: ReadonlySet<string>): string[] | undefined {
  if (word.length < 7 || known.has(word)) return undefined;
  for (let at = 3; at <= word.length - 3; at += 1) {
    if (known.has(word.slice(0, at)) && known.has(word.slice(at))) return [word.slice(0, at), word.slice(at)];
  }
  for (let at = 4; at <= word.length - 4; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (!vocabulary.has(word) && (vocabulary.has(head) || known.has(head)) && (vocabulary.has(tail) || known.has(tail))) return [head, tail];
  }
  // `sourceairport` beside `airports`: a role before what is known.
  for (let at = 3; at <= word.length - 5; at += 1) if (known.has(word.slice(at))) return [word.slice(0, at), word.slice(at)];
  return undefined;
}

function isKnown(head: string, known: ReadonlySet<string>): boolean {
  if (known.has(head) || known.has(`${head}s`)) return true;
  for (const word of known) if (word.length > head.length + 1 && head.length <= 4 && word.startsWith(head)) return true;
  return false;
}
