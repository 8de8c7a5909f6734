import { strings, visit } from './tree.ts';

export interface RelationName {
  /** Empty where none is written. */
  readonly schema: string;
  readonly name: string;
}

export interface NamesInTree {
  readonly relations: readonly RelationName[];
  readonly functions: readonly string[];
  readonly attributes: readonly string[];
  readonly operators: readonly string[];
  readonly types: readonly string[];
  /** What writes or locks, in words. */
  readonly refused: readonly string[];
}

const lockingOrInto: Readonly<Record<string, string>> = { IntoClause: 'SELECT INTO', intoClause: 'SELECT INTO', LockingClause: 'a locking clause (FOR UPDATE, FOR SHARE)' };
const readingStatements: ReadonlySet<string> = new Set(['SelectStmt', 'ExplainStmt', 'VariableShowStmt']);

/** All names of a parse tree that the database looks up, CTEs left out of the relations where they hide a table. */
export function namesIn(tree: unknown): NamesInTree {
  const functions = new Set<string>();
  const attributes = new Set<string>();
  const operators = new Set<string>();
  const types = new Set<string>();
  const refused = new Set<string>();
  visit(tree, (node, fields) => {
    if (node.endsWith('Stmt') && /^[A-Z]/.test(node) && !readingStatements.has(node)) refused.add(node.replace(/Stmt$/, '').toUpperCase());
    const reason = lockingOrInto[node];
    if (reason !== undefined) refused.add(reason);
    if (node === 'FuncCall') functions.add(strings(fields['funcname']).join('.'));
    if (node === 'ColumnRef') for (const name of strings(fields['fields']).slice(1)) attributes.add(name);
    if (node === 'A_Indirection') for (const name of strings(fields['indirection'])) attributes.add(name);
    if (node === 'A_Expr') operators.add(strings(fields['name']).at(-1) ?? '');
    if (node === 'SubLink') operators.add(strings(fields['operName']).at(-1) ?? '');
    if (node === 'SortBy') operators.add(strings(fields['useOp']).at(-1) ?? '');
    if (node === 'TypeName' || node === 'typeName') types.add(strings(fields['names']).at(-1) ?? '');
  });
  attributes.delete('');
  operators.delete('');
  return { relations: relationsIn(tree), functions: [...functions], attributes: [...attributes], operators: [...operators], types: [...types], refused: [...refused] };
}

/** Relations of the statement; a bare name that a WITH in whose scope it stands defines is no relation. */
export function relationsIn(tree: unknown): RelationName[] {
  const found = new Map<string, RelationName>();
  collect(tree, new Set(), (relation) => found.set(`${relation.schema}.${relation.name}`, relation));
  return [...found.values()];
}

interface WithClause {
  readonly ctes?: readonly { readonly CommonTableExpr?: { readonly ctename?: string; readonly ctequery?: unknown } }[];
  readonly recursive?: boolean;
}

function collect(tree: unknown, defined: ReadonlySet<string>, report: (relation: RelationName) => void): void {
  if (typeof tree !== 'object' || tree === null) return;
  if (Array.isArray(tree)) {
    for (const item of tree) collect(item, defined, report);
    return;
  }
  const fields = tree as Readonly<Record<string, unknown>>;
  if (typeof fields['relname'] === 'string') reportRelation(fields, defined, report);
  const inner = scope(fields['withClause'], defined, report);
  for (const key in fields) if (key !== 'withClause') collect(fields[key], inner, report);
}

function reportRelation(fields: Readonly<Record<string, unknown>>, defined: ReadonlySet<string>, report: (relation: RelationName) => void): void {
  const name = String(fields['relname']);
  const schema = typeof fields['schemaname'] === 'string' ? fields['schemaname'] : '';
  if (schema !== '' || !defined.has(name)) report({ schema, name });
}

/** A CTE sees those before it, in a recursive WITH also itself and those after it; the statement sees all. */
function scope(clause: unknown, defined: ReadonlySet<string>, report: (relation: RelationName) => void): ReadonlySet<string> {
  if (typeof clause !== 'object' || clause === null) return defined;
  const { ctes = [], recursive } = clause as WithClause;
  const names = ctes.map((cte) => cte.CommonTableExpr?.ctename ?? '');
  const all = new Set([...defined, ...names]);
  for (const [index, cte] of ctes.entries()) collect(cte.CommonTableExpr?.ctequery, recursive ? all : new Set([...defined, ...names.slice(0, index)]), report);
  return all;
}
