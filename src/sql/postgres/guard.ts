import { hasSqlDetails, loadModule, parseSync } from 'libpg-query';
import { Failure } from '../../core/errors.ts';
import { type FunctionFacts, type Inspection, refuse, type Refusal, type StatementKind } from '../../core/proof.ts';
import { lazy } from '../../std/lazy.ts';
import { harmlessVolatile, refusedStable } from './functions.ts';
import { strings, visit } from './tree.ts';

const loadParser = lazy(loadModule);

/** Nodes that write or lock, wherever they stand; a node type that is not known here is judged by the statement's own type. */
const refusedNodes: Readonly<Record<string, string>> = {
  InsertStmt: 'INSERT', UpdateStmt: 'UPDATE', DeleteStmt: 'DELETE', MergeStmt: 'MERGE', IntoClause: 'SELECT INTO', LockingClause: 'a locking clause (FOR UPDATE, FOR SHARE)', CreateTableAsStmt: 'CREATE TABLE AS', ExecuteStmt: 'EXECUTE', DeclareCursorStmt: 'DECLARE', CopyStmt: 'COPY',
};

/** The server's own parser decides (libpg-query, PostgreSQL 18): one statement that reads, with no node that writes. */
export async function inspectPostgres(sql: string): Promise<Inspection | Refusal> {
  await loadParser();
  const statements = parse(sql);
  const [first, second] = statements;
  if (!first) return refuse('there is no statement', ['Send a SELECT.']);
  if (second) return refuse('only one statement can run in a call', ['Send the statements one by one.'], second.stmt_location ?? 0);
  return inspectStatement(first.stmt);
}

interface ParsedStatement {
  readonly stmt: Readonly<Record<string, unknown>>;
  readonly stmt_location?: number;
}

function parse(sql: string): readonly ParsedStatement[] {
  if (/^(\s|--[^\n]*(\n|$)|;)*$/.test(sql)) return [];
  try {
    return (parseSync(sql) as { stmts?: ParsedStatement[] }).stmts ?? [];
  } catch (error) {
    const position = hasSqlDetails(error) ? error.sqlDetails?.cursorPosition : undefined;
    throw new Failure('SYNTAX_ERROR', error instanceof Error ? error.message : String(error), { cause: error, ...(position === undefined ? {} : { position }) });
  }
}

function inspectStatement(statement: ParsedStatement['stmt']): Inspection | Refusal {
  const [type = ''] = Object.keys(statement);
  const kind = kindOf(type, statement[type]);
  if (typeof kind !== 'string') return kind;
  let refusal: Refusal | undefined;
  const tables = new Set<string>();
  const names = new Set<string>();
  const functions = new Set<string>();
  visit(statement, (nodeType, fields) => {
    const refused = refusedNodes[nodeType] ?? (nodeType === 'intoClause' ? 'SELECT INTO' : undefined);
    if (refused) refusal ??= refuse(`${refused} does more than read`, ['Only statements that read are run.']);
    if (nodeType === 'RangeVar') tables.add([fields['schemaname'], fields['relname']].filter(Boolean).join('.'));
    if (nodeType === 'CommonTableExpr') names.add(String(fields['ctename']));
    if (nodeType === 'FuncCall') functions.add(strings(fields['funcname']).join('.'));
  });
  return refusal ?? { kind, tables: [...tables].filter((table) => !names.has(table)), functions: [...functions] };
}

function kindOf(type: string, fields: unknown): StatementKind | Refusal {
  if (type === 'SelectStmt') return 'select';
  if (type === 'VariableShowStmt') return 'show';
  if (type === 'ExplainStmt') {
    const query = (fields as { query?: Record<string, unknown> }).query ?? {};
    if ('SelectStmt' in query) return 'explain';
    return refuse('EXPLAIN is run of statements that read only', ['EXPLAIN SELECT …']);
  }
  return refuse(`${type.replace(/Stmt$/, '').replace(/([a-z])([A-Z])/g, '$1 $2').toUpperCase()} is not a statement that only reads`, ['Only SELECT, WITH, VALUES, TABLE, SHOW and EXPLAIN of them are run.']);
}

/** Functions that are unknown, volatile with effects, or run with their owner's rights are refused. */
export function judgePostgresFunctions(facts: readonly FunctionFacts[]): Refusal | undefined {
  for (const { name, known, volatile, securityDefiner } of facts) {
    const bare = name.split('.').at(-1) ?? name;
    if (!known) return refuse(`the function ${name} is unknown`, ['Check its name; only functions of the catalog are called.']);
    if (securityDefiner) return refuse(`the function ${name} runs with its owner's rights`, ['Ask without it.']);
    if (refusedStable.some((pattern) => pattern.test(bare))) return refuse(`the function ${name} does more than read the data`, ['Ask without it.']);
    if (volatile && !harmlessVolatile.has(bare)) return refuse(`the function ${name} may change something (it is volatile)`, ['Ask without it.']);
  }
  return undefined;
}
