import { type FunctionFacts, type Inspection, refuse, type Refusal, type StatementKind } from '../../core/proof.ts';
import { isName, lowerNameOf, nameOf } from '../identifiers.ts';
import { type LexerRules, type Token, tokenize } from '../lexer.ts';
import { isAllowedFunction, notFunctions } from './functions.ts';
import { mysqlEquivalents } from './equivalents.ts';
import { namesOf, refusedRelation, tablesOf } from './relations.ts';

/** Holds under the sql_mode that every session is pinned to: no ANSI_QUOTES, no NO_BACKSLASH_ESCAPES. */
export const mysqlRules: LexerRules = {
  backslashEscapes: true,
  quotedNames: { '`': '`' },
  doubleQuotedStrings: true,
  hashComments: true,
  dashCommentsNeedSpace: true,
};

const statements: Readonly<Record<string, StatementKind>> = { select: 'select', with: 'select', values: 'select', table: 'select', show: 'show', describe: 'show', desc: 'show', explain: 'explain' };

/** Words that make a statement do more than read wherever they stand outside of names and strings. All are reserved. */
const refusedWords: Readonly<Record<string, string>> = {
  into: 'INTO writes files, tables or variables',
  procedure: 'PROCEDURE runs code',
  delete: 'DELETE writes',
  update: 'UPDATE writes or locks',
};

/** These are functions before a parenthesis and statements elsewhere. */
const functionOrStatement: ReadonlySet<string> = new Set(['insert', 'replace', 'truncate']);

const showable = /^(full|extended|tables|columns|fields|index|indexes|keys|databases|schemas|create|table|collation|character|charset|engines|warnings|errors|count)$/;

/** The server takes control characters for white space in some places and not in others. */
// oxlint-disable-next-line no-control-regex
const controlCharacter = /[\u0000-\u0008\u000e-\u001f\u007f]/;

/** MySQL and MariaDB: a lexer that knows their executable comments, strings and names; the sessions are read-only besides. */
export function inspectMysql(sql: string): Inspection | Refusal {
  const control = controlCharacter.exec(sql);
  if (control) return refuse('the SQL holds a control character', ['Write it as an escape in a string.'], control.index);
  const all = tokenize(sql, mysqlRules);
  const tokens = all.filter((token) => token.kind !== 'comment');
  const first = tokens.find((token) => token.text !== '(');
  if (!first) return refuse('there is no statement', ['Send a SELECT.']);
  const kind = statements[first.text.toLowerCase()];
  if (!kind) return refuse(`${first.text.toUpperCase().slice(0, 40)} is not a statement that only reads`, ['Only SELECT, WITH, VALUES, TABLE, SHOW, DESCRIBE and EXPLAIN of them are run.'], first.start);
  const refusal = refusedComment(all) ?? refusedToken(tokens) ?? refusedStatement(kind, tokens) ?? refusedRelation(tokens) ?? refusedFunction(tokens) ?? refusedRegexp(tokens);
  return refusal ?? { kind, tables: tablesOf(tokens), functions: functionsOf(tokens).map((token) => lowerNameOf(token)), attributes: namesOf(tokens) };
}

/** Executable comments are run by the server, whatever they look like to a reader; hints may set variables of the session. */
function refusedComment(tokens: readonly Token[]): Refusal | undefined {
  const comments = tokens.filter((token) => token.kind === 'comment');
  const executable = comments.find((token) => /^\/\*M?!/i.test(token.text));
  if (executable) return refuse('an executable comment may hide a statement', ['Write it without /*! … */.'], executable.start);
  const hint = comments.find((token) => /^\/\*\+[^]*(set_var|max_execution_time|resource_group)/i.test(token.text));
  return hint && refuse('a hint would change settings of the session', ['Leave the hint out.'], hint.start);
}

function refusedToken(tokens: readonly Token[]): Refusal | undefined {
  for (const index of tokens.keys()) {
    const refusal = judgeToken(tokens, index);
    if (refusal) return refusal;
  }
  return undefined;
}

function judgeToken(tokens: readonly Token[], index: number): Refusal | undefined {
  const [token, after] = [tokens[index], tokens[index + 1]];
  if (!token) return undefined;
  const at = token.start;
  if (token.kind === 'unterminated') return refuse('a string, a quoted name or a comment never ends', ['Close the quote.'], at);
  if (token.kind === 'symbol' && token.text === ';') return after ? refuse('only one statement can run in a call', ['Send the statements one by one.'], after.start) : undefined;
  if (token.kind === 'variable') return refuse('variables, assignments and placeholders are not for questions', [token.text.startsWith('::') ? 'Write CAST(x AS CHAR) in place of ::.' : 'Write the values themselves.'], at);
  return token.kind === 'word' && !isMember(tokens, index) ? judgeWord(tokens, index, token) : undefined;
}

function judgeWord(tokens: readonly Token[], index: number, token: Token): Refusal | undefined {
  const word = token.text.toLowerCase();
  const [before, after] = [tokens[index - 1]?.text.toLowerCase() ?? '', tokens[index + 1]?.text.toLowerCase() ?? ''];
  const reason = refusedWords[word];
  if (reason) return refuse(reason, ['Only statements that read are run; quote a column of that name with backticks.'], token.start);
  if (word === 'share' && /^(for|in)$/.test(before)) return refuse('LOCK IN SHARE MODE and FOR SHARE lock rows', ['Read without locks.'], token.start);
  if (functionOrStatement.has(word) && after !== '(') return refuse(`${word.toUpperCase()} writes`, ['Only statements that read are run.'], token.start);
  if ((word === 'next' || word === 'previous') && after === 'value') return refuse('a sequence changes when it is read', [], token.start);
  return undefined;
}

/** `t.update`: behind a name and a dot the server takes any word for a name. */
function isMember(tokens: readonly Token[], index: number): boolean {
  const owner = tokens[index - 2];
  return tokens[index - 1]?.text === '.' && owner !== undefined && isName(owner);
}

function refusedStatement(kind: StatementKind, tokens: readonly Token[]): Refusal | undefined {
  const second = tokens[1]?.text.toLowerCase() ?? '';
  if (kind === 'show' && tokens[0]?.text.toLowerCase() === 'show' && !showable.test(second)) return refuse(`SHOW ${second.toUpperCase()} tells of the server, not of the data`, ['SHOW TABLES, COLUMNS, INDEX and CREATE TABLE are run.'], tokens[1]?.start);
  if (kind === 'show' && second === 'create' && !/^(table|view)$/i.test(tokens[2]?.text ?? '')) return refuse('SHOW CREATE is run of tables and views', ['SHOW CREATE TABLE …'], tokens[2]?.start);
  if (kind === 'explain' && !tokens.some((token) => /^(select|table|values)$/i.test(token.text))) return refuse('EXPLAIN is run of statements that read only', ['EXPLAIN SELECT …'], tokens[0]?.start);
  return undefined;
}

function refusedFunction(tokens: readonly Token[]): Refusal | undefined {
  for (const token of functionsOf(tokens)) {
    const index = tokens.indexOf(token);
    const name = lowerNameOf(token);
    if (isMember(tokens, index)) return refuse(`${nameOf(tokens[index - 2] ?? token)}.${name} is stored code and may change something`, ['Ask without it.'], token.start);
    const equivalent = isAllowedFunction(name) ? undefined : mysqlEquivalents.get(name);
    if (equivalent !== undefined) return refuse(`MySQL has no function ${name}`, [`Write ${equivalent}.`], token.start);
    if (!isAllowedFunction(name)) return refuse(`the function ${name} is unknown, or does more than read the data`, ['Ask without it; stored functions are not run.'], token.start);
  }
  return undefined;
}

const matching: ReadonlySet<string> = new Set(['rlike', 'regexp', 'regexp_like', 'regexp_instr', 'regexp_replace', 'regexp_substr']);

/** Matching backtracks without an end where a quantified group holds a quantifier, and a KILL does not reach into it. */
function refusedRegexp(tokens: readonly Token[]): Refusal | undefined {
  if (!tokens.some((token) => token.kind === 'word' && matching.has(token.text.toLowerCase()))) return undefined;
  const endless = tokens.find((token) => token.kind === 'string' && /\([^()]*[+*}][^()]*\)[+*{]/.test(token.text));
  return endless && refuse('a pattern that repeats a repetition, such as (a+)+, may run for ever, and the server can not stop it', ['Write the pattern without the inner or the outer repetition.'], endless.start);
}

/** Names before a parenthesis, but for lists of columns: `WITH d (a, b) AS (…)`, `AS d (a, b)`. */
function functionsOf(tokens: readonly Token[]): Token[] {
  return tokens.filter((token, index) => {
    if (tokens[index + 1]?.text !== '(' || !isName(token)) return false;
    if (token.kind === 'word' && notFunctions.has(token.text.toLowerCase())) return false;
    return !(tokens[index - 1]?.text.toLowerCase() === 'as' && tokens[index - 1]?.kind === 'word') && !isColumnList(tokens, index + 1);
  });
}

function isColumnList(tokens: readonly Token[], open: number): boolean {
  const close = tokens.findIndex((token, index) => index > open && token.text === ')' && token.kind === 'symbol');
  if (tokens[close + 1]?.text.toLowerCase() !== 'as' || tokens[close + 2]?.text !== '(') return false;
  return tokens.slice(open + 1, close).every((token) => isName(token) || token.text === ',');
}

/** The list above holds all built-in functions that may be called; a stored one of the same name would need a qualified name. */
export function judgeMysqlFunctions(facts: readonly FunctionFacts[]): Refusal | undefined {
  const stored = facts.find((fact) => !fact.builtIn);
  return stored && refuse(`the function ${stored.name} is stored code and may change something`, ['Ask without it.']);
}
