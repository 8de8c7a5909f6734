import type { Token } from './lexer.ts';

/** What stepwise makes the rows of a SELECT fewer: its first table, each join, each condition. */
export interface SelectStep {
  readonly kind: 'table' | 'join' | 'condition';
  readonly text: string;
}

export interface SelectSteps {
  readonly steps: readonly SelectStep[];
  /** HAVING with its condition; empty where there is none. */
  readonly having: string;
  /** Counts the rows that the first so many steps leave, up to a limit. */
  count(steps: number, upTo: number): string;
}

const joinStart = /^(natural|inner|cross|left|right|full|join|straight_join|asof|positional|semi|anti)$/i;
const joinWord = /^(join|straight_join)$/i;
const clauseAfterFrom = /^(where|group|having|order|limit|offset|fetch|window|qualify|for|union|intersect|except|into)$/i;
const setOperation = /^(union|intersect|except|minus)$/i;

/**
 * The steps of a statement that is one SELECT, with WITH before it or not; undefined where there are several, or something that is
 * not read here (comments, joins that add rows on the right). Reads tokens alone: what it makes is to be proven like anything else.
 */
export function selectSteps(sql: string, tokens: readonly Token[]): SelectSteps | undefined {
  if (tokens.some(({ kind }) => kind === 'comment' || kind === 'unterminated')) return undefined;
  const outer = outermost(tokens);
  const at = (word: RegExp, from = 0) => outer.findIndex(({ text }, index) => index >= from && word.test(text));
  const select = at(/^select$/i);
  const from = outer.findIndex(({ text }, index) => index > select && /^from$/i.test(text) && !/^distinct$/i.test(outer[index - 1]?.text ?? ''));
  const isOne = select >= 0 && outer.slice(select + 1).every(({ text }) => !/^select$/i.test(text) && !setOperation.test(text));
  if (!isOne || from < 0) return undefined;
  const clauses = outer.map((_, index) => index).filter((index) => index > from && clauseAfterFrom.test(outer[index]?.text ?? ''));
  const end = (index: number) => outer[clauses.find((clause) => clause > index) ?? outer.length]?.start ?? sql.length;
  const where = clauses.find((index) => /^where$/i.test(outer[index]?.text ?? ''));
  const having = clauses.find((index) => /^having$/i.test(outer[index]?.text ?? ''));
  const slice = (first: number, last: number) => sql.slice(first, last).trim();
  const tables = partsOf({ sql, outer, from: from + 1, to: end(from) }, isJoin);
  if (outer.slice(from, clauses[0]).some(({ text }) => /^(right|full)$/i.test(text))) return undefined;
  const conditions = where === undefined ? [] : partsOf({ sql, outer, from: where + 1, to: end(where) }, isAnd);
  const prefix = sql.slice(0, outer[select]?.start);
  const steps = [
    ...tables.map((text, index): SelectStep => ({ kind: index === 0 ? 'table' : 'join', text })),
    ...conditions.map((text): SelectStep => ({ kind: 'condition', text })),
  ];
  return {
    steps,
    having: having === undefined ? '' : slice(outer[having]?.start ?? 0, end(having)),
    count: (count, upTo) => {
      const kept = conditions.slice(0, Math.max(0, count - tables.length));
      const condition = kept.length === 0 ? '' : ` WHERE ${kept.join(' AND ')}`;
      return `${prefix}SELECT count(*) FROM (SELECT 1 AS one FROM ${tables.slice(0, count).join(' ')}${condition} LIMIT ${upTo}) AS counted`;
    },
  };
}

/** Tokens outside of parentheses and of CASE … END. */
function outermost(tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.filter(({ kind, text }) => {
    const isWord = kind === 'word';
    if (text === '(' || (isWord && /^case$/i.test(text))) depth += 1;
    const isOutside = depth === 0;
    if (text === ')' || (isWord && /^end$/i.test(text))) depth -= 1;
    return isOutside;
  });
}

interface Stretch {
  readonly sql: string;
  readonly outer: readonly Token[];
  /** Index of its first token. */
  readonly from: number;
  /** The character before which it ends. */
  readonly to: number;
}

/** Where a new part begins: the token that begins it, or that parts it from the one before and goes. */
type Parting = (index: number, stretch: Stretch) => 'begins' | 'parts' | undefined;

function partsOf(stretch: Stretch, parting: Parting): string[] {
  const { sql, outer, to } = stretch;
  const before = outer[stretch.from - 1];
  let start = before ? before.start + before.text.length : 0;
  const parts: string[] = [];
  for (let index = stretch.from; (outer[index]?.start ?? to) < to; index += 1) {
    const token = outer[index];
    const how = parting(index, stretch);
    if (!token || !how) continue;
    parts.push(sql.slice(start, token.start).trim());
    start = how === 'begins' ? token.start : token.start + token.text.length;
  }
  return [...parts, sql.slice(start, to).trim()];
}

/** A comma begins a part, too: it goes with the table behind it. */
function isJoin(index: number, { outer, from }: Stretch): 'begins' | undefined {
  const text = outer[index]?.text ?? '';
  const isFirstWord = joinStart.test(text) && !(index > from && joinStart.test(outer[index - 1]?.text ?? '')) && isBeforeJoin(index, outer);
  return text === ',' || isFirstWord ? 'begins' : undefined;
}

/** LEFT may be a function; before JOIN stand such words and OUTER alone. */
function isBeforeJoin(index: number, outer: readonly Token[]): boolean {
  const end = outer.findIndex(({ text }, at) => at >= index && !joinStart.test(text) && !/^outer$/i.test(text));
  return outer.slice(index, end < 0 ? undefined : end).some(({ text }) => joinWord.test(text));
}

/** The AND of BETWEEN parts nothing; where conditions are alternatives they are one. */
function isAnd(index: number, { outer, from, to }: Stretch): 'parts' | undefined {
  if (!/^and$/i.test(outer[index]?.text ?? '')) return undefined;
  const mine = outer.slice(from).filter(({ start }) => start < to);
  if (mine.some(({ text }, at) => /^(or|xor)$/i.test(text) || (text === '|' && mine[at + 1]?.text === '|'))) return undefined;
  const behind = outer.slice(from, index).findLast(({ text }) => /^(and|between)$/i.test(text));
  return behind && /^between$/i.test(behind.text) ? undefined : 'parts';
}
