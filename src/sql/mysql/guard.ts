import { Failure } from '../../core/errors.ts';
import { type FunctionFacts, type Inspection, refuse, type Refusal } from '../../core/proof.ts';
import { isName, lowerNameOf } from '../identifiers.ts';
import type { Token } from '../lexer.ts';
import { mysqlEquivalents } from './equivalents.ts';
import { isAllowedFunction, leastArguments } from './functions.ts';
import { lexMysql } from './lexer.ts';
import { refusedLoop } from './native-loops.ts';
import { NotUnderstood } from './reader.ts';
import { refusedRelation } from './system-databases.ts';
import { readStatement, type Statement } from './statement.ts';
import type { Call } from './structure.ts';

const firstWords = new Set(['select', 'with', 'values', 'table', 'show', 'describe', 'desc', 'explain']);

/** The longest alias, with its quotes; tables and databases have names of 64 characters at most. */
const aliasCharsMax = 258;
const tableCharsMax = 64;

const onlyReading = 'Only SELECT, WITH, VALUES, TABLE, SHOW, DESCRIBE and EXPLAIN of them are run.';

/** Words that make a statement do more than read wherever they stand outside of names and strings. All are reserved. */
const refusedWords: ReadonlyMap<string, string> = new Map([
  ['into', 'INTO writes files, tables or variables'],
  ['outfile', 'INTO OUTFILE writes files'],
  ['dumpfile', 'INTO DUMPFILE writes files'],
  ['procedure', 'PROCEDURE runs code'],
  ['delete', 'DELETE writes'],
  ['update', 'UPDATE writes or locks'],
]);

/** These are functions before a parenthesis and statements elsewhere. */
const functionOrStatement: ReadonlySet<string> = new Set(['insert', 'replace', 'truncate']);

/** The server takes control characters for white space in some places and not in others. */
// oxlint-disable-next-line no-control-regex
const controlCharacter = /[\u0000-\u0008\u000e-\u001f\u007f]/;

/**
 * MySQL and MariaDB: a lexer that knows their comments, strings and names, and a grammar of what may be read. The sessions are
 * read-only besides. Each part passes over the text once.
 */
export function inspectMysql(sql: string, vouched: readonly string[] = []): Inspection | Refusal {
  const control = controlCharacter.exec(sql);
  if (control) return refuse('the SQL holds a control character', ['Write it as an escape in a string.'], control.index);
  const all = lexMysql(sql);
  const tokens = all.filter((token) => token.kind !== 'comment');
  const first = tokens.find((token) => token.text !== '(');
  if (!first) return refuse('there is no statement', ['Send a SELECT.']);
  if (!firstWords.has(first.text.toLowerCase())) return refuse(`${first.text.toUpperCase().slice(0, 40)} is not a statement that only reads`, [onlyReading], first.start);
  const refusal = refusedComment(all) ?? refusedToken(tokens);
  if (refusal) return refusal;
  const statement = understood(tokens);
  if ('refused' in statement) return statement;
  return refusedLength(statement, tokens) ?? refusedRelation(statement, tokens) ?? refusedFunction(unvouched(statement.calls, vouched), tokens, sql) ?? refusedLoop(statement, tokens) ?? inspectionOf(statement, tokens);
}

function refusedLength({ relations }: Statement, tokens: readonly Token[]): Refusal | undefined {
  const found = relations.find(({ schema = '', name }) => Math.max(schema.length, name.length) > tableCharsMax);
  return found && refuse('the name of a table is longer than any may be', ['get_schema lists the tables.'], tokens[found.at.from]?.start);
}

/** The statement by the grammar. What looks like broken syntax fails as that, so that what to write instead is told. */
function understood(tokens: readonly Token[]): Statement | Refusal {
  try {
    return readStatement(tokens);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    if (/tells of the server|runs the statement/.test(error.message)) return refuse(error.message, ['get_schema describes the database.'], error.at);
    throw new Failure('SYNTAX_ERROR', `${error.message} (near "${tokens.find((token) => token.start === error.at)?.text.slice(0, 40) ?? ''}")`, { position: error.at, cause: error });
  }
}

function inspectionOf({ kind, relations, calls }: Statement, tokens: readonly Token[]): Inspection {
  const tables = new Set(relations.map(({ schema, name }) => (schema === undefined ? name : `${schema}.${name}`)));
  const names = new Set(tokens.filter(isName).map((token) => lowerNameOf(token)));
  return { kind, tables: [...tables], functions: [...new Set(calls.map(({ name }) => name))], attributes: [...names] };
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
  if (token.kind === 'symbol' && token.text === '$') return refuse('a name that begins with $ is read in many ways', ['Put it between backticks.'], at);
  if (isName(token) && token.text.length > aliasCharsMax) return refuse('a name is longer than any may be', ['Shorten it.'], at);
  if (token.kind === 'variable') return refuse('variables, assignments and placeholders are not for questions', [token.text.startsWith('::') ? 'Write CAST(x AS CHAR) in place of ::.' : 'Write the values themselves.'], at);
  return token.kind === 'word' && !isMember(tokens, index) ? judgeWord(tokens, index, token) : undefined;
}

function judgeWord(tokens: readonly Token[], index: number, token: Token): Refusal | undefined {
  const word = token.text.toLowerCase();
  const [before, after] = [tokens[index - 1]?.text.toLowerCase() ?? '', tokens[index + 1]?.text.toLowerCase() ?? ''];
  const reason = refusedWords.get(word);
  if (reason !== undefined) return refuse(reason, ['Only statements that read are run; quote a column of that name with backticks.'], token.start);
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

/** The operator vouches for functions of the session's own database alone. */
function unvouched(calls: readonly Call[], vouched: readonly string[]): readonly Call[] {
  return vouched.length === 0 ? calls : calls.filter(({ name, owner }) => owner !== undefined || isAllowedFunction(name) || !vouched.includes(name));
}

function refusedFunction(calls: readonly Call[], tokens: readonly Token[], sql: string): Refusal | undefined {
  for (const { name, at, owner, arguments: spans } of calls) {
    const [token, open] = [tokens[at], tokens[at + 1]];
    const start = token?.start;
    if (owner !== undefined) return refuse(`${owner}.${name} is stored code and may change something`, ['Ask without it.'], start);
    if (token?.kind === 'quoted-name') return refuse(`\`${name}\` in quotes is no built-in function`, [`Write ${name}(…).`], start);
    const tooFew = spans.length < (leastArguments.get(name) ?? 0);
    if (isAllowedFunction(name) && tooFew) return refuse(`${name} has too few arguments to be a built-in function`, [], start);
    if (isAllowedFunction(name) && isSplit(sql, token, open)) return refuse(`a comment between ${name} and its parenthesis makes it another function`, [`Write ${name}(…).`], start);
    if (isAllowedFunction(name)) continue;
    const equivalent = mysqlEquivalents.get(name);
    if (equivalent !== undefined) return refuse(`MySQL has no function ${name}`, [`Write ${equivalent}.`], start);
    return refuse(`the function ${name} is unknown, or does more than read the data`, ['Ask without it; stored functions are not run.'], start);
  }
  return undefined;
}

/** The sessions ignore white space before a parenthesis, but a comment there makes a name of what is a built-in function else. */
function isSplit(sql: string, name: Token | undefined, open: Token | undefined): boolean {
  return name !== undefined && open !== undefined && sql.slice(name.start + name.text.length, open.start).trim() !== '';
}

/** Newer releases of MySQL have them as a component. */
const hashes: ReadonlySet<string> = new Set(['md5', 'sha', 'sha1']);

/** Names on the list above are built in, but for those that this release of the server has not: under them may be stored code. */
export function judgeMysqlFunctions(facts: readonly FunctionFacts[]): Refusal | undefined {
  const stored = facts.find((fact) => !fact.builtIn);
  return stored && refuse(`the function ${stored.name} is none of the server's own, so that it may be stored code and change something`, [hashes.has(stored.name) ? 'Write SHA2(x, 256).' : 'Ask without it.']);
}
