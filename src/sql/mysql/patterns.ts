import { refuse, type Refusal } from '../../core/proof.ts';
import type { Token } from '../lexer.ts';
import type { Call } from './structure.ts';

/** Steps that a pattern may take over the constants of a statement: a second or two. */
const stepsMax = 1e8;
const quantifiersMax = 8;
/** How long a text may be made where texts are searched as well, which takes their lengths multiplied. */
export const searchedMax = 1_000;

export const matchingFunctions: ReadonlySet<string> = new Set(['regexp_like', 'regexp_instr', 'regexp_replace', 'regexp_substr']);
const matchingWords: ReadonlySet<string> = new Set(['rlike', 'regexp']);

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
/** Make one text of several constants, or a longer one of one. */
const joining = words('concat concat_ws group_concat replace regexp_replace insert lpad rpad repeat make_set export_set hex quote to_base64 json_quote json_array json_object json_arrayagg');
/** Make a pattern of what does not look like one. */
const disguising = words(`replace regexp_replace regexp_substr reverse unhex char chr from_base64 uncompress json_unquote json_value json_extract insert make_set export_set
  aes_decrypt des_decrypt decode elt conv translate substr substring substring_index mid left right trim ltrim rtrim field`);

export function isMatchingWord({ kind, text }: Token): boolean {
  return kind === 'word' && matchingWords.has(text.toLowerCase());
}

/** A quantified group with a quantifier or a choice in it, too much work over the constants, or a pattern that only the server puts together. */
export function refusedPattern(calls: readonly Call[], tokens: readonly Token[]): Refusal | undefined {
  const direct = directPatterns(calls, tokens);
  const isDirect = direct !== undefined;
  const disguised = isDirect ? undefined : disguise(calls, tokens);
  if (disguised) return refuse('a pattern that is put together by functions can not be judged, and the server can not stop it', ['Write the pattern as one text.'], disguised.start);
  const texts = tokens.filter(({ kind }) => kind === 'string');
  const shapes: Shape[] = [];
  for (const token of direct ?? texts) {
    const shape = shapeOf(unescaped(token.text));
    if (typeof shape === 'string') return tooMuch(shape, token);
    shapes.push(shape);
  }
  const longest = lengthOf(calls, tokens, new Set(direct));
  const steps = isDirect ? shapes.map((shape) => stepsOf(shape, longest)).reduce((a, b) => a + b, 0) : stepsOf(joined(shapes), longest);
  const [first] = direct ?? texts;
  return steps > stepsMax && first ? tooMuch('a pattern with several repetitions over a long text', first) : undefined;
}

function tooMuch(what: string, { start }: Token): Refusal {
  return refuse(`${what} may run for ever, and the server can not stop it`, ['Write the pattern in one piece, without a repetition or a choice inside a repetition.'], start);
}

/** The patterns of a statement where each is one literal; else undefined. */
function directPatterns(calls: readonly Call[], tokens: readonly Token[]): Token[] | undefined {
  const operands = tokens.flatMap((token, index) => (isMatchingWord(token) ? [{ token: tokens[index + 1], after: tokens[index + 2] }] : []));
  const called = calls.filter(({ name }) => matchingFunctions.has(name)).map(({ arguments: [, span] }) => {
    const token = span && span.to - span.from === 1 ? tokens[span.from] : undefined;
    return { token, after: undefined };
  });
  const all = [...operands, ...called].flatMap(({ token, after }) => (token?.kind === 'string' && after?.kind !== 'string' ? [token] : []));
  return all.length === operands.length + called.length ? all : undefined;
}

/** Hexadecimal and bit literals, and functions that make other texts of theirs. */
function disguise(calls: readonly Call[], tokens: readonly Token[]): Token | undefined {
  const call = calls.find(({ name }) => disguising.has(name));
  if (call) return tokens[call.at];
  return tokens.find(({ kind, text }, index) => {
    const before = tokens[index - 1];
    if (kind === 'string') return before?.kind === 'word' && /^[xb]$/i.test(before.text) && before.start + before.text.length === tokens[index]?.start;
    return /^0[xb][\da-f]/i.test(text) || (kind === 'word' && /^[xb][\da-f]/i.test(text) && before?.text === '0' && before.start + 1 === tokens[index]?.start);
  });
}

/** The longest text that the constants of a statement may give. Texts beside one another are one. */
function lengthOf(calls: readonly Call[], tokens: readonly Token[], ignored: ReadonlySet<Token>): number {
  const texts = tokens.filter((token) => token.kind === 'string' && !ignored.has(token));
  const isJoined = calls.some(({ name }) => joining.has(name)) || tokens.some((token, index) => token.kind === 'string' && tokens[index - 1]?.kind === 'string');
  const lengths = texts.map(({ text }) => text.length);
  return isJoined ? calls.reduce((product, call) => product * growthOf(call, tokens), lengths.reduce((a, b) => a + b, 1)) : Math.max(1, ...lengths);
}

/** By how much a call may multiply a text at most. Beside patterns nothing repeats more than a thousand times. */
function growthOf({ name, arguments: spans }: Call, tokens: readonly Token[]): number {
  if (['repeat', 'lpad', 'rpad', 'space'].includes(name)) return searchedMax;
  if (['hex', 'quote', 'to_base64', 'json_quote'].includes(name)) return 2;
  if (name !== 'replace' && name !== 'regexp_replace') return 1;
  const [replacement] = spans.slice(2);
  const token = replacement && replacement.to - replacement.from === 1 ? tokens[replacement.from] : undefined;
  return token?.kind === 'string' ? Math.max(1, token.text.length - 2) : longestText(tokens);
}

function longestText(tokens: readonly Token[]): number {
  return Math.max(1, ...tokens.filter(({ kind }) => kind === 'string').map(({ text }) => text.length));
}

/** What decides how much a pattern tries. */
interface Shape {
  readonly repetitions: number;
  /** In how many ways its choices and what may be left out can be read. */
  readonly ways: number;
  readonly isAnchored: boolean;
}

function joined(shapes: readonly Shape[]): Shape {
  return shapes.reduce((a, b) => ({ repetitions: a.repetitions + b.repetitions, ways: a.ways * b.ways, isAnchored: false }), { repetitions: 0, ways: 1, isAnchored: false });
}

/** Each repetition may end anywhere, and the pattern begin anywhere. */
function stepsOf({ repetitions, ways, isAnchored }: Shape, length: number): number {
  return repetitions > quantifiersMax ? Infinity : ways * length ** (repetitions + (isAnchored ? 0 : 1));
}

/** What the server makes of a literal: a backslash and a character are that character, but before `%` and `_`. */
function unescaped(literal: string): string {
  const quote = literal.charAt(0);
  return literal.slice(1, -1).replaceAll(quote + quote, quote).replaceAll(/\\([^%_])/gs, '$1');
}

/** The shape of a pattern, or why it has none that can be judged. */
function shapeOf(pattern: string): Shape | string {
  if (/\\Q|\\g|\(\?(?:[R&\d+-]|P>)/.test(pattern)) return 'a pattern that quotes or calls itself';
  const open: { repeats: boolean; choices: number }[] = [];
  const lastClosing = pattern.lastIndexOf(']');
  let [repetitions, ways] = [0, 1];
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    const group = open.at(-1);
    if (char === '\\') at += 1;
    else if (char === '[' && at + 2 <= lastClosing) at = pattern.indexOf(']', at + 2);
    else if (char === '(') open.push({ repeats: false, choices: 1 });
    else if (char === '|' && group) Object.assign(group, { repeats: true, choices: group.choices + 1 });
    else if (char === '?' && !/[(*+?}]/.test(pattern.charAt(at - 1))) {
      ways *= 2;
      if (group) group.repeats = true;
    } else if (char === '*' || char === '+' || (char === '{' && /^\{\d*,\d*\}/.test(pattern.slice(at, at + 12)))) {
      repetitions += 1;
      if (group) group.repeats = true;
    } else if (char === ')') {
      const closed = open.pop();
      if (!closed) return 'a pattern with a parenthesis that it does not open';
      ways *= closed.choices;
      if (closed.repeats && /^[*+{]/.test(pattern.slice(at + 1, at + 2))) return 'a pattern that repeats a repetition or a choice, such as (a+)+ or (a|b)*,';
      const outer = open.at(-1);
      if (closed.repeats && outer) outer.repeats = true;
    }
  }
  if (open.length > 0) return 'a pattern with a parenthesis that it does not close';
  if (/^[*+?{]/.test(pattern) && pattern.length > 1) return 'a pattern that begins with a repetition';
  return { repetitions, ways, isAnchored: pattern.startsWith('^') && !pattern.includes('|') };
}
