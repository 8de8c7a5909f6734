import { refuse, type Refusal } from '../../core/proof.ts';
import type { Token } from '../lexer.ts';
import type { Call } from './structure.ts';
import { lengthWithRows } from './text-lengths.ts';

/** Steps that a pattern may take over the constants of a statement: a second or two. */
const stepsMax = 1e8;
const quantifiersMax = 8;
export const matchingFunctions: ReadonlySet<string> = new Set(['regexp_like', 'regexp_instr', 'regexp_replace', 'regexp_substr']);
const matchingWords: ReadonlySet<string> = new Set(['rlike', 'regexp']);

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
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
  const longest = lengthWithRows(calls, tokens, new Set(direct));
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

/**
 * What may follow `(?`: groups, looks around, names, and flags but x, which makes comments of what looks like a class. Comments, verbs
 * and calls of the pattern itself do not.
 */
const knownGroup = /^(?:[:=!>|]|<[=!]|P?<[A-Za-z_]\w*>|'[A-Za-z_]\w*'|[imsUJn]*(?:-[imsUJn]+)?[:)])/;
/** What may follow a backslash: classes, assertions, characters by number, groups before. A quotation, a control character or a call do not. */
const knownEscape = /^(?:[dDwWsSbBAZzGnrtfvhHRXKeaEpPx\d]|[^A-Za-z\d])/;

/** A place in the pattern where it is not read as far as we know. */
function isOdd(pattern: string): boolean {
  for (let at = 0; at < pattern.length; at += 1) {
    const rest = pattern.slice(at + 1, at + 60);
    if (pattern.charAt(at) === '\\') {
      if (!knownEscape.test(rest)) return true;
      at += 1;
    } else if (pattern.charAt(at) === '(' && (rest.startsWith('*') || (rest.startsWith('?') && !knownGroup.test(rest.slice(1))))) return true;
  }
  return false;
}

/** The shape of a pattern, or why it has none that can be judged. */
function shapeOf(pattern: string): Shape | string {
  if (isOdd(pattern)) return 'a pattern with a comment, a flag x, a call or a character that is not understood';
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
