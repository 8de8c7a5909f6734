import { Failure } from '../../core/errors.ts';
import { refuse, type Refusal } from '../../core/proof.ts';
import { asciiFolded } from '../identifiers.ts';
import { duckdbEquivalents } from './equivalents.ts';
import { duckdbFunctions, duckdbTableFunctions } from './functions.ts';
import { isNode, nodesOf, placeOf, stringsOf, textOf, type TreeNode } from './tree.ts';

/** A table or a view of the file. */
export interface Relation {
  readonly schema: string;
  readonly name: string;
  /** The query of a view. */
  readonly query?: string;
}

/** What stands in the file, as names find it. */
export interface FileNames {
  /** The relations that a name may mean; `owner` is a schema or the file itself. */
  find(name: string, owner: readonly string[]): readonly Relation[];
  hasMacro(name: string): boolean;
}

/** A place in a query where a table or a view of the file is read. */
export interface TableUse {
  /** Of the type BASE_TABLE. */
  readonly node: TreeNode;
  readonly relation: Relation;
  /** The SELECT in whose FROM it stands. */
  readonly select: TreeNode;
}

export interface Reading {
  readonly uses: readonly TableUse[];
  readonly functions: readonly string[];
  /** Macros of the file that it calls, in lower case. */
  readonly macros: readonly string[];
}

const functions: ReadonlySet<string> = new Set(duckdbFunctions);
const tableFunctions: ReadonlySet<string> = new Set(duckdbTableFunctions);

const expressions: ReadonlySet<string> = new Set(['COLUMN_REF', 'CONSTANT', 'FUNCTION', 'COMPARISON', 'CONJUNCTION', 'CASE', 'CAST', 'SUBQUERY', 'WINDOW', 'STAR', 'OPERATOR', 'BETWEEN', 'LAMBDA',
  'COLLATE', 'POSITIONAL_REFERENCE']);
/** Queries, what stands in FROM, and what follows: everything that has a type and is no expression. */
const parts = /^(?:SELECT_NODE|SET_OPERATION_NODE|RECURSIVE_CTE_NODE|BASE_TABLE|SUBQUERY|JOIN|TABLE_FUNCTION|EXPRESSION_LIST|EMPTY|PIVOT|SHOW_REF|(?:ORDER|LIMIT|LIMIT_PERCENT|DISTINCT)_MODIFIER|ORDER_DEFAULT|ASCENDING|DESCENDING|\w+_TYPE_INFO)$/;

const callsByName = /^(?:aggregate|(?:list|array)_aggr(?:egate)?)$/;

interface Context {
  /** Names of WITH that are in reach, folded. */
  readonly scope: ReadonlySet<string>;
  readonly select: TreeNode;
}

/** Why a query may not be run, thrown out of the depth of its tree. */
class NotReading extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

/**
 * What a query reads and calls, where all of it is known to read only: every kind of node and every function stands on a list,
 * and every table is one of the file. Whatever stands on none is refused. Fails with UNKNOWN_TABLE where a table is none.
 */
export function judge(query: TreeNode, names: FileNames): Reading | Refusal {
  try {
    const judging = new Judging(names);
    judging.query(query, new Set());
    return { uses: judging.uses, functions: [...judging.functions], macros: [...judging.macros] };
  } catch (error) {
    if (error instanceof NotReading) return error.refusal;
    throw error;
  }
}

class Judging {
  readonly uses: TableUse[] = [];
  readonly functions = new Set<string>();
  readonly macros = new Set<string>();
  readonly #names: FileNames;

  constructor(names: FileNames) {
    this.#names = names;
  }

  /** Each WITH sees those before it; itself only where it is recursive, and only in the part that repeats. */
  query(query: TreeNode, outer: ReadonlySet<string>): void {
    this.#known(query);
    const scope = new Set(outer);
    const { cte_map: withs, ...rest } = query;
    for (const { key, value } of nodesOf(isNode(withs) ? withs['map'] : undefined)) {
      this.#all(value, { scope: new Set(scope), select: query });
      scope.add(asciiFolded(String(key)));
    }
    const context = { scope, select: query };
    if (query['type'] !== 'RECURSIVE_CTE_NODE') return this.#each(rest, context);
    const { right, ...others } = rest;
    this.#each(others, context);
    this.#all(right, { scope: new Set([...scope, asciiFolded(textOf(query, 'cte_name'))]), select: query });
  }

  #all(value: unknown, context: Context): void {
    if (Array.isArray(value)) for (const one of value) this.#all(one, context);
    else if (isNode(value)) this.#node(value, context);
  }

  #each(node: TreeNode, context: Context): void {
    for (const value of Object.values(node)) this.#all(value, context);
  }

  #node(node: TreeNode, context: Context): void {
    const type = textOf(node, 'type');
    if (type.endsWith('_NODE')) return this.query(node, context.scope);
    this.#known(node);
    if (node['class'] === undefined && type === 'BASE_TABLE') this.#table(node, context);
    if (node['class'] === undefined && type === 'TABLE_FUNCTION') return this.#tableFunction(node, context);
    if (node['class'] === 'FUNCTION' || node['class'] === 'WINDOW') this.#call(node, functions);
    if (node['class'] === 'COLUMN_REF') this.#column(node);
    this.#each(node, context);
  }

  #known(node: TreeNode): void {
    const { class: kind, type } = node;
    if (kind === 'PARAMETER') throw new NotReading(refuse('the statement has parameters, and no values come with it', ['Write the values where $1, ? and so on stand.'], placeOf(node)));
    if (kind !== undefined) {
      if (typeof kind !== 'string' || !expressions.has(kind)) throw new NotReading(refuse(`${textOf(node, 'class')} is not for statements that only read`, ['Write it another way.'], placeOf(node)));
    } else if (typeof type === 'string' && !parts.test(type)) {
      throw new NotReading(refuse(`${type.replaceAll('_', ' ')} is not for statements that only read`, ['Write it another way.'], placeOf(node)));
    }
    if (type === 'SHOW_REF' && !(isNode(node['query']) && /^(?:DESCRIBE|SUMMARY)$/.test(textOf(node, 'show_type')))) {
      throw new NotReading(refuse('SHOW tells of more than tables', ['DESCRIBE table, SUMMARIZE table, or get_schema.'], placeOf(node)));
    }
    if (isNode(node['at_clause'])) throw new NotReading(refuse('AT is not for tables of a file', ['Ask for the table as it is.'], placeOf(node)));
  }

  #table(node: TreeNode, { scope, select }: Context): void {
    const name = textOf(node, 'table_name');
    const owner = [textOf(node, 'catalog_name'), textOf(node, 'schema_name')].filter((part) => part !== '');
    if (owner.length === 0 && scope.has(asciiFolded(name))) return;
    const [relation, other] = this.#names.find(name, owner);
    if (!relation) throw unknownTable(name, placeOf(node));
    if (other) throw new NotReading(refuse(`${[...owner, name].join('.')} may be of several schemas`, ['Write the file, the schema and the table.'], placeOf(node)));
    this.uses.push({ node, relation, select });
  }

  #tableFunction(node: TreeNode, context: Context): void {
    const { function: call, ...rest } = node;
    if (!isNode(call)) throw new NotReading(refuse('a function in FROM can not be told', [], placeOf(node)));
    this.#call(call, tableFunctions);
    this.#each(call, context);
    this.#each(rest, context);
  }

  /** `t.f(x)` may be a function f of a schema, or of the column t. */
  #call(node: TreeNode, allowed: ReadonlySet<string>): void {
    const name = asciiFolded(textOf(node, 'function_name'));
    const owner = [textOf(node, 'catalog'), textOf(node, 'schema')].filter((part) => part !== '');
    if (owner.length > 1 || (owner[0] !== undefined && asciiFolded(owner[0]) !== 'main')) {
      throw new NotReading(refuse(`${owner.join('.')}.${name} may be a function of its own`, [`Write ${name}(${owner.at(-1) ?? ''}, …).`], placeOf(node)));
    }
    if (this.#names.hasMacro(name)) this.macros.add(name);
    else if (!allowed.has(name)) throw new NotReading(refusedFunction(name, placeOf(node)));
    if (callsByName.test(name)) this.#named(node);
    if (node['export_state'] === true) throw new NotReading(refuse('EXPORT_STATE gives what only DuckDB can read', ['Ask for the aggregate itself.'], placeOf(node)));
    this.functions.add(name);
  }

  /** The aggregate that is called is the second argument, a text. */
  #named(node: TreeNode): void {
    const [, named] = nodesOf(node['children']);
    const value = isNode(named?.['value']) ? named['value']['value'] : undefined;
    if (named?.['class'] === 'CONSTANT' && typeof value === 'string' && functions.has(asciiFolded(value))) return;
    throw new NotReading(refuse(`${textOf(node, 'function_name')} is not told which aggregate it calls`, ["list_aggregate(l, 'sum')"], placeOf(node)));
  }

  /** `user` and the like are functions without parentheses, in whose place a macro of the file may stand. */
  #column(node: TreeNode): void {
    const [name, ...others] = stringsOf(node['column_names']);
    if (name !== undefined && others.length === 0 && this.#names.hasMacro(asciiFolded(name))) this.macros.add(asciiFolded(name));
  }
}

export function refusedFunction(name: string, position?: number): Refusal {
  const equivalent = duckdbEquivalents.get(name);
  if (equivalent !== undefined) return refuse(`DuckDB has no function ${name}`, [`Write ${equivalent}.`], position);
  if (/^(?:read_|parquet_|sniff_|glob$|query)/.test(name)) return refuse(`the function ${name} reads files or tables by name`, ['Ask the tables themselves: get_schema lists them.'], position);
  return refuse(`the function ${name} is none of those that only read the data`, ['Ask without it.'], position);
}

function unknownTable(name: string, position: number | undefined): Failure {
  return new Failure('UNKNOWN_TABLE', `there is no table ${name}`, position === undefined ? {} : { position });
}
