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

/** What a walk through the tree reports: every node by its type, and every relation that is not a CTE in scope. */
interface Sink {
  node(type: string, fields: Readonly<Record<string, unknown>>): void;
  relation(relation: RelationName): void;
}

/** All names of a parse tree that the database looks up, in one walk; CTEs are left out of the relations where they hide a table. */
export function namesIn(tree: object): NamesInTree {
  const relations = new Map<string, RelationName>();
  const functions = new Set<string>();
  const attributes = new Set<string>();
  const operators = new Set<string>();
  const types = new Set<string>();
  const refused = new Set<string>();
  const node = (type: string, fields: Readonly<Record<string, unknown>>) => {
    if (type.endsWith('Stmt') && /^[A-Z]/.test(type) && !readingStatements.has(type)) refused.add(type.replace(/Stmt$/, '').toUpperCase());
    const reason = lockingOrInto[type];
    if (reason !== undefined) refused.add(reason);
    if (type === 'FuncCall') functions.add(strings(fields['funcname']).join('.'));
    if (type === 'ColumnRef') for (const name of strings(fields['fields']).slice(1)) attributes.add(name);
    if (type === 'A_Indirection') for (const name of strings(fields['indirection'])) attributes.add(name);
    if (type === 'A_Expr') operators.add(strings(fields['name']).at(-1) ?? '');
    if (type === 'SubLink') operators.add(strings(fields['operName']).at(-1) ?? '');
    if (type === 'SortBy') operators.add(strings(fields['useOp']).at(-1) ?? '');
    if (type === 'TypeName' || type === 'typeName') types.add(strings(fields['names']).at(-1) ?? '');
  };
  walk(tree, new Set(), { node, relation: (relation) => relations.set(`${relation.schema}.${relation.name}`, relation) });
  attributes.delete('');
  operators.delete('');
  return { relations: [...relations.values()], functions: [...functions], attributes: [...attributes], operators: [...operators], types: [...types], refused: [...refused] };
}

interface WithClause {
  readonly ctes?: readonly { readonly CommonTableExpr?: { readonly ctename?: string } }[];
  readonly recursive?: boolean;
}

/** A parse tree has thousands of fields: no entries are made of them. */
function walk(tree: object | null, defined: ReadonlySet<string>, sink: Sink): void {
  if (Array.isArray(tree)) {
    for (const item of tree) if (typeof item === 'object') walk(item as object | null, defined, sink);
    return;
  }
  if (tree === null) return;
  const fields = tree as Readonly<Record<string, unknown>>;
  if (typeof fields['relname'] === 'string') reportRelation(fields, defined, sink);
  const inner = scope(fields['withClause'], defined, sink);
  for (const key in fields) {
    const value = fields[key];
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) sink.node(key, value as Readonly<Record<string, unknown>>);
    if (key !== 'withClause') walk(value, inner, sink);
  }
}

function reportRelation(fields: Readonly<Record<string, unknown>>, defined: ReadonlySet<string>, sink: Sink): void {
  const name = String(fields['relname']);
  const schema = typeof fields['schemaname'] === 'string' ? fields['schemaname'] : '';
  if (schema !== '' || !defined.has(name)) sink.relation({ schema, name });
}

/** A CTE sees those before it, in a recursive WITH also itself and those after it; the statement sees all. */
function scope(clause: unknown, defined: ReadonlySet<string>, sink: Sink): ReadonlySet<string> {
  if (typeof clause !== 'object' || clause === null) return defined;
  const { ctes = [], recursive } = clause as WithClause;
  const names = ctes.map((cte) => cte.CommonTableExpr?.ctename ?? '');
  const all = new Set([...defined, ...names]);
  for (const [index, cte] of ctes.entries()) walk(cte, recursive ? all : new Set([...defined, ...names.slice(0, index)]), sink);
  return all;
}

/** The texts of a list of String nodes: `[{String: {sval}}, …]`. */
function strings(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.map((item) => (item as { String?: { sval?: string } }).String?.sval ?? '');
}
