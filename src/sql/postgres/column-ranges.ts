import { type Fields, isFields, listOf, nodeOf, stringsOf, textOf } from './tree.ts';

/** What a name in FROM stands for, as far as its columns are told: a table's are in the catalog, those of a query in its text. */
export interface ColumnRange {
  readonly table?: string;
  /** Its columns have other names here. */
  readonly isRenamed?: boolean;
  readonly columns?: ReadonlySet<string>;
}

/**
 * All ranges of a statement by name, whatever their scope: a name behind a dot is certainly a column where every range that the
 * name before the dot could mean has it. `tableOf` tells the table of a RangeVar, undefined where it is a CTE or in doubt.
 */
export class ColumnRanges {
  readonly #ranges = new Map<string, ColumnRange[]>();
  /** A range has a name that only the server knows. */
  #isUnsure = false;

  addTable(relation: Fields, table: string | undefined): void {
    const alias = aliasOf(relation);
    this.#add(alias?.name ?? textOf(relation['relname']), { ...(table === undefined ? {} : { table }), ...((alias?.columns.length ?? 0) > 0 ? { isRenamed: true } : {}) });
  }

  /** Subqueries, functions, joins: whatever has an alias and is no table. */
  addOther(type: string, fields: Fields): void {
    const alias = aliasOf(fields);
    if (alias) this.#add(alias.name, type === 'RangeSubselect' ? columnsOfQuery(nodeOf(fields['subquery'], 'SelectStmt'), alias.columns) : {});
    else if (type === 'RangeFunction') this.#addCalled(fields);
    else if (type !== 'JoinExpr' && type !== 'RangeSubselect') this.#isUnsure = true;
    const using = isFields(fields['join_using_alias']) ? textOf(fields['join_using_alias']['aliasname']) : '';
    if (using !== '') this.#add(using, {});
  }

  /** A function in FROM is a range of its own name. */
  #addCalled(fields: Fields): void {
    for (const item of listOf(fields['functions'])) {
      const name = stringsOf(nodeOf(listOf(nodeOf(item, 'List')?.['items'])[0], 'FuncCall')?.['funcname']).at(-1);
      if (name === undefined) this.#isUnsure = true;
      else this.#add(name, {});
    }
  }

  /** Undefined where `name` may be something else than a column of what `range` names; else the tables that must have it. */
  tablesWith(range: string, name: string): readonly string[] | undefined {
    const ranges = this.#ranges.get(range);
    if (!ranges || this.#isUnsure) return undefined;
    const tables: string[] = [];
    for (const { table, isRenamed, columns } of ranges) {
      if (table !== undefined && !isRenamed) tables.push(table);
      else if (!columns?.has(name)) return undefined;
    }
    return tables;
  }

  /** The tables of which a name may stand for a row. */
  tablesNamed(range: string): readonly string[] {
    return (this.#ranges.get(range) ?? []).flatMap(({ table }) => table ?? []);
  }

  #add(name: string, range: ColumnRange): void {
    const ranges = this.#ranges.get(name);
    if (ranges) ranges.push(range);
    else this.#ranges.set(name, [range]);
  }
}

function aliasOf(fields: Fields): { readonly name: string; readonly columns: readonly string[] } | undefined {
  const alias = fields['alias'];
  return isFields(alias) ? { name: textOf(alias['aliasname']), columns: stringsOf(alias['colnames']) } : undefined;
}

function columnsOfQuery(query: Fields | undefined, renamed: readonly string[]): ColumnRange {
  const targets = listOf(query?.['targetList']).map((item) => columnName(nodeOf(item, 'ResTarget') ?? {}));
  if (targets.length === 0 || targets.includes('')) return {};
  return { columns: new Set([...renamed, ...targets.slice(renamed.length)]) };
}

/** Empty where the name is the server's choice, or there are many. */
function columnName(target: Fields): string {
  const named = textOf(target['name']);
  return named === '' ? (stringsOf(nodeOf(target['val'], 'ColumnRef')?.['fields']).at(-1) ?? '') : named;
}
