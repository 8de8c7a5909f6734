import type { Token } from '../lexer.ts';
import type { Call, Span } from './structure.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** The place of the argument that tells how long a text becomes. */
export const makesLength: ReadonlyMap<string, number> = new Map([['repeat', 1], ['lpad', 1], ['rpad', 1], ['space', 0]]);
/** Make one text of several constants, or a longer one of one. */
const joining = words(`concat concat_ws group_concat replace regexp_replace insert lpad rpad repeat space make_set export_set hex quote to_base64 json_quote json_array json_object json_arrayagg json_objectagg
  date_format time_format json_insert json_set json_replace json_merge json_merge_patch json_merge_preserve json_array_append json_array_insert json_detailed json_pretty
  sformat weight_string random_bytes astext aswkt st_astext st_aswkt st_asgeojson`);
/** As long as a number among what they are given says, or a text that is made while it runs. */
const sized = words('sformat weight_string random_bytes');
/**
 * How much longer a text becomes at most: a letter of a format by any word that a date has for it, a flag by EXPORT_SET, a character by
 * its escape in JSON, one of an inner list by the spaces before it, eight bytes of a shape by a number.
 */
const growing: ReadonlyMap<string, number> = new Map([
  ...['hex', 'quote', 'to_base64'].map((name) => [name, 2] as const), ...['date_format', 'time_format'].map((name) => [name, 9] as const), ['export_set', 64],
  ...['json_quote', 'json_array', 'json_object', 'json_arrayagg', 'json_objectagg', 'json_insert', 'json_set', 'json_replace', 'json_array_append', 'json_array_insert'].map((name) => [name, 6] as const),
  ...['json_detailed', 'json_pretty'].map((name) => [name, 300] as const), ...['astext', 'aswkt', 'st_astext', 'st_aswkt', 'st_asgeojson'].map((name) => [name, 4] as const),
]);
/** Make one text of many rows. */
const gathering = words('group_concat json_arrayagg json_objectagg');
/** What a server makes of many rows at most, unless it is set otherwise. */
const gatheredMax = 1_048_576;

/** What arithmetic over whole numbers comes to at most; Infinity for whatever is anything else. */
export function sizeOf({ from, to }: Span, tokens: readonly Token[]): number {
  let size = 1;
  for (let index = from; index < to; index += 1) {
    const token = tokens[index];
    const number = token && numberOf(token);
    // Texts beside one another are one.
    if (token?.kind === 'string' && tokens[index - 1]?.kind === 'string') return Infinity;
    // A sum is no more than the product of what is two at least.
    if (number !== undefined) size *= to - from === 1 ? number : Math.max(2, number);
    else if (token?.kind !== 'symbol' || !'()+-*'.includes(token.text)) return Infinity;
  }
  return size;
}

function numberOf({ kind, text }: Token): number | undefined {
  if (kind === 'number') return Number(text);
  return kind === 'string' && /^['"]\d+['"]$/.test(text) ? Number(text.slice(1, -1)) : undefined;
}

/** The longest text that the constants of a statement may give. Texts beside one another are one. */
export function lengthOf(calls: readonly Call[], tokens: readonly Token[], ignored: ReadonlySet<Token>): number {
  const literals = tokens.filter((token) => token.kind === 'string' && !ignored.has(token)).map(({ text }) => text.length);
  const padded = calls.map((call) => (call.name === 'repeat' ? 0 : lengthMade(call, tokens)));
  const isJoined = calls.some(({ name }) => joining.has(name)) || tokens.some((token, index) => token.kind === 'string' && tokens[index - 1]?.kind === 'string');
  if (!isJoined) return literals.reduce((a, b) => Math.max(a, b), 1);
  return calls.reduce((product, call) => product * growthOf(call, tokens), [...literals, ...padded].reduce((a, b) => a + b, 1));
}

/** Texts that are gathered from rows count here, too: rows can be made of nothing. */
export function lengthWithRows(calls: readonly Call[], tokens: readonly Token[], ignored: ReadonlySet<Token>): number {
  return lengthOf(calls, tokens, ignored) + (calls.some(({ name }) => gathering.has(name)) ? gatheredMax : 0);
}

function lengthMade({ name, arguments: spans }: Call, tokens: readonly Token[]): number {
  const span = spans[makesLength.get(name) ?? spans.length];
  return span ? sizeOf(span, tokens) : 0;
}

/** By how much a call may multiply a text at most. */
function growthOf(call: Call, tokens: readonly Token[]): number {
  const { name, arguments: spans } = call;
  if (name === 'repeat') return Math.max(1, lengthMade(call, tokens));
  if (sized.has(name)) return Infinity;
  if (name === 'concat_ws') return Math.max(1, spans.length);
  if (name !== 'replace' && name !== 'regexp_replace') return growing.get(name) ?? 1;
  const [replacement] = spans.slice(2);
  const token = replacement && replacement.to - replacement.from === 1 ? tokens[replacement.from] : undefined;
  return token?.kind === 'string' ? Math.max(1, token.text.length - 2) : longestText(tokens);
}

function longestText(tokens: readonly Token[]): number {
  return tokens.reduce((longest, { kind, text }) => (kind === 'string' ? Math.max(longest, text.length) : longest), 1);
}
