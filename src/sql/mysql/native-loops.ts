import { refuse, type Refusal } from '../../core/proof.ts';
import type { Token } from '../lexer.ts';
import type { Call, Span, Structure } from './structure.ts';

/** Neither a deadline nor KILL reaches into a call of a built-in function: what it can be made to do is limited before it runs. */
const workMax = 100_000;
/** How long a text may be made where texts are searched as well, which takes their lengths multiplied. */
const searchedMax = 1_000;
const quantifiersMax = 8;

/** The place of the argument that tells how long a text becomes. */
const makesLength: ReadonlyMap<string, number> = new Map([['repeat', 1], ['lpad', 1], ['rpad', 1], ['space', 0]]);
/** The place of the argument that tells how often something is done. */
const makesWork: ReadonlyMap<string, number> = new Map([['kdf', 2], ['st_buffer_strategy', 1]]);
const matchingFunctions: ReadonlySet<string> = new Set(['regexp_like', 'regexp_instr', 'regexp_replace', 'regexp_substr']);
const searching: ReadonlySet<string> = new Set(['locate', 'instr', 'position', 'replace', 'substring_index', 'find_in_set', ...matchingFunctions, 'json_search', 'extractvalue', 'updatexml']);
const matchingWords: ReadonlySet<string> = new Set(['rlike', 'regexp']);
/** May give a large number from small ones. */
const enlarging: ReadonlySet<string> = new Set(
  `pow power exp factorial unix_timestamp to_seconds to_days crc32 crc32c conv inet_aton inet6_aton uuid_short connection_id now sysdate
   current_timestamp localtime localtimestamp cast convert hex unhex char concat concat_ws`.split(/\s+/),
);

/** Calls of built-in functions that would not come back: texts made long by constants, and patterns that backtrack without an end. */
export function refusedLoop({ calls }: Structure, tokens: readonly Token[]): Refusal | undefined {
  const matches = calls.some(({ name }) => matchingFunctions.has(name)) || tokens.some((token) => token.kind === 'word' && matchingWords.has(token.text.toLowerCase()));
  const isSearched = matches || calls.some(({ name }) => searching.has(name));
  return (isSearched ? refusedConstant(calls, tokens, makesLength, searchedMax) : undefined) ?? refusedConstant(calls, tokens, makesWork, workMax) ?? (matches ? refusedPattern(tokens) : undefined);
}

/** Calls within one another multiply. They come in the order of their names, so that an outer one is before those within it. */
function refusedConstant(calls: readonly Call[], tokens: readonly Token[], places: ReadonlyMap<string, number>, max: number): Refusal | undefined {
  const around: { readonly to: number; readonly size: number }[] = [];
  for (const { name, at, arguments: spans } of calls) {
    while ((around.at(-1)?.to ?? Infinity) <= at) around.pop();
    const place = places.get(name);
    const span = place === undefined ? undefined : spans[place];
    if (!span) continue;
    const size = sizeOf(span, tokens) * (around.at(-1)?.size ?? 1);
    if (size > max) return refuse(`${name} may come to more than ${max} here, and the server can not be stopped while it works on that`, ['Write a small number there.'], tokens[at]?.start);
    around.push({ to: spans.at(-1)?.to ?? at, size });
  }
  return undefined;
}

/** What an argument comes to at most by its constants: they are multiplied, whatever stands between them. */
function sizeOf({ from, to }: Span, tokens: readonly Token[]): number {
  let size = 1;
  for (let index = from; index < to; index += 1) {
    const token = tokens[index];
    if (!token) continue;
    if (token.text === '~' || token.text === '<' || (token.kind === 'word' && enlarging.has(token.text.toLowerCase()) && tokens[index + 1]?.text === '(')) return Infinity;
    if (token.kind === 'number') size *= Math.max(1, Number(token.text));
    if (token.kind === 'string') size *= Math.max(1, Number(token.text.slice(1, -1)) || (/^['"]\s*[\d.]/.test(token.text) ? Infinity : 1));
  }
  return Number.isNaN(size) ? Infinity : size;
}

/** A quantified group with a quantifier or a choice in it, many quantifiers, or a pattern in pieces that only the server puts together. */
function refusedPattern(tokens: readonly Token[]): Refusal | undefined {
  for (const token of tokens) {
    if (token.kind !== 'string') continue;
    const found = faultOf(token.text.slice(1, -1));
    if (found !== undefined) return refuse(`${found} may run for ever, and the server can not stop it`, ['Write the pattern in one piece, without a repetition or a choice inside a repetition.'], token.start);
  }
  return undefined;
}

function faultOf(pattern: string): string | undefined {
  const open: boolean[] = [];
  const lastClosing = pattern.lastIndexOf(']');
  let quantifiers = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === '\\') {
      // In a string the server's own escapes come first: `\\d` is the pattern \d.
      at += pattern.charAt(at + 1) === '\\' ? 2 : 1;
      continue;
    }
    if (char === '[' && at + 2 <= lastClosing) at = pattern.indexOf(']', at + 2);
    else if (char === '(') open.push(false);
    else if (char === '|') open.splice(-1, 1, ...(open.length > 0 ? [true] : []));
    else if (char === '*' || char === '+' || (char === '{' && /^\{\d+,\d*\}/.test(pattern.slice(at, at + 12)))) {
      quantifiers += 1;
      if (open.length > 0) open[open.length - 1] = true;
    } else if (char === ')') {
      const repeats = open.pop();
      if (repeats === undefined) return 'a pattern with a parenthesis that it does not open';
      const isRepeated = /^[*+{]/.test(pattern.slice(at + 1, at + 2));
      if (repeats && isRepeated) return 'a pattern that repeats a repetition or a choice, such as (a+)+ or (a|b)*,';
      if (repeats && open.length > 0) open[open.length - 1] = true;
    }
  }
  if (open.length > 0) return 'a pattern with a parenthesis that it does not close';
  if (quantifiers > quantifiersMax) return `a pattern with more than ${quantifiersMax} repetitions`;
  return /^[*+?{]/.test(pattern) && pattern.length > 1 ? 'a pattern that begins with a repetition' : undefined;
}
