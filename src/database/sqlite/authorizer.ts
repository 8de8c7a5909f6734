import { constants, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Binding, type Refusal, refuse } from '../../core/proof.ts';
import { doubleQuoted } from '../../sql/quoting.ts';

/** The names of action codes, for reasons a person can read. */
const actionNames = new Map(Object.entries(constants).filter(([name]) => /^SQLITE_(CREATE|DELETE|DROP|INSERT|UPDATE|PRAGMA|ATTACH|DETACH|ALTER|REINDEX|ANALYZE|TRANSACTION|SAVEPOINT)/.test(name)).map(([name, code]) => [code, name.replace('SQLITE_', '').replaceAll('_', ' ')]));

const describingPragmas: ReadonlySet<string> = new Set(['table_info', 'table_xinfo', 'table_list', 'index_list', 'index_info', 'index_xinfo', 'foreign_key_list', 'collation_list', 'function_list', 'compile_options']);
const readablePragmas: ReadonlySet<string> = new Set(['user_version', 'schema_version', 'application_id', 'page_count', 'page_size', 'encoding', 'freelist_count', 'data_version']);

/** Virtual tables that come with the engine or its usual extensions and show raw pages, files, statements or programs. */
const engineTables = /^(sqlite_dbpage|sqlite_dbdata|sqlite_dbptr|dbstat|bytecode|tables_used|sqlite_stmt|sqlite_memstat|fsdir|zipfile|csv|tsv|completion|carray|wholenumber|fts3tokenize|memstat|unionvtab|swarmvtab|vtablog|prefixes)$/;

/** What the authorizer is told of one reading. */
export interface Reading {
  readonly table: string;
  /** Empty where rows are read and no column of them. */
  readonly column: string;
  /** The name under which the database is attached; null where the table is none of a database. */
  readonly database: string | null;
  /** The innermost view or WITH that reads. */
  readonly reader: string | null;
}

/** Whether it may be read, and what of it is told as lineage; or the reason why not. */
export type ReadJudge = (reading: Reading) => 'column' | 'table' | 'untold' | { readonly denied: string };

/** What a statement reads. */
export type Lineage = Required<Pick<Binding, 'tables' | 'columnsRead'>>;

export interface AuthorizerOptions {
  readonly functions: readonly string[];
  /** Functions that may be called by this reader alone. */
  readonly own?: { readonly functions: ReadonlySet<string>; readonly reader: string };
  readonly judgeRead?: ReadJudge;
}

/**
 * SQLite's own authorizer: it is asked about every action while a statement is compiled, so it sees through views, triggers,
 * pragma functions and `VACUUM INTO`. Allowed are SELECT, reading columns, recursion, and the functions of the allow-list;
 * everything else is denied. What it was asked is exact lineage.
 */
export class Authorizer {
  readonly database: DatabaseSyncInstance;
  readonly #functions: ReadonlySet<string>;
  readonly #options: AuthorizerOptions;
  #denied: string | undefined;
  #columns = new Set<string>();
  #tables = new Set<string>();

  constructor(database: DatabaseSyncInstance, options: AuthorizerOptions) {
    this.database = database;
    this.#options = options;
    this.#functions = new Set(options.functions);
  }

  /** Compiles the statement without running it. */
  bind(sql: string): Lineage | Refusal {
    const refused = this.refusing(() => void this.database.prepare(sql));
    return refused ?? this.lineage();
  }

  /** What was read by the last statement that was guarded. */
  lineage(): Lineage {
    return { tables: [...this.#tables], columnsRead: [...this.#columns] };
  }

  /**
   * Guarded work, or why it was denied. A module prepares statements of its own, among them such that write, when its table is first
   * met; so what was denied is tried once more after all virtual tables have been met, and then only the statement itself is judged.
   */
  refusing<T>(work: () => T): T | Refusal {
    const done = this.#attempt(work);
    return this.#denied !== undefined && meetVirtualTables(this.database) ? this.#attempt(work) : done;
  }

  #attempt<T>(work: () => T): T | Refusal {
    try {
      return this.guarded(work);
    } catch (error) {
      if (this.#denied) return refuse(this.#denied, [this.#options.judgeRead ? 'get_schema describes what may be seen.' : 'Only statements that read are run.']);
      throw error;
    }
  }

  guarded<T>(work: () => T): T {
    this.#denied = undefined;
    this.#columns = new Set();
    this.#tables = new Set();
    this.database.setAuthorizer((action, first, second, database, reader) => this.#judge(action, first, second, database, reader));
    try {
      return work();
    } finally {
      this.database.setAuthorizer(null);
    }
  }

  #judge(action: number, first: string | null, second: string | null, database: string | null, reader: string | null): number {
    switch (action) {
      case constants.SQLITE_SELECT:
      case constants.SQLITE_RECURSIVE:
        return constants.SQLITE_OK;
      case constants.SQLITE_READ:
        return this.#read({ table: first ?? '', column: second ?? '', database, reader });
      case constants.SQLITE_FUNCTION:
        if (this.#mayCall((second ?? '').toLowerCase(), reader)) return constants.SQLITE_OK;
        return this.#deny(`the function ${second} is not on the list of functions that only read`);
      case constants.SQLITE_PRAGMA:
        return this.#pragma(first ?? '', second);
      default:
        return this.#deny(`the statement would do more than read (${actionNames.get(action) ?? `action ${action}`}${first ? ` ${first}` : ''})`);
    }
  }

  #mayCall(name: string, reader: string | null): boolean {
    const { own } = this.#options;
    return own?.functions.has(name) ? reader === own.reader : this.#functions.has(name);
  }

  #read(reading: Reading): number {
    const { table, column } = reading;
    if (!this.#isReadable(table)) return this.#deny(`${table} may not be read`);
    const judged = this.#options.judgeRead?.(reading) ?? 'column';
    if (typeof judged === 'object') return this.#deny(judged.denied);
    if (judged !== 'untold') this.#tables.add(table);
    if (judged === 'column' && column !== '') this.#columns.add(`${table}.${column}`);
    return constants.SQLITE_OK;
  }

  /** Table-valued functions and the engine's own virtual tables reach files, pages and settings: only those that describe or compute are read. */
  #isReadable(table: string): boolean {
    const name = table.toLowerCase();
    if (name.startsWith('pragma_')) return describingPragmas.has(name.slice('pragma_'.length));
    return !engineTables.test(name);
  }

  /** Pragmas that describe tables, and those that read a number of the file when they get no value. */
  #pragma(name: string, value: string | null): number {
    const known = name.toLowerCase();
    // A full-text table asks whether somebody else has written while it is read.
    if (known === 'data_version' && value === null) return constants.SQLITE_OK;
    if (this.#options.judgeRead) return this.#deny(`PRAGMA ${name} is not for statements under this policy`);
    if (describingPragmas.has(known) || (value === null && readablePragmas.has(known))) return constants.SQLITE_OK;
    return this.#deny(`PRAGMA ${name} may change or reveal settings`);
  }

  #deny(reason: string): number {
    this.#denied ??= reason;
    return constants.SQLITE_DENY;
  }
}

/** Compiles a query of each virtual table, unjudged and without running it; whether there is any. */
function meetVirtualTables(database: DatabaseSyncInstance): boolean {
  const tables = database.prepare("SELECT schema, name FROM pragma_table_list WHERE type = 'virtual'").all() as { schema: string; name: string }[];
  for (const { schema, name } of tables) {
    try {
      database.prepare(`SELECT 1 FROM ${doubleQuoted(schema)}.${doubleQuoted(name)}`);
    } catch {
      // What its module can't open, a statement can't read either.
    }
  }
  return tables.length > 0;
}
