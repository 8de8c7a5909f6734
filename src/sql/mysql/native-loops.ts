import { refuse, type Refusal } from '../../core/proof.ts';
import type { Token } from '../lexer.ts';
import { isMatchingWord, matchingFunctions, refusedPattern, searchedMax } from './patterns.ts';
import type { Call, Span, Structure } from './structure.ts';
import { refusedPath } from './xpath.ts';

/** Neither a deadline nor KILL reaches into a call of a built-in function: what it can be made to do is limited before it runs. */
const workMax = 100_000;

/** The place of the argument that tells how long a text becomes. */
const makesLength: ReadonlyMap<string, number> = new Map([['repeat', 1], ['lpad', 1], ['rpad', 1], ['space', 0]]);
/** The place of the argument that tells how often something is done. */
const makesWork: ReadonlyMap<string, number> = new Map([['kdf', 2], ['st_buffer_strategy', 1]]);
const searching: ReadonlySet<string> = new Set(['locate', 'instr', 'position', 'replace', 'substring_index', 'find_in_set', ...matchingFunctions, 'json_search', 'extractvalue', 'updatexml']);
/** May give a large number from small ones. */
const enlarging: ReadonlySet<string> = new Set(
  `pow power exp factorial unix_timestamp to_seconds to_days crc32 crc32c conv inet_aton inet6_aton uuid_short connection_id now sysdate
   current_timestamp localtime localtimestamp cast convert hex unhex char concat concat_ws`.split(/\s+/),
);

/** Calls of built-in functions that would not come back: texts made long by constants, and patterns that backtrack without an end. */
export function refusedLoop({ calls }: Structure, tokens: readonly Token[]): Refusal | undefined {
  const matches = calls.some(({ name }) => matchingFunctions.has(name)) || tokens.some(isMatchingWord);
  const isSearched = matches || calls.some(({ name }) => searching.has(name));
  return (isSearched ? (refusedInflation(calls, tokens) ?? refusedConstant(calls, tokens, makesLength, searchedMax)) : undefined)
    ?? refusedConstant(calls, tokens, makesWork, workMax) ?? refusedPath(calls, tokens) ?? (matches ? refusedPattern(calls, tokens) : undefined);
}

/** A few bytes may become a million there. */
function refusedInflation(calls: readonly Call[], tokens: readonly Token[]): Refusal | undefined {
  const found = calls.find(({ name }) => name === 'uncompress');
  return found && refuse('uncompress may make a text of any length, and the server can not be stopped while it searches there', ['Search without uncompress.'], tokens[found.at]?.start);
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
