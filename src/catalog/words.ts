import { stemmer } from 'stemmer';

/** Words that carry no meaning of the data: they neither link nor count as unexplained. */
export const functionWords: ReadonlySet<string> = new Set(
  'a an and are as at be been being but by can could did do does for from give had has have how i in into is it its list me my of on or our out please shall show so some tell than that the their them there these they this those to us was we were what when where which who whose will with would you your find get display return want need like also all any every'.split(' '),
);

const stems = new Map<string, string>();
const stemsMax = 50_000;

/** The stem of a lower-cased word (Porter 1980), remembered. */
export function stem(word: string): string {
  let found = stems.get(word);
  if (found === undefined) {
    found = stemmer(word);
    if (stems.size >= stemsMax) stems.clear();
    stems.set(word, found);
  }
  return found;
}

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

/** The lower-case words of running text, without possessive endings. */
export function textWords(text: string): string[] {
  return text.toLowerCase().replace(/['’]s\b/g, '').match(/[\p{L}\p{N}]+(?:[.'’_-][\p{L}\p{N}]+)*/gu) ?? [];
}
