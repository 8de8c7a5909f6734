import { setFlagsFromString } from 'node:v8';
import { hasSqlDetails, loadModule, parseSync } from 'libpg-query';
import { Failure } from '../../core/errors.ts';
import { lazy } from '../../std/lazy.ts';
import { isShallow } from './depth.ts';
import { type ParseReply, parseThread } from './parse-thread.ts';
import type { Fields } from './tree.ts';

/**
 * V8's optimising compiler takes 550 MB for some seconds to compile the parser's largest function (Node 24), and what it makes of
 * it is hardly faster: the parser stays with the baseline compiler.
 */
const loadParser = lazy(() => {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
  return loadModule();
});

/** Deeper parentheses and brackets exhaust the parser's stack. */
const nestingMax = 200;

/** The scanner reads such a run again for each comment that begins in it. */
const longOperator = /[-+*/<>=~!@#%^&|`?]{2000}/;

/** A chain of operators nests as deep as it is long: 16,000 characters of the worst were parsed on the stack of the main thread, so that this has room to spare. */
const charsInProcessMax = 3_000;

/** Too short to nest deeper than trees are walked. */
const charsShallowMax = 1_000;

/** After a native failure the parser of this thread is broken for good. */
let isBrokenHere = false;

export interface ParsedStatement {
  readonly stmt: Fields;
  /** In bytes. */
  readonly stmt_location?: number;
}

let last: { readonly sql: string; readonly statements: readonly ParsedStatement[] } | undefined;

/** The same for a text that was just parsed, as happens when guard and policy look at it in turn. */
export async function parseOnce(sql: string): Promise<readonly ParsedStatement[]> {
  if (last?.sql !== sql) last = { sql, statements: await parse(sql) };
  return last.statements;
}

/** Short texts are parsed here, long ones in a thread that can be replaced. Rejects with SYNTAX_ERROR. */
async function parse(sql: string): Promise<readonly ParsedStatement[]> {
  if (sql.trim() === '') return [];
  assertShallow(sql);
  await loadParser();
  const reply = (sql.length <= charsInProcessMax ? parseHere(sql) : undefined) ?? (await parseThread.parse(sql));
  switch (reply.kind) {
    case 'tree':
      return (reply.tree as { stmts?: readonly ParsedStatement[] }).stmts ?? [];
    case 'error':
      throw new Failure('SYNTAX_ERROR', reply.message, reply.position === undefined ? {} : { position: reply.position });
    case 'deep':
    case 'broken':
      throw new Failure('SYNTAX_ERROR', 'the SQL is nested too deep to be parsed', { hints: ['Ask with fewer operators in one expression.'] });
    case 'slow':
      throw new Failure('BUSY', 'the SQL could not be parsed in time', { hints: ['Ask again, with a shorter statement.'] });
  }
}

function parseHere(sql: string): ParseReply | undefined {
  if (isBrokenHere) return undefined;
  try {
    const tree = parseSync(sql);
    return sql.length <= charsShallowMax || isShallow(tree) ? { kind: 'tree', tree } : { kind: 'deep' };
  } catch (error) {
    if (hasSqlDetails(error)) return { kind: 'error', message: error.message, position: error.sqlDetails?.cursorPosition };
    isBrokenHere = true;
    return undefined;
  }
}

function assertShallow(sql: string): void {
  if (longOperator.test(sql)) throw new Failure('SYNTAX_ERROR', 'the SQL has thousands of operator characters in a row');
  let depth = 0;
  for (let at = 0; at < sql.length; at += 1) {
    const char = sql.charAt(at);
    if (char === '(' || char === '[') depth += 1;
    else if (char === ')' || char === ']') depth -= 1;
    if (depth > nestingMax) throw new Failure('SYNTAX_ERROR', `the SQL is nested more than ${nestingMax} levels deep`);
  }
}
