import { type LexerRules, type Token, tokenize } from './lexer.ts';

/** How a dialect reads the clock, by names in lower case, and what stands in place of each reading where the clock is pinned. */
export interface ClockReadings {
  /** Names that read it with or without parentheses; a number of digits in them is dropped. */
  readonly words: ReadonlyMap<string, string>;
  /** Names that read it only with parentheses. */
  readonly calls: ReadonlyMap<string, string>;
  /** Functions of time that read the clock where the argument at this place is left out (Infinity: none may be), or where a text argument says 'now'. */
  readonly functions: ReadonlyMap<string, number>;
  /** The instant as an argument of those. */
  readonly instant: string;
}

/** What a dialect brings to it. */
export interface ClockReader {
  /** Where strings, names and comments end in its text. */
  readonly lexer: LexerRules;
  /** Where its statements read the clock, and what each of them reads at an instant. */
  readonly clockAt: (instant: Date) => ClockReadings;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The statement, reading a given instant wherever it reads the clock of the database. Names of columns and texts stay as they are. */
export function withPinnedClock(sql: string, { lexer, clockAt }: ClockReader, instantMs: number): string {
  const tokens = tokenize(sql, lexer).filter(({ kind }) => kind !== 'comment');
  const readings = clockAt(new Date(instantMs));
  const edits = tokens.flatMap((token, at) => (token.kind === 'string' ? saidNow(tokens, at, readings) : token.kind === 'word' ? named(tokens, at, readings) : []));
  return edits.toSorted((a, b) => a.start - b.start).reduceRight((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), sql);
}

function named(tokens: readonly Token[], at: number, { words, calls, functions, instant }: ClockReadings): Edit[] {
  const [token, before] = [tokens[at], tokens[at - 1]];
  if (!token || before?.text === '.') return [];
  const name = token.text.toLowerCase();
  const closing = emptyCall(tokens, at);
  const reading = words.get(name) ?? (closing ? calls.get(name) : undefined);
  if (reading !== undefined) return [{ start: token.start, end: endOf(closing ?? token), text: reading }];
  const place = functions.get(name);
  return place === undefined ? [] : leftOut(tokens, at + 1, place).map((start) => ({ start, end: start, text: place === 0 ? instant : `, ${instant}` }));
}

/** The closing parenthesis of a call that holds nothing, or a number of digits. */
function emptyCall(tokens: readonly Token[], at: number): Token | undefined {
  if (tokens[at + 1]?.text !== '(') return undefined;
  const closing = tokens[at + 2]?.kind === 'number' ? tokens[at + 3] : tokens[at + 2];
  return closing?.text === ')' ? closing : undefined;
}

/** Where the argument at a place belongs that a call lacks. */
function leftOut(tokens: readonly Token[], opening: number, place: number): number[] {
  if (tokens[opening]?.text !== '(') return [];
  let depth = 0;
  let count = tokens[opening + 1]?.text === ')' ? 0 : 1;
  for (const token of tokens.slice(opening)) {
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (token.text === ',' && depth === 1) count += 1;
    if (depth === 0) return count === place ? [token.start] : [];
  }
  return [];
}

function saidNow(tokens: readonly Token[], at: number, { functions, instant }: ClockReadings): Edit[] {
  const token = tokens[at];
  if (!token || token.text.toLowerCase() !== "'now'" || !functions.has(callAround(tokens, at))) return [];
  return [{ start: token.start, end: endOf(token), text: instant }];
}

/** The name before the parenthesis that a token stands in, in lower case; empty where it stands in none. */
function callAround(tokens: readonly Token[], at: number): string {
  let depth = 0;
  for (let index = at - 1; index >= 0; index -= 1) {
    if (tokens[index]?.text === ')') depth += 1;
    if (tokens[index]?.text !== '(') continue;
    if (depth === 0) return tokens[index - 1]?.text.toLowerCase() ?? '';
    depth -= 1;
  }
  return '';
}

function endOf({ start, text }: Token): number {
  return start + text.length;
}
