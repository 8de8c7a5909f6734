import type { EngineName } from '../../database/engines.ts';
import { piecesOf } from './disguise.ts';

const triesMax = 500;

type Holds = (pieces: readonly string[]) => Promise<boolean>;

/** The shortest and plainest statement that still does it, found by leaving out ever smaller parts. */
export async function shrunk(engine: EngineName, sql: string, stillLeaks: (sql: string) => Promise<boolean>): Promise<string> {
  let tries = 0;
  const holds: Holds = async (pieces) => {
    tries += 1;
    return tries <= triesMax && pieces.length > 0 && stillLeaks(pieces.join(''));
  };
  let best = piecesOf(engine, sql);
  const parse = (text: string) => piecesOf(engine, text.trim());
  for (const change of [withoutComments, (text: string) => text.toLowerCase()]) {
    const plainer = parse(change(best.join('')));
    if (plainer.join('') !== best.join('') && (await holds(plainer))) best = plainer;
  }
  best = await replaced(best, innerOnly, holds);
  for (let size = Math.ceil(best.length / 2); size > 2; size = Math.floor(size / 2)) best = await replaced(best, without(size), holds);
  for (const step of [withoutComment, innerOnly, unpacked, without(4), without(3), without(2), without(1), unpacked, plainName]) best = await replaced(best, step, holds);
  // A space that a comment ends with is its end.
  return best.map((piece) => (piece.trim() === '' ? ' ' : piece)).join('').trim();
}

/** Shorter or plainer forms of the statement, changed at a place. */
type Step = (pieces: readonly string[], at: number) => readonly (readonly string[])[];

async function replaced(pieces: readonly string[], step: Step, holds: Holds): Promise<string[]> {
  let best = [...pieces];
  for (let at = 0; at < best.length; ) {
    const shorter = await firstThatHolds(step(best, at), holds);
    if (shorter) best = [...shorter];
    else at += 1;
  }
  return best;
}

async function firstThatHolds(candidates: readonly (readonly string[])[], holds: Holds): Promise<readonly string[] | undefined> {
  for (const candidate of candidates) if (await holds(candidate)) return candidate;
  return undefined;
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*(?!!)[\s\S]*?\*\/|--[^\n]*(\n|$)|#[^\n]*\n/g, ' ').replaceAll(/\s+/g, ' ');
}

const without = (size: number): Step => (pieces, at) => {
  const left = pieces.slice(at, at + size);
  return left.length < size || left.every((piece) => piece.trim() === '') || left[0]?.trim() === '' ? [] : [[...pieces.slice(0, at), ...pieces.slice(at + size)]];
};

function closeOf(pieces: readonly string[], open: number): number {
  let depth = 0;
  return pieces[open] === '(' ? pieces.findIndex((piece, index) => index >= open && (depth += piece === '(' ? 1 : piece === ')' ? -1 : 0) === 0) : -1;
}

/** Without a pair of parentheses, or without all that stands in them. */
const unpacked: Step = (pieces, at) => {
  const close = closeOf(pieces, at);
  if (close < 0) return [];
  const [before, inner, after] = [pieces.slice(0, at), pieces.slice(at + 1, close), pieces.slice(close + 1)];
  return [[...before, ...after], [...before, ' ', ...inner, ' ', ...after]];
};

/** What stands in a pair of parentheses, for the whole statement. */
const innerOnly: Step = (pieces, at) => {
  const close = closeOf(pieces, at);
  return close < 0 || close - at < 4 ? [] : [pieces.slice(at + 1, close)];
};

const withoutComment: Step = (pieces, at) => (/^(?:--|#|\/\*(?!!))/.test(pieces[at] ?? '') ? [[...pieces.slice(0, at), ' ', ...pieces.slice(at + 1)]] : []);

/** A quoted name without its quotes. */
const plainName: Step = (pieces, at) => {
  const name = /^(?:U&)?["'`[]([\w]+)["'`\]]$/.exec(pieces[at] ?? '')?.[1];
  return name === undefined ? [] : [[...pieces.slice(0, at), ` ${name} `, ...pieces.slice(at + 1)]];
};
