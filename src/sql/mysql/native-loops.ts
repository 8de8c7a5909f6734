import { refuse, type Refusal } from '../../core/proof.ts';
import type { Token } from '../lexer.ts';
import { refusedGeometry } from './geometry.ts';
import { isMatchingWord, matchingFunctions, refusedPattern } from './patterns.ts';
import type { Call, Structure } from './structure.ts';
import { lengthOf, makesLength, sizeOf } from './text-lengths.ts';
import { refusedPath } from './xpath.ts';

/** Neither a deadline nor KILL reaches into a call of a built-in function: what it can be made to do is limited before it runs. */
const workMax = 100_000;
/** How long a text may be made where texts are searched as well, which takes their lengths multiplied. */
const madeMax = 1_000;
/** How long all constants together may become there: seconds of work. */
const searchedMax = 200_000;
/** A pattern of LIKE that is written in one piece, and no longer, takes little for each character of a text. */
const likeCharsMax = 1_000;

/** The place of the argument that tells how often something is done. */
const makesWork: ReadonlyMap<string, number> = new Map([['kdf', 2], ['st_buffer_strategy', 1]]);
/** Take more than their texts are long: they look for one in another, or for each part of one through all of it. */
const searching: ReadonlySet<string> = new Set([
  'locate', 'instr', 'position', 'replace', 'substring_index', 'find_in_set', ...matchingFunctions, 'extractvalue', 'updatexml',
  ...`search contains overlaps normalize equals merge merge_patch merge_preserve array_intersect object_filter_keys object_to_array keys set insert
   array_insert array_append replace remove detailed pretty`.split(/\s+/).map((name) => `json_${name}`),
]);

/** Calls of built-in functions that would not come back: texts made long by constants, patterns that backtrack and shapes that cross without an end. */
export function refusedLoop({ calls }: Structure, tokens: readonly Token[]): Refusal | undefined {
  const matches = calls.some(({ name }) => matchingFunctions.has(name)) || tokens.some(isMatchingWord);
  return refusedSearch(calls, tokens, matches) ?? refusedConstant(calls, tokens, makesWork, workMax) ?? refusedPath(calls, tokens)
    ?? refusedGeometry(calls, tokens) ?? (matches ? refusedPattern(calls, tokens) : undefined);
}

function refusedSearch(calls: readonly Call[], tokens: readonly Token[], matches: boolean): Refusal | undefined {
  if (!matches && !calls.some(({ name }) => searching.has(name)) && !tokens.some((_, index) => isLongLike(tokens, index))) return undefined;
  const refused = refusedInflation(calls, tokens) ?? refusedPadding(tokens) ?? refusedConstant(calls, tokens, makesLength, madeMax);
  if (refused || lengthOf(calls, tokens, new Set()) <= searchedMax) return refused;
  return refuse(`the texts of the statement may come to more than ${searchedMax} characters where they are searched, and the server can not be stopped while it works on that`, ['Search shorter texts.']);
}

/** `x LIKE 'a%'` is none, nor is one with an ESCAPE. */
function isLongLike(tokens: readonly Token[], index: number): boolean {
  const [token, pattern, after] = tokens.slice(index, index + 3);
  if (token?.kind !== 'word' || !/^like$/i.test(token.text)) return false;
  return pattern?.kind !== 'string' || pattern.text.length > likeCharsMax || after?.kind === 'string' || (after?.kind === 'symbol' && !'),;'.includes(after.text));
}

/** A few bytes may become a million there. */
function refusedInflation(calls: readonly Call[], tokens: readonly Token[]): Refusal | undefined {
  const found = calls.find(({ name }) => name === 'uncompress');
  return found && refuse('uncompress may make a text of any length, and the server can not be stopped while it searches there', ['Search without uncompress.'], tokens[found.at]?.start);
}

/** `CAST(x AS BINARY(1000000))` is that long. */
function refusedPadding(tokens: readonly Token[]): Refusal | undefined {
  const found = tokens.find(({ kind, text }, index) => kind === 'word' && /^binary$/i.test(text) && tokens[index + 1]?.text === '(' && tokens[index + 3]?.text === ')' && !(Number(tokens[index + 2]?.text) <= madeMax));
  return found && tooLong('BINARY(n)', madeMax, found);
}

/** Calls within one another multiply. They come in the order of their names, so that an outer one is before those within it. */
function refusedConstant(calls: readonly Call[], tokens: readonly Token[], places: ReadonlyMap<string, number>, max: number): Refusal | undefined {
  const around: { readonly to: number; readonly size: number }[] = [];
  for (const { name, at, arguments: spans } of calls) {
    while ((around.at(-1)?.to ?? Infinity) <= at) around.pop();
    const place = places.get(name);
    const span = place === undefined ? undefined : spans[place];
    if (!span) continue;
    const size = Math.max(1, sizeOf(span, tokens)) * (around.at(-1)?.size ?? 1);
    if (size > max) return tooLong(name, max, tokens[at]);
    around.push({ to: spans.at(-1)?.to ?? at, size });
  }
  return undefined;
}

function tooLong(what: string, max: number, token: Token | undefined): Refusal {
  return refuse(`${what} may come to more than ${max} here, and the server can not be stopped while it works on that`, ['Write a small number there.'], token?.start);
}
