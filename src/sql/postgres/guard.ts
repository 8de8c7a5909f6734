import { type FunctionFacts, type Inspection, refuse, type Refusal, type StatementKind } from '../../core/proof.ts';
import { postgresEquivalents } from './equivalents.ts';
import { isAllowedBuiltIn, isTrustedExtension } from './functions.ts';
import { refusedLength, shapeCharsMax } from './long-texts.ts';
import { namesIn, tableName } from './names.ts';
import { parseOnce, type ParsedStatement } from './parser.ts';
import { refusedRelation, refusedSetting } from './relations.ts';

/** The server's own parser decides (libpg-query, PostgreSQL 18): one statement that reads, with no node that writes. */
export async function inspectPostgres(sql: string): Promise<Inspection | Refusal> {
  const [first, second] = await parseOnce(sql);
  if (!first) return refuse('there is no statement', ['Send a SELECT.']);
  if (second) return refuse('only one statement can run in a call', ['Send the statements one by one.'], second.stmt_location ?? 0);
  return inspectStatement(first.stmt, sql);
}

function inspectStatement(statement: ParsedStatement['stmt'], sql: string): Inspection | Refusal {
  const [type = ''] = Object.keys(statement);
  const kind = kindOf(type, statement[type]);
  if (typeof kind !== 'string') return { ...kind, position: Math.max(0, sql.search(/\S/)) };
  const names = namesIn(statement);
  const [writes] = names.refused;
  if (writes !== undefined) return refuse(`${writes} does more than read`, ['Only statements that read are run.']);
  for (const { schema, name } of names.relations) {
    const refusal = refusedRelation(schema, name);
    if (refusal) return refusal;
  }
  const long = names.mayMakeLength || sql.length > shapeCharsMax ? refusedLength(statement) : undefined;
  if (long) return long;
  const { relations, functions, perhapsFunctions, attributes, columns, operators, types, hasParameters } = names;
  return { kind, tables: relations.map(tableName), functions, perhapsFunctions, attributes, columns, operators, types, hasParameters };
}

function kindOf(type: string, fields: unknown): StatementKind | Refusal {
  if (type === 'SelectStmt') return 'select';
  if (type === 'VariableShowStmt') return refusedSetting((fields as { name?: string }).name ?? '') ?? 'show';
  if (type === 'ExplainStmt') {
    const query = (fields as { query?: Record<string, unknown> }).query ?? {};
    if ('SelectStmt' in query) return 'explain';
    return refuse('EXPLAIN is run of statements that read only', ['EXPLAIN SELECT …']);
  }
  const name = type.replace(/Stmt$/, '').replace(/([a-z])([A-Z])/g, '$1 $2').toUpperCase();
  return refuse(`${name} is not a statement that only reads`, ['Only SELECT, WITH, VALUES, TABLE, SHOW and EXPLAIN of them are run.']);
}

/** Every function is known to the live catalog; a built-in one is pure or on the list, one of users comes from a trusted extension or is written in SQL that passes itself. */
export function judgePostgresFunctions(facts: readonly FunctionFacts[]): Refusal | undefined {
  for (const fact of facts) {
    const reason = reasonAgainst(fact);
    const equivalent = fact.known ? undefined : postgresEquivalents.get(fact.name.toLowerCase());
    if (equivalent !== undefined) return refuse(`PostgreSQL has no function ${fact.name}`, [`Write ${equivalent}.`]);
    if (reason !== undefined) return refuse(`the function ${fact.name} ${reason}`, ['Ask without it, or have the operator list it under "functions" of the database.']);
  }
  return undefined;
}

function reasonAgainst({ name, known, builtIn, stability, securityDefiner, extensions, bodies }: FunctionFacts): string | undefined {
  const bare = name.split('.').at(-1) ?? name;
  if (!known) return 'is unknown';
  if (securityDefiner) return "runs with its owner's rights";
  if (builtIn) return isAllowedBuiltIn(bare, stability) ? undefined : 'does more than read the data';
  if (extensions) return extensions.every((extension) => isTrustedExtension(extension, bare, stability)) ? undefined : `of the extension ${extensions.join(', ')} may do more than read`;
  if (stability === 'volatile') return 'may change something (it is volatile)';
  return bodies ? undefined : 'is written by users in a language that is not looked into';
}
