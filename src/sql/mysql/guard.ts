import { type FunctionFacts, type Inspection, refuse, type Refusal, type StatementKind } from '../../core/proof.ts';
import { type LexerRules, type Token, tokenize } from '../lexer.ts';
import { refusedFunctions } from './functions.ts';

/** Holds under the sql_mode that every session is pinned to: no ANSI_QUOTES, no NO_BACKSLASH_ESCAPES. */
const rules: LexerRules = {
  backslashEscapes: true,
  quotedNames: { '`': '`' },
  doubleQuotedStrings: true,
  hashComments: true,
  dashCommentsNeedSpace: true,
};

const statements: Readonly<Record<string, StatementKind>> = { select: 'select', with: 'select', values: 'select', table: 'select', show: 'show', describe: 'show', desc: 'show', explain: 'explain' };

/** Words that make a statement do more than read wherever they stand outside of names and strings, with what may follow them harmlessly. */
const refusedWords: Readonly<Record<string, string>> = {
  into: 'INTO writes files, tables or variables',
  procedure: 'PROCEDURE runs code',
  delete: 'DELETE writes',
  update: 'UPDATE writes or locks',
  share: 'LOCK IN SHARE MODE and FOR SHARE lock rows',
};

/** These are functions before a parenthesis and statements elsewhere. */
const functionOrStatement: ReadonlySet<string> = new Set(['insert', 'replace', 'truncate']);

const showable = /^(full|extended|tables|columns|fields|index|indexes|keys|databases|schemas|create|table|collation|character|charset|engines|warnings|errors|count)$/;

/** MySQL and MariaDB: a lexer that knows their executable comments, strings and names; the sessions are read-only besides. */
export function inspectMysql(sql: string): Inspection | Refusal {
  const all = tokenize(sql, rules);
  const tokens = all.filter((token) => token.kind !== 'comment');
  const first = tokens.find((token) => token.text !== '(');
  if (!first) return refuse('there is no statement', ['Send a SELECT.']);
  const kind = statements[first.text.toLowerCase()];
  if (!kind) return refuse(`${first.text.toUpperCase().slice(0, 40)} is not a statement that only reads`, ['Only SELECT, WITH, VALUES, TABLE, SHOW, DESCRIBE and EXPLAIN of them are run.'], first.start);
  const refusal = refusedComment(all) ?? refusedToken(tokens) ?? refusedStatement(kind, tokens);
  return refusal ?? { kind, tables: tablesOf(tokens), functions: functionsOf(tokens) };
}

/** Executable comments (those that open with `!` or `M!`) are run by the server, whatever they look like to a reader. */
function refusedComment(tokens: readonly Token[]): Refusal | undefined {
  const executable = tokens.find((token) => token.kind === 'comment' && /^\/\*M?!/i.test(token.text));
  return executable && refuse('an executable comment may hide a statement', ['Write it without /*! … */.'], executable.start);
}

function refusedToken(tokens: readonly Token[]): Refusal | undefined {
  for (const [index, token] of tokens.entries()) {
    const refusal = judgeToken(token, tokens[index - 1], tokens[index + 1]);
    if (refusal) return refusal;
  }
  return undefined;
}

function judgeToken(token: Token, before: Token | undefined, after: Token | undefined): Refusal | undefined {
  if (token.kind === 'unterminated') return refuse('a string, a quoted name or a comment never ends', ['Close the quote.'], token.start);
  if (token.kind === 'symbol' && token.text === ';') return after ? refuse('only one statement can run in a call', ['Send the statements one by one.'], after.start) : undefined;
  if (token.kind === 'variable' && /^(@@|:=)/.test(token.text)) return refuse('system variables and assignments are not for questions', ['Ask without @@ and :=.'], token.start);
  if (token.kind !== 'word' || before?.text === '.') return undefined;
  const word = token.text.toLowerCase();
  const reason = refusedWords[word];
  if (reason) return refuse(reason, ['Only statements that read are run; quote a column of that name with backticks.'], token.start);
  if (functionOrStatement.has(word) && after?.text !== '(') return refuse(`${word.toUpperCase()} writes`, ['Only statements that read are run.'], token.start);
  if ((word === 'next' || word === 'previous') && after?.text.toLowerCase() === 'value') return refuse('a sequence changes when it is read', [], token.start);
  return undefined;
}

function refusedStatement(kind: StatementKind, tokens: readonly Token[]): Refusal | undefined {
  const second = tokens[1]?.text.toLowerCase() ?? '';
  if (kind === 'show' && tokens[0]?.text.toLowerCase() === 'show' && !showable.test(second)) return refuse(`SHOW ${second.toUpperCase()} tells of the server, not of the data`, ['SHOW TABLES, COLUMNS, INDEX and CREATE TABLE are run.'], tokens[1]?.start);
  if (kind === 'explain' && !tokens.some((token) => /^(select|table|values)$/i.test(token.text))) return refuse('EXPLAIN is run of statements that read only', ['EXPLAIN SELECT …'], tokens[0]?.start);
  return undefined;
}

/** Names after FROM, JOIN and the commas between them; what a WITH defines is left out. */
function tablesOf(tokens: readonly Token[]): string[] {
  const tables = new Set<string>();
  const defined = new Set(tokens.filter((_, index) => tokens[index + 1]?.text.toLowerCase() === 'as' && tokens[index + 2]?.text === '(').map((token) => nameOf(token).toLowerCase()));
  for (const [index, token] of tokens.entries()) {
    if (!/^(from|join|table)$/i.test(token.text) || token.kind !== 'word') continue;
    const [name, dot, member] = tokens.slice(index + 1, index + 4);
    if (!name || (name.kind !== 'word' && name.kind !== 'quoted-name') || defined.has(nameOf(name).toLowerCase())) continue;
    tables.add(dot?.text === '.' && member ? `${nameOf(name)}.${nameOf(member)}` : nameOf(name));
  }
  return [...tables];
}

function functionsOf(tokens: readonly Token[]): string[] {
  const called = tokens.filter((token, index) => tokens[index + 1]?.text === '(' && (token.kind === 'word' || token.kind === 'quoted-name'));
  return [...new Set(called.map((token) => nameOf(token).toLowerCase()))].filter((name) => !/^(select|from|where|in|and|or|not|as|on|exists|any|all|some|union|values|over|when|then|else|case|by|having|limit|using|join|with|except|intersect|between|like|is|distinct)$/.test(name));
}

function nameOf(token: Token): string {
  return token.kind === 'quoted-name' ? token.text.slice(1, -1).replaceAll('``', '`') : token.text;
}

export function judgeMysqlFunctions(facts: readonly FunctionFacts[]): Refusal | undefined {
  for (const { name, builtIn } of facts) {
    if (refusedFunctions.has(name)) return refuse(`the function ${name} does more than read the data`, ['Ask without it.']);
    if (!builtIn) return refuse(`the function ${name} is stored code and may change something`, ['Ask without it.']);
  }
  return undefined;
}
