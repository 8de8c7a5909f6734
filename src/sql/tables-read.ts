import type { CatalogColumn, CatalogSnapshot, CatalogTable } from '../core/catalog.ts';
import { clauseWord, type Mention } from './access/mentions.ts';
import { isName, lowerNameOf } from './identifiers.ts';
import type { Token } from './lexer.ts';

/** The names in a statement, and of each token whether a table is expected there. */
interface Named {
  readonly mentions: readonly Mention[];
  readonly positions: readonly boolean[];
}

/** The tables that a statement reads, looked up by what its text says of them; in a long statement each lookup must cost as little as in a short one. */
export class TablesRead {
  /** Each once. */
  readonly tables: ReadonlySet<CatalogTable>;
  readonly #byAlias = new Map<string, CatalogTable[]>();
  readonly #columns = new Map<string, CatalogColumn[]>();

  constructor(tokens: readonly Token[], { mentions, positions }: Named, snapshot: CatalogSnapshot) {
    const known = tablesByName(snapshot);
    const counts = new Map<CatalogTable, number>();
    for (const { index, text, owner } of mentions) {
      const table = positions[owner === undefined ? index : index - 2] ? known.get(`${owner ?? snapshot.defaultSchema.toLowerCase()}\n${text}`) : undefined;
      if (!table) continue;
      const next = tokens[index + 1]?.text.toLowerCase() === 'as' ? tokens[index + 2] : tokens[index + 1];
      push(this.#byAlias, next && isName(next) && !clauseWord.test(next.text) ? lowerNameOf(next) : text, table);
      counts.set(table, (counts.get(table) ?? 0) + 1);
    }
    this.tables = new Set(counts.keys());
    // A table that is read twice has each of its columns twice.
    for (const [table, count] of counts) for (const column of table.columns) for (let n = 0; n < Math.min(2, count); n += 1) push(this.#columns, column.name.toLowerCase(), column);
  }

  ofAlias(alias: string): CatalogTable | undefined {
    return this.#byAlias.get(alias)?.[0];
  }

  hasColumn(name: string): boolean {
    return this.#columns.has(name);
  }

  /** The one column that a name means, behind an alias or bare; undefined where it may mean several or none. */
  column(name: string, alias: string | undefined): CatalogColumn | undefined {
    const found = alias === undefined ? this.#columns.get(name) : this.#byAlias.get(alias)?.slice(0, 2).flatMap((table) => table.columns.filter((column) => column.name.toLowerCase() === name));
    return found?.length === 1 ? found[0] : undefined;
  }
}

const byName = new WeakMap<CatalogSnapshot, ReadonlyMap<string, CatalogTable>>();

function tablesByName(snapshot: CatalogSnapshot): ReadonlyMap<string, CatalogTable> {
  const known = byName.get(snapshot);
  if (known) return known;
  const tables = new Map(snapshot.tables.map((table) => [`${table.schema.toLowerCase()}\n${table.name.toLowerCase()}`, table]));
  byName.set(snapshot, tables);
  return tables;
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
