import { constants, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Binding, type Refusal, refuse } from '../../core/proof.ts';

/** The names of action codes, for reasons a person can read. */
const actionNames = new Map(Object.entries(constants).filter(([name]) => /^SQLITE_(CREATE|DELETE|DROP|INSERT|UPDATE|PRAGMA|ATTACH|DETACH|ALTER|REINDEX|ANALYZE|TRANSACTION|SAVEPOINT)/.test(name)).map(([name, code]) => [code, name.replace('SQLITE_', '').replaceAll('_', ' ')]));

const describingPragmas: ReadonlySet<string> = new Set(['table_info', 'table_xinfo', 'table_list', 'index_list', 'index_info', 'index_xinfo', 'foreign_key_list', 'collation_list', 'function_list', 'compile_options']);
const readablePragmas: ReadonlySet<string> = new Set(['user_version', 'schema_version', 'application_id', 'page_count', 'page_size', 'encoding', 'freelist_count', 'data_version']);

/** Virtual tables that come with the engine or its usual extensions and show raw pages, files, statements or programs. */
const engineTables = /^(sqlite_dbpage|sqlite_dbdata|sqlite_dbptr|dbstat|bytecode|tables_used|sqlite_stmt|sqlite_memstat|fsdir|zipfile|csv|tsv|completion|carray|wholenumber|fts3tokenize|memstat|unionvtab|swarmvtab|vtablog|prefixes)$/;

/**
 * SQLite's own authorizer: it is asked about every action while a statement is compiled, so it sees through views, triggers,
 * pragma functions and `VACUUM INTO`. Allowed are SELECT, reading columns, recursion, and the functions of the allow-list;
 * everything else is denied. What it was asked is exact lineage.
 */
export class Authorizer {
  readonly database: DatabaseSyncInstance;
  readonly #functions: ReadonlySet<string>;
  #denied: string | undefined;
  #columns = new Set<string>();
  #tables = new Set<string>();

  constructor(database: DatabaseSyncInstance, functions: readonly string[]) {
    this.database = database;
    this.#functions = new Set(functions);
  }

  /** Compiles the statement without running it. */
  bind(sql: string): Binding | Refusal {
    try {
      this.guarded(() => this.database.prepare(sql));
    } catch (error) {
      if (this.#denied) return refuse(this.#denied, ['Only statements that read are run.']);
      throw error;
    }
    return { tables: [...this.#tables], columnsRead: [...this.#columns] };
  }

  guarded<T>(work: () => T): T {
    this.#denied = undefined;
    this.#columns = new Set();
    this.#tables = new Set();
    this.database.setAuthorizer((action, first, second) => this.#judge(action, first, second));
    try {
      return work();
    } finally {
      this.database.setAuthorizer(null);
    }
  }

  #judge(action: number, first: string | null, second: string | null): number {
    switch (action) {
      case constants.SQLITE_SELECT:
      case constants.SQLITE_RECURSIVE:
        return constants.SQLITE_OK;
      case constants.SQLITE_READ:
        return this.#read(first ?? '', second ?? '');
      case constants.SQLITE_FUNCTION:
        if (this.#functions.has((second ?? '').toLowerCase())) return constants.SQLITE_OK;
        return this.#deny(`the function ${second} is not on the list of functions that only read`);
      case constants.SQLITE_PRAGMA:
        return this.#pragma(first ?? '', second);
      default:
        return this.#deny(`the statement would do more than read (${actionNames.get(action) ?? `action ${action}`}${first ? ` ${first}` : ''})`);
    }
  }

  #read(table: string, column: string): number {
    if (!this.#isReadable(table)) return this.#deny(`${table} may not be read`);
    this.#tables.add(table);
    if (column !== '') this.#columns.add(`${table}.${column}`);
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
    if (describingPragmas.has(known) || (value === null && readablePragmas.has(known))) return constants.SQLITE_OK;
    return this.#deny(`PRAGMA ${name} may change or reveal settings`);
  }

  #deny(reason: string): number {
    this.#denied ??= reason;
    return constants.SQLITE_DENY;
  }
}
