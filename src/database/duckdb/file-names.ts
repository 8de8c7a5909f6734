import type { DuckDBConnection } from '@duckdb/node-api';
import type { FileNames, Relation } from '../../sql/duckdb/judge.ts';
import { duckdbRules } from '../../sql/duckdb/guard.ts';
import { asciiFolded } from '../../sql/identifiers.ts';
import { tokenize } from '../../sql/lexer.ts';
import { doubleQuoted, standardLiteral } from '../../sql/quoting.ts';
import { groupBy } from '../../std/group-by.ts';
import { rowsOf } from './open.ts';

export interface Macro {
  readonly schema: string;
  /** In lower case. */
  readonly name: string;
  readonly definition: string;
  readonly isTable: boolean;
}

interface NamesOptions {
  /** Whether views stand for files, in a file that we made: their queries are ours and read nothing else, and there is no macro. */
  readonly standIns: boolean;
}

/** What stands in the file: relations with the queries of views, macros with their bodies, columns that are computed. */
export class NamesOfFile {
  readonly #file: string;
  readonly #relations: ReadonlyMap<string, readonly Relation[]>;
  readonly #macros: ReadonlyMap<string, readonly Macro[]>;
  /** Functions of DuckDB's own; none where the file has no macro. */
  readonly #builtIn: ReadonlySet<string>;
  /** By schema and name of a table: the expressions that compute its columns. */
  readonly #computed: ReadonlyMap<string, readonly string[]>;

  private constructor(file: string, relations: readonly Relation[], macros: ReadonlyMap<string, readonly Macro[]>, computed: ReadonlyMap<string, readonly string[]>, builtIn: ReadonlySet<string>) {
    this.#file = asciiFolded(file);
    this.#relations = groupBy(relations, ({ name }) => asciiFolded(name));
    this.#macros = macros;
    this.#builtIn = builtIn;
    this.#computed = computed;
  }

  static async read(own: DuckDBConnection, file: string, { standIns }: NamesOptions): Promise<NamesOfFile> {
    const all = (sql: string) => rowsOf(own, sql);
    const ofFile = `database_name = ${standardLiteral(file)}`;
    const tables = await all(`SELECT schema_name AS schema, table_name AS name, sql FROM duckdb_tables() WHERE ${ofFile}`);
    const views = await all(`SELECT schema_name AS schema, view_name AS name, sql FROM duckdb_views() WHERE ${ofFile} AND NOT internal`);
    // The list of functions takes longer than all else together.
    const macros = standIns ? [] : await all(`SELECT schema_name AS schema, lower(function_name) AS name, function_type AS type, macro_definition AS definition FROM duckdb_functions() WHERE ${ofFile} AND NOT internal`);
    const builtIn = macros.length === 0 ? [] : await all('SELECT DISTINCT lower(function_name) AS name FROM duckdb_functions() WHERE internal');
    const generated = tables.filter(({ sql }) => tokenize(String(sql), duckdbRules).some(({ kind, text }) => kind === 'word' && text.toLowerCase() === 'generated'));
    const computed = generated.length === 0 ? [] : await all(`SELECT schema_name || chr(10) || table_name AS owner, column_default AS expression FROM duckdb_columns() WHERE ${ofFile} AND column_default IS NOT NULL`);
    const isGenerated = new Set(generated.map(({ schema, name }) => `${String(schema)}\n${String(name)}`));
    const relations = [
      ...tables.map(({ schema, name }): Relation => ({ schema: String(schema), name: String(name) })),
      ...views.map(({ schema, name, sql }): Relation => ({ schema: String(schema), name: String(name), ...(standIns ? {} : { query: viewQuery(String(sql), String(name)) }) })),
    ];
    const bodies = macros.map(({ schema, name, type, definition }): Macro => ({ schema: String(schema), name: String(name), definition: String(definition), isTable: type === 'table_macro' }));
    const expressions = groupBy(computed.filter(({ owner }) => isGenerated.has(String(owner))).map(({ owner, expression }) => ({ owner: String(owner), expression: String(expression) })), ({ owner }) => owner);
    const expressionsOf = new Map([...expressions].map(([owner, rows]) => [owner, rows.map(({ expression }) => expression)]));
    return new NamesOfFile(file, relations, groupBy(bodies, ({ name }) => name), expressionsOf, new Set(builtIn.map(({ name }) => String(name))));
  }

  /** As a statement finds names, or a view in a schema of its own. */
  seenFrom(schema: string): FileNames {
    return { find: (name, owner) => this.#find(name, owner, schema), hasMacro: (name) => this.macros(name, schema).length > 0 };
  }

  get views(): readonly Relation[] {
    return [...this.#relations.values()].flat().filter(({ query }) => query !== undefined);
  }

  /** What a name may call from a schema. */
  macros(name: string, from: string): readonly Macro[] {
    return (this.#macros.get(name) ?? []).filter(({ schema }) => schema === 'main' || schema === from);
  }

  /** Macros that stand in the place of a function of DuckDB's own, wherever that is called, also unseen (`[a]` calls list_value). */
  shadowing(from: string): readonly string[] {
    return [...this.#macros.keys()].filter((name) => this.#builtIn.has(name) && this.macros(name, from).length > 0);
  }

  computedIn({ schema, name }: Relation): readonly string[] {
    return this.#computed.get(`${schema}\n${name}`) ?? [];
  }

  /** `a.t` may mean a schema a, or a file of that name; a bare name the schema that is looked from, or main. */
  #find(name: string, owner: readonly string[], from: string): readonly Relation[] {
    const named = this.#relations.get(asciiFolded(name)) ?? [];
    const [first = '', second] = owner.map(asciiFolded);
    const inSchema = (schema: string) => named.filter((relation) => asciiFolded(relation.schema) === asciiFolded(schema));
    if (owner.length === 0) return [...inSchema(from), ...inSchema('main')].slice(0, 1);
    if (second !== undefined) return first === this.#file ? inSchema(second) : [];
    return [...new Set([...inSchema(first), ...(first === this.#file ? inSchema('main') : [])])];
  }
}

/** `CREATE VIEW v (a, b) AS SELECT …;` with the columns as they are called. */
function viewQuery(sql: string, name: string): string {
  const tokens = tokenize(sql, duckdbRules);
  let depth = 0;
  const columns: string[] = [];
  for (const [index, { kind, text, start }] of tokens.entries()) {
    if (text === '(' && kind === 'symbol') depth += 1;
    else if (text === ')' && kind === 'symbol') depth -= 1;
    else if (depth > 0 && (kind === 'word' || kind === 'quoted-name')) columns.push(text);
    else if (depth === 0 && kind === 'word' && text.toLowerCase() === 'as' && index > 2) {
      const query = sql.slice(start + 2).trim().replace(/;$/, '');
      return columns.length === 0 ? query : `SELECT * FROM (${query}) AS ${doubleQuoted(name)} (${columns.join(', ')})`;
    }
  }
  return '';
}
