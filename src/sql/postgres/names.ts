import { ColumnRanges } from './column-ranges.ts';
import { mayMakeLength } from './made-lengths.ts';
import { type Fields, isFields, listOf, nodeOf, stringsOf, textOf } from './tree.ts';

export interface RelationName {
  /** Empty where none is written. */
  readonly schema: string;
  readonly name: string;
}

/** `range.name`, where every range that the name before the dot could mean is one of these tables. */
export interface ColumnOfTables {
  readonly name: string;
  readonly tables: readonly string[];
}

export interface NamesInTree {
  readonly relations: readonly RelationName[];
  readonly functions: readonly string[];
  /** Words that this parser takes for syntax and an older server for a call. */
  readonly perhapsFunctions: readonly string[];
  /** Behind a dot, and perhaps functions of what stands before it. */
  readonly attributes: readonly string[];
  readonly columns: readonly ColumnOfTables[];
  readonly operators: readonly string[];
  readonly types: readonly string[];
  readonly hasParameters: boolean;
  /** Whether a call or a cast may give a longer text or list than it is given. */
  readonly mayMakeLength: boolean;
  /** What writes, locks or is not known, in words. */
  readonly refused: readonly string[];
}

const lockingOrInto: ReadonlyMap<string, string> = new Map([['IntoClause', 'SELECT INTO'], ['intoClause', 'SELECT INTO'], ['LockingClause', 'a locking clause (FOR UPDATE, FOR SHARE)']]);

/** Every type of node that a statement which only reads is made of; others are refused. */
const readingNodes: ReadonlySet<string> = new Set(
  `A_ArrayExpr A_Const A_Expr A_Indices A_Indirection A_Star Alias BitString BoolExpr Boolean BooleanTest CTECycleClause CTESearchClause CaseExpr CaseWhen CoalesceExpr CollateClause ColumnDef
   ColumnRef CommonTableExpr DefElem ExplainStmt Float FuncCall GroupingFunc GroupingSet Integer JoinExpr JsonAggConstructor JsonArgument JsonArrayAgg JsonArrayConstructor
   JsonArrayQueryConstructor JsonBehavior JsonFormat JsonFuncExpr JsonIsPredicate JsonKeyValue JsonObjectAgg JsonObjectConstructor JsonOutput JsonParseExpr JsonReturning JsonScalarExpr
   JsonSerializeExpr JsonTable JsonTableColumn JsonTablePathSpec JsonValueExpr List MinMaxExpr NamedArgExpr NullTest ParamRef RangeFunction RangeSubselect RangeTableFunc RangeTableFuncCol
   RangeTableSample RangeVar ResTarget RowExpr SQLValueFunction SelectStmt SortBy String SubLink TypeCast TypeName VariableShowStmt WindowClause
   WindowDef WithClause XmlExpr XmlSerialize`.split(/\s+/),
);

/** Maps, since fields of a tree have names such as `constructor`. */
const callsOfOlderServers: ReadonlyMap<string, readonly string[]> = new Map([
  ['JsonFuncExpr', ['json_exists', 'json_value', 'json_query']], ['JsonParseExpr', ['json']], ['JsonScalarExpr', ['json_scalar']], ['JsonSerializeExpr', ['json_serialize']],
  ['JsonObjectConstructor', ['json_object']], ['JsonArrayConstructor', ['json_array']], ['JsonArrayQueryConstructor', ['json_array']], ['JsonObjectAgg', ['json_objectagg']],
  ['JsonArrayAgg', ['json_arrayagg']], ['JsonTable', ['json_table']],
]);

/** Operators that a form of expression stands for without writing them. */
const operatorsOfKind: ReadonlyMap<string, readonly string[]> = new Map([
  ['AEXPR_BETWEEN', ['>=', '<=']], ['AEXPR_NOT_BETWEEN', ['<', '>']], ['AEXPR_BETWEEN_SYM', ['>=', '<=']], ['AEXPR_NOT_BETWEEN_SYM', ['<', '>']],
  ['AEXPR_DISTINCT', ['=']], ['AEXPR_NOT_DISTINCT', ['=']], ['AEXPR_NULLIF', ['=']],
]);

/** All names of a parse tree that the server looks up, in one walk; CTEs are left out of the relations where they hide a table. */
export function namesIn(tree: object): NamesInTree {
  const names = new NameCollector();
  names.walk(tree, new Set());
  return names.result();
}

class NameCollector {
  readonly #relations = new Map<string, RelationName>();
  readonly #functions = new Set<string>();
  readonly #perhapsFunctions = new Set<string>();
  readonly #attributes = new Set<string>();
  readonly #qualified = new Map<string, readonly [range: string, name: string]>();
  readonly #rows = new Set<string>();
  readonly #operators = new Set<string>();
  readonly #types = new Set<string>();
  readonly #refused = new Set<string>();
  readonly #ranges = new ColumnRanges();
  #hasParameters = false;
  #mayMakeLength = false;

  /** A parse tree has thousands of fields: no entries are made of them. */
  walk(tree: object | null, defined: ReadonlySet<string>): void {
    if (Array.isArray(tree)) {
      for (const item of tree) if (typeof item === 'object') this.walk(item as object | null, defined);
      return;
    }
    if (!isFields(tree)) return;
    if (typeof tree['relname'] === 'string') this.#relation(tree, defined);
    const inner = this.#scope(tree['withClause'], defined);
    for (const key in tree) {
      const value = tree[key];
      if (typeof value !== 'object' || value === null) continue;
      if (isFields(value)) this.#node(key, value);
      if (key !== 'withClause') this.walk(value, inner);
    }
  }

  result(): NamesInTree {
    const columns: ColumnOfTables[] = [];
    for (const [range, name] of this.#qualified.values()) {
      const tables = this.#ranges.tablesWith(range, name);
      if (!tables) this.#attributes.add(name);
      else if (tables.length > 0) columns.push({ name, tables });
    }
    // The type of a row has its table's name.
    for (const name of this.#rows) for (const table of this.#ranges.tablesNamed(name)) this.#types.add(partsOf(table).name);
    for (const set of [this.#attributes, this.#operators, this.#types]) set.delete('');
    return {
      relations: [...this.#relations.values()], functions: [...this.#functions], perhapsFunctions: [...this.#perhapsFunctions], attributes: [...this.#attributes], columns,
      operators: [...this.#operators], types: [...this.#types], hasParameters: this.#hasParameters, mayMakeLength: this.#mayMakeLength, refused: [...this.#refused],
    };
  }

  #node(type: string, fields: Fields): void {
    const reason = lockingOrInto.get(type);
    if (reason !== undefined) this.#refused.add(reason);
    else if (/^[A-Z]/.test(type) && !readingNodes.has(type)) this.#refused.add(type.replace(/Stmt$/, '').toUpperCase());
    for (const name of callsOfOlderServers.get(type) ?? []) this.#perhapsFunctions.add(name);
    switch (type) {
      case 'ParamRef':
        this.#hasParameters = true;
        return;
      case 'FuncCall':
        return this.#call(stringsOf(fields['funcname']));
      case 'ColumnRef':
        return this.#column(stringsOf(fields['fields']));
      case 'A_Indirection':
        for (const name of stringsOf(fields['indirection'])) this.#attributes.add(name);
        return;
      case 'A_Expr':
        return this.#operation(fields);
      case 'SubLink':
        if (fields['subLinkType'] === 'ANY_SUBLINK' || fields['subLinkType'] === 'ALL_SUBLINK') this.#operators.add(stringsOf(fields['operName']).at(-1) ?? '=');
        return;
      case 'SortBy':
        this.#operators.add(stringsOf(fields['useOp']).at(-1) ?? '');
        return;
      case 'CaseExpr':
        if (fields['arg'] !== undefined) this.#operators.add('=');
        return;
      case 'JoinExpr':
        if (fields['isNatural'] === true || fields['usingClause'] !== undefined) this.#operators.add('=');
        return this.#ranges.addOther(type, fields);
      case 'TypeName':
      case 'typeName':
        return this.#type(fields);
      case 'RangeTableSample':
        this.#functions.add(functionName(stringsOf(fields['method'])));
        return;
      case 'RangeSubselect':
      case 'RangeFunction':
      case 'RangeTableFunc':
      case 'JsonTable':
        return this.#ranges.addOther(type, fields);
      default:
    }
  }

  #call(name: readonly string[]): void {
    this.#mayMakeLength ||= mayMakeLength(name.at(-1) ?? '');
    this.#functions.add(functionName(name));
    // What is syntax here, such as NORMALIZE, an older server takes for any function of the name.
    if (name.length === 2 && name[0] === 'pg_catalog') this.#perhapsFunctions.add(functionName(name.slice(1)));
  }

  #column(parts: readonly string[]): void {
    const [range = '', name = ''] = parts.slice(-2);
    if (parts.length === 1) this.#rows.add(range);
    else if (name === '') this.#rows.add(range);
    else this.#qualified.set(`${range}\n${name}`, [range, name]);
  }

  #operation(fields: Fields): void {
    const implied = operatorsOfKind.get(textOf(fields['kind']));
    for (const operator of implied ?? stringsOf(fields['name']).slice(-1)) this.#operators.add(operator);
  }

  #type(fields: Fields): void {
    const name = stringsOf(fields['names']);
    if (fields['setof'] === true || fields['pct_type'] === true) this.#refused.add('a type of a definition');
    if (name.length > 1 && isTemporary(name[0] ?? '')) this.#refused.add('a type of temporary objects');
    this.#mayMakeLength ||= mayMakeLength(name.at(-1) ?? '');
    this.#types.add(name.at(-1) ?? '');
  }

  #relation(fields: Fields, defined: ReadonlySet<string>): void {
    const [schema, name] = [textOf(fields['schemaname']), textOf(fields['relname'])];
    const isCte = schema === '' && defined.has(name);
    this.#ranges.addTable(fields, isCte ? undefined : tableName({ schema, name }));
    if (!isCte) this.#relations.set(`${schema}.${name}`, { schema, name });
  }

  /** A CTE sees those before it, in a recursive WITH also itself and those after it; the statement sees all. */
  #scope(clause: unknown, defined: ReadonlySet<string>): ReadonlySet<string> {
    if (!isFields(clause)) return defined;
    const ctes = listOf(clause['ctes']);
    const names = ctes.map((cte) => textOf(nodeOf(cte, 'CommonTableExpr')?.['ctename']));
    const all = new Set([...defined, ...names]);
    const seen = new Set(defined);
    for (const [index, cte] of ctes.entries()) {
      this.walk(cte as object, clause['recursive'] === true ? all : seen);
      seen.add(names[index] ?? '');
    }
    return all;
  }
}

/** With its schema where one is written. A dot inside of a name is told from the one between names. */
export function functionName(parts: readonly string[]): string {
  return parts.slice(-2).map((part) => (/[."]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part)).join('.');
}

export function tableName({ schema, name }: RelationName): string {
  return schema === '' ? functionName([name]) : functionName([schema, name]);
}

/** The opposite of `functionName` and `tableName`. */
export function partsOf(written: string): RelationName {
  const parts = (written.match(/"(?:[^"]|"")*"|[^."]+/g) ?? []).map((part) => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part));
  return { schema: parts.length > 1 ? (parts[0] ?? '') : '', name: parts.at(-1) ?? '' };
}

function isTemporary(schema: string): boolean {
  return /^pg_(temp|toast)/.test(schema);
}
