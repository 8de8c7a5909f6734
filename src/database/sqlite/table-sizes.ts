import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/** What SQLite supposes of an index that was never analysed: so many rows to a key. */
const rowsPerKey = 10;
/** A row of a b-tree page holds at least the lengths of its record and header, its key, and the cell's pointer. */
const rowOverheadBytes = 5;

export interface IndexSize {
  readonly unique: boolean;
  readonly columns: number;
  /** Rows that share the first, the first two, … columns; from ANALYZE. */
  readonly rowsPerPrefix: readonly number[];
}

/**
 * How large tables are, without counting: what ANALYZE noted, else the span of the row numbers, and never more than fit into
 * the file. Each look-up takes microseconds.
 */
export class TableSizes {
  readonly #database: DatabaseSyncInstance;
  readonly #analyzed: boolean;
  readonly #indexes = new Map<string, IndexSize>();
  readonly #rows = new Map<string, number>();

  constructor(database: DatabaseSyncInstance) {
    this.#database = database;
    this.#analyzed = this.#number("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'") === 1;
  }

  rows(table: string): number {
    const known = this.#rows.get(table);
    if (known !== undefined) return known;
    const rows = this.#noted(table) ?? Math.min(this.#span(table), this.#fitting(table));
    this.#rows.set(table, rows);
    return rows;
  }

  index(name: string): IndexSize {
    const known = this.#indexes.get(name);
    if (known) return known;
    const read = this.#readIndex(name);
    this.#indexes.set(name, read);
    return read;
  }

  /** Columns of the primary key. */
  keyColumns(table: string): number {
    return this.#number('SELECT count(*) FROM pragma_table_info(?) WHERE pk > 0', table);
  }

  /** The texts of all views, where the aliases of a plan may come from. */
  views(): string {
    return this.#all<{ readonly sql: string }>("SELECT sql FROM sqlite_schema WHERE type = 'view'").map(({ sql }) => sql).join('\n');
  }

  #readIndex(name: string): IndexSize {
    const [row] = this.#all<{ readonly is_unique: number; readonly columns: number }>('SELECT l."unique" AS is_unique, (SELECT count(*) FROM pragma_index_info(m.name)) AS columns FROM sqlite_schema m JOIN pragma_index_list(m.tbl_name) l ON l.name = m.name WHERE m.type = \'index\' AND m.name = ?', name);
    const [noted] = this.#analyzed ? this.#all<{ readonly stat: string }>('SELECT stat FROM sqlite_stat1 WHERE idx = ?', name) : [];
    return { unique: row?.is_unique === 1, columns: row?.columns ?? 1, rowsPerPrefix: noted ? numbersOf(noted.stat).slice(1) : [] };
  }

  #noted(table: string): number | undefined {
    if (!this.#analyzed) return undefined;
    const rows = this.#all<{ readonly stat: string }>('SELECT stat FROM sqlite_stat1 WHERE tbl = ? COLLATE NOCASE', table).flatMap(({ stat }) => numbersOf(stat).slice(0, 1));
    return rows.length === 0 ? undefined : Math.max(...rows);
  }

  /** Tables without row numbers have none. */
  #span(table: string): number {
    const quoted = `"${table.replaceAll('"', '""')}"`;
    try {
      return this.#number(`SELECT coalesce((SELECT max(rowid) FROM ${quoted}) - (SELECT min(rowid) FROM ${quoted}) + 1, 0)`);
    } catch {
      return Infinity;
    }
  }

  #fitting(table: string): number {
    const bytes = this.#number('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size');
    return Math.floor(bytes / (rowOverheadBytes + this.#number('SELECT count(*) FROM pragma_table_info(?)', table)));
  }

  #number(sql: string, ...values: readonly string[]): number {
    return Number(Object.values(this.#all<object>(sql, ...values)[0] ?? {})[0] ?? 0);
  }

  #all<T>(sql: string, ...values: readonly string[]): T[] {
    return this.#database.prepare(sql).all(...values) as T[];
  }
}

/** Rows that an equality on the first columns of an index finds. */
export function rowsOfKey({ unique, columns, rowsPerPrefix }: IndexSize, equalities: number): number {
  if (unique && equalities >= columns) return 1;
  return rowsPerPrefix[Math.min(equalities, rowsPerPrefix.length) - 1] ?? rowsPerKey;
}

function numbersOf(stat: string): number[] {
  return (stat.match(/\b\d+\b/g) ?? []).map(Number);
}
