import type { Inspection, Refusal, StatementKind } from '../../core/proof.ts';
import { refuse } from '../../core/proof.ts';
import { sqliteEquivalents } from './equivalents.ts';
import { sqliteFunctions } from './functions.ts';
import { type LexerRules, type Token, tokenize } from '../lexer.ts';

export const sqliteRules: LexerRules = {
  backslashEscapes: false,
  quotedNames: { '"': '"', '`': '`', '[': ']' },
  doubleQuotedStrings: false,
  hashComments: false,
  dashCommentsNeedSpace: false,
};

/** Far below what SQLite's own parser takes, and far above what anybody writes. */
const depthMax = 200;

const sqliteFunctionNames: ReadonlySet<string> = new Set(sqliteFunctions);

const statements: Readonly<Record<string, StatementKind>> = { select: 'select', with: 'select', values: 'select', explain: 'explain', pragma: 'show' };

/**
 * SQLite compiles the first statement of a text and silently leaves the rest, so one statement is checked here; that it only
 * reads is decided where it is compiled, by the engine's authorizer (see `database/sqlite`), which knows every action exactly.
 */
export function inspectSqlite(sql: string): Inspection | Refusal {
  const tokens = tokenize(sql, sqliteRules).filter((token) => token.kind !== 'comment');
  const open = tokens.find((token) => token.kind === 'unterminated');
  if (open) return refuse('a string, a quoted name or a comment never ends', ['Close the quote.'], open.start);
  const semicolon = tokens.findIndex((token) => token.text === ';' && token.kind === 'symbol');
  const after = semicolon < 0 ? undefined : tokens.slice(semicolon + 1).find((token) => token.text !== ';');
  if (after) return refuse('only one statement can run in a call', ['Send the statements one by one.'], after.start);
  const first = tokens.find((token) => token.text !== '(');
  const kind = first ? statements[first.text.toLowerCase()] : undefined;
  if (!first) return refuse('there is no statement', ['Send a SELECT.']);
  if (!kind) return refuse(`${first.text.toUpperCase().slice(0, 40)} is not a statement that only reads`, ['Only SELECT, WITH, VALUES, EXPLAIN of them, and PRAGMA that describes tables are run.'], first.start);
  if (kind === 'explain' && !tokens.some((token) => token.kind === 'word' && /^(select|values)$/i.test(token.text))) return refuse('EXPLAIN is run of statements that read only', ['EXPLAIN QUERY PLAN SELECT …'], first.start);
  const closings = closingsOf(tokens);
  if (!closings) return refuse(`parentheses are nested deeper than ${depthMax}`, ['Write it flat.']);
  const foreign = tokens.find((token, index) => token.kind === 'word' && tokens[index + 1]?.text === '(' && isForeign(token.text.toLowerCase()) && !isDefined(tokens, closings.get(index + 1)));
  if (foreign) return refuse(`SQLite has no function ${foreign.text}`, [`Write ${sqliteEquivalents.get(foreign.text.toLowerCase())}.`], foreign.start);
  return { kind, tables: [], functions: [] };
}

function isForeign(name: string): boolean {
  return !sqliteFunctionNames.has(name) && sqliteEquivalents.has(name);
}

/** `WITH year (a, b) AS (…)` calls no function. */
function isDefined(tokens: readonly Token[], closing: number | undefined): boolean {
  return closing !== undefined && /^as$/i.test(tokens[closing + 1]?.text ?? '') && /^(?:\(|not|materialized)$/i.test(tokens[closing + 2]?.text ?? '');
}

/** The place of the closing parenthesis of each opening one; undefined where they are nested too deep. */
function closingsOf(tokens: readonly Token[]): ReadonlyMap<number, number> | undefined {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== 'symbol') continue;
    if (text === '(') open.push(index);
    if (open.length > depthMax) return undefined;
    const opening = text === ')' ? open.pop() : undefined;
    if (opening !== undefined) closings.set(opening, index);
  }
  return closings;
}
