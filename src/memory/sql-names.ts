import type { CatalogIndex, IndexedColumn, IndexedTable } from '../catalog/index.ts';
import { isName, nameOf } from '../sql/identifiers.ts';
import type { Token } from '../sql/lexer.ts';

interface TableReference {
  readonly alias: string;
  readonly table: IndexedTable;
}

const notAliases: ReadonlySet<string> = new Set(['on', 'using', 'where', 'group', 'order', 'having', 'limit', 'join', 'inner', 'left', 'right', 'full', 'cross', 'natural', 'union', 'intersect', 'except', 'as', 'outer', 'offset', 'fetch', 'window', 'for']);

/** The tables of a statement by the names that it gives them, in all its parts together. */
export class SqlNames {
  readonly tables: ReadonlySet<IndexedTable>;
  /** Each table once. */
  readonly #byAlias = new Map<string, Set<IndexedTable>>();

  constructor(tokens: readonly Token[], catalog: CatalogIndex) {
    const sources = sourcesOf(tokens, catalog);
    this.tables = new Set(sources.map((source) => source.table));
    for (const { alias, table } of sources) this.#byAlias.set(alias, (this.#byAlias.get(alias) ?? new Set<IndexedTable>()).add(table));
  }

  /** The one column that a name can mean anywhere in the statement; undefined where it can mean several or none. */
  column(qualifier: string | undefined, name: string): IndexedColumn | undefined {
    const wanted = name.toLowerCase();
    const tables = qualifier === undefined ? this.tables : (this.#byAlias.get(qualifier.toLowerCase()) ?? []);
    const found = [...tables].flatMap((table) => table.columns.filter(({ column }) => column.name.toLowerCase() === wanted));
    return found.length === 1 ? found[0] : undefined;
  }

  /** Whether any table of the statement has a column of this name. */
  knows(name: string): boolean {
    return [...this.tables].some((table) => table.columns.some(({ column }) => column.name.toLowerCase() === name.toLowerCase()));
  }
}

function sourcesOf(tokens: readonly Token[], catalog: CatalogIndex): TableReference[] {
  const sources: TableReference[] = [];
  const read = new Set<number>();
  for (const [index, token] of tokens.entries()) {
    if (!/^(from|join)$/i.test(token.text)) continue;
    let at: number | undefined = index + 1;
    // From a place that was read already all goes on as it did then.
    while (at !== undefined && !read.has(at)) {
      read.add(at);
      at = readSource(tokens, at, catalog, sources);
    }
  }
  return sources;
}

/** Reads `[schema.]table [[AS] alias]`; gives the place after a comma that follows, where the list goes on. */
function readSource(tokens: readonly Token[], start: number, catalog: CatalogIndex, sources: TableReference[]): number | undefined {
  const parts: string[] = [];
  let at = start;
  for (let token = tokens[at]; isName(token); token = tokens[at]) {
    parts.push(nameOf(token));
    at += 1;
    if (tokens[at]?.text !== '.') break;
    at += 1;
  }
  if (parts.length === 0) return undefined;
  if (/^as$/i.test(tokens[at]?.text ?? '')) at += 1;
  const next = tokens[at];
  const alias = isName(next) && !notAliases.has(next.text.toLowerCase()) ? nameOf(next) : undefined;
  const table = catalog.table(parts.join('.'));
  if (table) sources.push({ alias: (alias ?? parts.at(-1) ?? '').toLowerCase(), table });
  if (alias !== undefined) at += 1;
  return tokens[at]?.text === ',' ? at + 1 : undefined;
}
