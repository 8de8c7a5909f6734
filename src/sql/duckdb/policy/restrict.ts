import { createHmac } from 'node:crypto';
import type { CatalogTable } from '../../../core/catalog.ts';
import { isRefusal, refuse, type Refusal } from '../../../core/proof.ts';
import type { Access, RestrictedTable } from '../../access/rules.ts';
import { asciiFolded } from '../../identifiers.ts';
import { doubleQuoted } from '../../quoting.ts';
import type { Reading, Relation, TableUse } from '../judge.ts';
import { become, isNode, nodesOf, stringsOf, textOf, type TreeNode } from '../tree.ts';
import { aliasOf, guardedCalls, guardedText, type Place, spreads } from './aggregates.ts';
import { shownQuery } from './masks.ts';

/** A query that has been judged. */
export interface JudgedQuery {
  readonly query: TreeNode;
  readonly reading: Reading;
}

export interface Policed {
  readonly access: Access;
  /** What secret names are made with. */
  readonly salt: string;
  /** The name under which the file is attached. */
  readonly file: string;
  /** The tree of a text of ours. */
  parse(sql: string): Promise<TreeNode>;
  /** The query of a view, judged, in a copy of its own. */
  viewed(view: Relation): Promise<JudgedQuery | Refusal>;
}

/** What a policy found of a query that it has put under itself. */
export interface Found {
  /** Rows that it may read at most; Infinity where nothing limits them. */
  readonly rowsMax: number;
  /** Whether the query was changed. */
  readonly isChanged: boolean;
}

const viewsDeepMax = 20;

/**
 * Puts a judged query under a policy. In the place of every table some of whose columns are masked stands a query that has the
 * rest, so that whatever the statement does with it follows from DuckDB's own rules; in the place of a view that reads such a
 * table stands its query, without any protected column. A column for aggregates is there under a secret name, and only for the calls
 * that were found to be nothing but aggregates of it.
 */
export class PolicedQueries {
  readonly #policed: Policed;
  readonly #secret: string;
  #places = 0;

  /** `seed` makes secret names differ from statement to statement. */
  constructor(policed: Policed, seed: string) {
    this.#policed = policed;
    this.#secret = secretOf(policed.salt, seed);
  }

  /** What no text of a result may show. */
  get secret(): string {
    return this.#secret;
  }

  async restrict({ query, reading }: JudgedQuery, depth = 0): Promise<Found | Refusal> {
    if (reading.macros.length > 0) return refuse(`the macro ${reading.macros[0] ?? ''} may show what may not be seen`, ['Ask without it.']);
    if (textOf(isNode(query['from_table']) ? query['from_table'] : {}, 'type') === 'SHOW_REF' || hasShow(query)) return refuse('only SELECT is run under this policy', ['get_schema describes what may be seen.']);
    if (depth > viewsDeepMax) return refuse('views stand on one another too deeply', ['Ask the tables themselves.']);
    let found: Found = { rowsMax: Infinity, isChanged: false };
    for (const use of reading.uses) {
      const one = await this.#restrictUse(use, reading.uses, depth);
      if (isRefusal(one)) return one;
      found = { rowsMax: Math.min(found.rowsMax, one.rowsMax), isChanged: found.isChanged || one.isChanged };
    }
    return found;
  }

  async #restrictUse(use: TableUse, uses: readonly TableUse[], depth: number): Promise<Found | Refusal> {
    const { access } = this.#policed;
    const table = tableOf(use.relation, access);
    if (!table || access.denied.includes(table)) return refuse(`there is no table ${use.relation.name}`, ['get_schema lists the tables.']);
    const limits = access.rows.filter((limit) => limit.table === table).map(({ rowsMax }) => rowsMax);
    const view = use.relation.query === undefined ? undefined : await this.#viewed(use.relation, depth);
    if (view && isRefusal(view)) return refuse(`the view ${table.name} shows what may not be seen`, ['Ask the tables themselves; get_schema lists them.']);
    const rowsMax = Math.min(...limits, view?.found.rowsMax ?? Infinity);
    const restricted = access.restricted.find((one) => one.table === table);
    if (restricted && depth > 0 && spreads(use)) return refuse(`${table.name} is shown in whole`);
    const entry = restricted && depth > 0 ? allHidden(restricted) : restricted;
    const inner = view?.found.isChanged === true ? view.query : undefined;
    if (isNode(use.node['sample']) && (entry || inner || limits.length > 0)) return refuse(`a sample of ${table.name} is not for statements under this policy`, ['Ask the whole table, or LIMIT.']);
    if (!entry && !inner) return { rowsMax, isChanged: false };
    const refused = entry ? await this.#mask(use, entry, { uses, inner }) : inner && substitute(use.node, inner);
    return refused ?? { rowsMax, isChanged: true };
  }

  async #viewed(view: Relation, depth: number): Promise<{ readonly query: TreeNode; readonly found: Found } | Refusal> {
    const judged = await this.#policed.viewed(view);
    if (isRefusal(judged)) return judged;
    // Where the view's query will stand a bare name might mean something else.
    for (const { node, relation } of judged.reading.uses) Object.assign(node, { alias: aliasOf(node), catalog_name: this.#policed.file, schema_name: relation.schema, table_name: relation.name });
    const found = await this.restrict(judged, depth + 1);
    return isRefusal(found) ? found : { query: judged.query, found };
  }

  /** `inner` is the query of a view that had to be changed. */
  async #mask(use: TableUse, entry: RestrictedTable, { uses, inner }: { readonly uses: readonly TableUse[]; readonly inner: TreeNode | undefined }): Promise<Refusal | undefined> {
    const { access, file } = this.#policed;
    const { relation, node } = use;
    const calls = guardedCalls(placeOf(use, entry, uses, access));
    if (isRefusal(calls)) return calls;
    const isView = relation.query !== undefined;
    const isOdd = isView || entry.table.columns.some(({ name }) => name.toLowerCase() === 'rowid');
    if (calls.length > 0 && isOdd && access.groupRowsMin > 1) return refuse(`the rows of ${relation.name} can not be told from one another, so that aggregates over it can not be guarded`,
      ['Ask the table that it is made of.']);
    this.#places += 1;
    const prefix = `${this.#secret}_${this.#places}`;
    const aggregated = new Map([...new Set(calls.map(({ column }) => column))].map((column, index) => [column, `${prefix}_${index}`]));
    const row = calls.length > 0 && !isOdd ? { row: `${prefix}_row` } : {};
    const source = `${doubleQuoted(file)}.${doubleQuoted(relation.schema)}.${doubleQuoted(relation.name)}`;
    const query = await this.#policed.parse(shownQuery(entry, { source, aggregated, ...row }));
    if (inner && isNode(query['from_table'])) substitute(query['from_table'], inner);
    for (const call of calls) {
      const column = aggregated.get(call.column) ?? '';
      const guarded = await this.#policed.parse(`SELECT ${guardedText(call, { alias: aliasOf(node), column, row: `${prefix}_row` }, access.groupRowsMin)}`);
      replaceCall(call.node, nodesOf(guarded['select_list'])[0] ?? {}, nodesOf(use.select['select_list']).includes(call.node));
    }
    substitute(node, query);
    return undefined;
  }
}

/** In a SELECT's list a call gives its column a name. */
function replaceCall(node: TreeNode, guarded: TreeNode, isColumn: boolean): void {
  const [argument] = nodesOf(node['children']);
  const written = `${textOf(node, 'function_name')}(${node['distinct'] === true ? 'DISTINCT ' : ''}${stringsOf(argument?.['column_names']).join('.')})`;
  become(node, { ...guarded, alias: textOf(node, 'alias') || (isColumn ? written : '') });
}

/** `t AS a (x, y)` as `(SELECT …) AS a (x, y)`. */
function substitute(node: TreeNode, query: TreeNode): undefined {
  const aliases = stringsOf(node['column_name_alias']);
  become(node, { type: 'SUBQUERY', alias: aliasOf(node), sample: null, query_location: node['query_location'], subquery: { node: query, named_param_map: [] }, column_name_alias: aliases });
}

function placeOf(use: TableUse, entry: RestrictedTable, uses: readonly TableUse[], access: Access): Place {
  const others = sourcesOf(use.select['from_table']).filter((node) => node !== use.node);
  const known = new Map(uses.map((other) => [other.node, other]));
  const mayBeOthers = (column: string) => others.some((node) => {
    const other = known.get(node);
    const table = other && tableOf(other.relation, access);
    return !table || stringsOf(node['column_name_alias']).length > 0 || table.columns.some(({ name }) => asciiFolded(name) === asciiFolded(column));
  });
  return { use, entry, alias: aliasOf(use.node), mayBeOthers };
}

/** What a view reads of a table with protected columns it shows to everybody: in views they are not there at all. */
function allHidden({ table, rules }: RestrictedTable): RestrictedTable {
  return { table, rules: new Map([...rules.keys()].map((name) => [name, 'hidden'])) };
}

/** What stands in a FROM, joins taken apart. */
function sourcesOf(from: unknown): TreeNode[] {
  if (!isNode(from) || from['type'] === 'EMPTY') return [];
  return from['type'] === 'JOIN' ? [...sourcesOf(from['left']), ...sourcesOf(from['right'])] : [from];
}

function hasShow(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasShow);
  return isNode(value) && (value['type'] === 'SHOW_REF' || Object.values(value).some(hasShow));
}

function tableOf({ schema, name }: Relation, { snapshot }: Access): CatalogTable | undefined {
  return snapshot.tables.find((table) => table.schema === schema && table.name === name);
}

function secretOf(salt: string, seed: string): string {
  return `only_${createHmac('sha256', salt).update(seed).digest('hex').slice(0, 24)}`;
}
