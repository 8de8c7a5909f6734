import { type Fields, isFields, listOf, nodeOf, stringsOf, textOf } from '../tree.ts';

/** A table in FROM, with all that decides how its columns can be reached. */
export interface TableRange {
  readonly node: Fields;
  /** As names before dots call it. */
  readonly name: string;
  /** Its columns have other names, or it is part of a join with a name, or sampled. */
  readonly isBent: boolean;
  readonly isSampled: boolean;
}

/** A column or row that is named. Empty in `parts` is `*`. */
export interface Reference {
  readonly parts: readonly string[];
  /** Of an aggregate of which it is the only argument, outside of windows and filters. */
  readonly call?: Fields;
  /** The aggregate is a whole column of the result, without a name of its own. */
  readonly isColumn?: boolean;
  /** It stands in the query itself, and not in one inside of it. */
  readonly isOwn: boolean;
}

/** One SELECT: what it reads, and every name in it and in the queries inside of it, which see its tables, too. */
export interface Level {
  readonly ranges: TableRange[];
  /** Subqueries, functions and CTEs, of whose columns nothing is known here. */
  hasOthers: boolean;
  readonly ctes: Fields[];
  readonly references: Reference[];
}

/** All levels of a statement. Names of CTEs are left out of the tables as the server scopes them. */
export function levelsOf(select: Fields): readonly Level[] {
  const levels: Level[] = [];
  visitQuery(select, { defined: new Set(), outer: [], levels });
  return levels;
}

/** Whether every table in the tree is a range of a level: what was overlooked would be read as it is. */
export function isWhole(tree: unknown, levels: readonly Level[]): boolean {
  const seen = new Set(levels.flatMap(({ ranges, ctes }) => [...ranges.map(({ node }) => node), ...ctes]));
  const isSeen = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.every(isSeen);
    if (!isFields(value)) return true;
    return (typeof value['relname'] !== 'string' || seen.has(value)) && Object.values(value).every(isSeen);
  };
  return isSeen(tree);
}

interface Scope {
  readonly defined: ReadonlySet<string>;
  readonly outer: readonly Level[];
  readonly levels: Level[];
}

function visitQuery(select: Fields, scope: Scope): void {
  const inner = { ...scope, defined: visitWith(select['withClause'], scope) };
  const level: Level = { ranges: [], hasOthers: false, ctes: [], references: [] };
  scope.levels.push(level);
  for (const side of [select['larg'], select['rarg']]) if (isFields(side)) visitQuery(side, inner);
  for (const item of listOf(select['fromClause'])) visitFrom(item, level, inner, false);
  const expressions = { level, scope: inner };
  for (const key in select) if (!/^(withClause|larg|rarg|fromClause)$/.test(key)) visitExpression(select[key], expressions, {});
}

/** A CTE sees those before it, in a recursive WITH all of them; none sees the tables of the query that it belongs to. */
function visitWith(clause: unknown, scope: Scope): ReadonlySet<string> {
  if (!isFields(clause)) return scope.defined;
  const ctes = listOf(clause['ctes']).map((cte) => nodeOf(cte, 'CommonTableExpr') ?? {});
  const all = new Set([...scope.defined, ...ctes.map((cte) => textOf(cte['ctename']))]);
  const before = new Set(scope.defined);
  for (const cte of ctes) {
    const query = nodeOf(cte['ctequery'], 'SelectStmt');
    if (query) visitQuery(query, { ...scope, defined: clause['recursive'] === true ? all : new Set(before) });
    before.add(textOf(cte['ctename']));
  }
  return all;
}

function visitFrom(item: unknown, level: Level, scope: Scope, isBent: boolean, isSampled = false): void {
  const table = nodeOf(item, 'RangeVar');
  const join = nodeOf(item, 'JoinExpr');
  const sample = nodeOf(item, 'RangeTableSample');
  const subquery = nodeOf(nodeOf(item, 'RangeSubselect')?.['subquery'], 'SelectStmt');
  if (table) {
    const alias = isFields(table['alias']) ? table['alias'] : undefined;
    if (textOf(table['schemaname']) === '' && scope.defined.has(textOf(table['relname']))) {
      level.hasOthers = true;
      level.ctes.push(table);
    } else level.ranges.push({ node: table, name: textOf(alias?.['aliasname'] ?? table['relname']), isBent: isBent || isSampled || listOf(alias?.['colnames']).length > 0, isSampled });
  } else if (join) {
    const named = isBent || isFields(join['alias']) || isFields(join['join_using_alias']);
    visitFrom(join['larg'], level, scope, named);
    visitFrom(join['rarg'], level, scope, named);
    visitExpression(join['quals'], { level, scope }, {});
    for (const column of stringsOf(join['usingClause'])) refer({ parts: [column], isOwn: true }, { level, scope });
  } else if (sample) {
    visitFrom(sample['relation'], level, scope, isBent, true);
    visitExpression([sample['args'], sample['repeatable']], { level, scope }, {});
  } else {
    level.hasOthers = true;
    if (subquery) visitQuery(subquery, { ...scope, outer: [...scope.outer, level] });
    else visitExpression(item, { level, scope }, {});
  }
}

interface Place {
  readonly level: Level;
  readonly scope: Scope;
}

const aggregates = /^(count|sum|avg|stddev|stddev_pop|stddev_samp|variance|var_pop|var_samp)$/;

function visitExpression(value: unknown, place: Place, around: Pick<Reference, 'call' | 'isColumn'>): void {
  if (Array.isArray(value)) {
    for (const item of value) visitExpression(item, place, {});
    return;
  }
  if (!isFields(value)) return;
  const reference = nodeOf(value, 'ColumnRef');
  if (reference) return refer({ parts: stringsOf(reference['fields']), ...around, isOwn: true }, place);
  const query = nodeOf(value, 'SelectStmt');
  if (query) return visitQuery(query, { ...place.scope, outer: [...place.scope.outer, place.level] });
  const call = nodeOf(value, 'FuncCall');
  const [argument, ...others] = listOf(call?.['args']);
  if (call && others.length === 0 && isFields(argument) && nodeOf(argument, 'ColumnRef') && isPlainAggregate(call)) return visitExpression(argument, place, { call, ...around });
  const target = nodeOf(value, 'ResTarget');
  if (target) return visitExpression(target['val'], place, { isColumn: textOf(target['name']) === '' });
  for (const key in value) visitExpression(value[key], place, {});
}

/** `agg_within_group`, orders, filters, windows and VARIADIC make something else of it. */
function isPlainAggregate(call: Fields): boolean {
  const [name = '', ...more] = stringsOf(call['funcname']).toReversed();
  if (!aggregates.test(name) || more.length > 1 || (more.length === 1 && more[0] !== 'pg_catalog')) return false;
  return Object.keys(call).every((key) => /^(funcname|args|agg_distinct|funcformat|location)$/.test(key));
}

/** The queries around may be meant by a name, too. */
function refer(reference: Reference, { level, scope }: Place): void {
  level.references.push(reference);
  for (const outer of scope.outer) outer.references.push({ parts: reference.parts, isOwn: false });
}
