import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { CatalogIndex } from '../../src/catalog/index.ts';
import { ValueIndex } from '../../src/catalog/values.ts';
import type { Cell } from '../../src/core/result.ts';
import { introspect } from '../../src/database/sqlite/introspect.ts';
import { compile, type InstantResult } from '../../src/instant/engine.ts';
import { sqliteDialect } from '../../src/sql/sqlite/dialect.ts';
import type { GlossaryEntry } from '../../src/core/glossary.ts';
import { sqliteFile } from '../fixtures/make-database.ts';

/** A database in this process, with its catalog and values, to be asked directly. */
export class Asked {
  readonly #database: DatabaseSyncInstance;
  readonly catalog: CatalogIndex;
  readonly values = new ValueIndex();

  constructor(path: string) {
    this.#database = new DatabaseSync(path, { readOnly: true });
    this.catalog = new CatalogIndex(introspect(this.#database));
    for (const table of this.catalog.tables) {
      const columns = table.columns.filter((column) => ValueIndex.wants(column));
      const names = columns.map(({ column }) => quoted(column.name)).join(', ');
      if (columns.length > 0) for (const row of this.rows(`SELECT ${names} FROM ${quoted(table.table.name)} LIMIT 2000`)) this.values.addRow(columns, row);
    }
  }

  ask(question: string, { history = [], glossary = [] }: { readonly history?: readonly string[]; readonly glossary?: readonly GlossaryEntry[] } = {}): InstantResult {
    return compile({ question, history, glossary, catalog: this.catalog, values: this.values, dialect: sqliteDialect });
  }

  /** The SQL of the best reading, however sure. */
  best(question: string, options: { readonly history?: readonly string[]; readonly glossary?: readonly GlossaryEntry[] } = {}): string {
    return this.ask(question, options).candidates[0]?.sql ?? '';
  }

  rows(sql: string): Cell[][] {
    const statement = this.#database.prepare(sql);
    statement.setReturnArrays(true);
    return statement.all() as Cell[][];
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function asked(schema: string): Asked {
  return new Asked(sqliteFile(schema));
}
