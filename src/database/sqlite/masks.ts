import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { CatalogTable } from '../../core/catalog.ts';
import type { ColumnRule } from '../../core/policy.ts';
import type { Access, RestrictedTable } from '../../sql/access/rules.ts';

/** What the file says of its tables beyond the catalog. */
export interface FileFacts {
  /** By lower-case name: `table`, `view`, `virtual` or `shadow` (what a virtual table keeps its rows in), and whether it has row numbers. */
  readonly objects: ReadonlyMap<string, { readonly type: string; readonly hasRowid: boolean }>;
  /** By lower-case name: the text that made a view or a virtual table, in lower case. */
  readonly definitions: ReadonlyMap<string, string>;
}

export function fileFacts(database: DatabaseSyncInstance): FileFacts {
  const all = <T>(sql: string) => database.prepare(sql).all() as T[];
  const objects = all<{ name: string; type: string; wr: number }>("SELECT lower(name) AS name, type, wr FROM pragma_table_list WHERE schema = 'main'");
  const definitions = all<{ name: string; sql: string }>("SELECT lower(name) AS name, lower(sql) AS sql FROM sqlite_schema WHERE type = 'view' OR sql LIKE 'create virtual%'");
  return {
    objects: new Map(objects.map(({ name, type, wr }) => [name, { type, hasRowid: wr === 0 && type !== 'view' }])),
    definitions: new Map(definitions.map(({ name, sql }) => [name, sql])),
  };
}

export interface MaskNames {
  /** The name under which the file is attached. */
  readonly file: string;
  /** The name in whose place alone masked columns are read. */
  readonly reader: string;
}

/**
 * Temporary views by which a statement sees the file, by the name that each hides. What may not be read is hidden by a view that
 * does not compile, which fails as a table does that is not there; a table with masked columns by one that shows the rest of it.
 */
export function maskingViews(access: Access, facts: FileFacts, names: MaskNames): ReadonlyMap<string, string> {
  const views = new Map<string, string>();
  // Also where only the number of rows is limited, so that each reading of the table is seen.
  const counted = access.rows.filter(({ table }) => !access.restricted.some((entry) => entry.table === table)).map(({ table }) => ({ table, rules: new Map<string, ColumnRule>() }));
  for (const entry of [...access.restricted, ...counted]) views.set(entry.table.name, `CREATE TEMP VIEW ${quoted(entry.table.name)} AS ${shownOf(entry, facts, names)}`);
  for (const name of unreadable(access, facts)) views.set(name, `CREATE TEMP VIEW ${quoted(name)} AS SELECT * FROM main.${quoted(name)}`);
  return views;
}

/** Denied tables, what modules keep their rows in, and what may show protected data without the authorizer being asked. */
function unreadable(access: Access, { objects, definitions }: FileFacts): string[] {
  const denied = access.denied.map(({ name }) => name);
  const shadows = [...objects].filter(([, { type }]) => type === 'shadow').map(([name]) => name);
  const unasked = access.snapshot.tables.filter(({ name }) => isUnasked(name.toLowerCase(), access, { objects, definitions })).map(({ name }) => name);
  return [...denied, ...shadows, ...unasked];
}

/**
 * SQLite asks its authorizer neither for what USING and NATURAL compare (a FULL JOIN even shows it) nor for the rows that a
 * virtual table has indexed: those that are made of protected tables, or of what is, are out of reach as a whole.
 */
function isUnasked(name: string, access: Access, facts: Pick<FileFacts, 'objects' | 'definitions'>): boolean {
  const text = facts.definitions.get(name);
  if (text === undefined) return false;
  const [reached, texts] = reachedFrom(name, facts.definitions, access.snapshot.tables);
  const guarded = [...access.denied, ...access.restricted.map(({ table }) => table)].map((table) => table.name.toLowerCase());
  const isProtected = guarded.some((table) => table !== name && reached.has(table)) || texts.some((one) => one.includes('sqlite_'));
  return isProtected && (facts.objects.get(name)?.type === 'virtual' || texts.some((one) => /\b(?:using|natural)\b/.test(one)));
}

/** Names of tables that stand in a definition, or in those of what stands in it, and the texts of them all. */
function reachedFrom(start: string, definitions: FileFacts['definitions'], tables: readonly CatalogTable[]): readonly [ReadonlySet<string>, readonly string[]] {
  const reached = new Set([start]);
  const texts: string[] = [];
  for (const name of reached) {
    const text = definitions.get(name);
    if (text === undefined) continue;
    texts.push(text);
    for (const table of tables) if (hasName(text, table.name.toLowerCase())) reached.add(table.name.toLowerCase());
  }
  return [reached, texts];
}

/** Whether a name stands in a text in any spelling: quotes are doubled inside of quotes, and what is around a name is never part of a word. */
function hasName(text: string, name: string): boolean {
  const spellings = [name, ...['"', '`', "'"].filter((quote) => name.includes(quote)).map((quote) => name.replaceAll(quote, quote + quote))];
  return spellings.some((spelling) => new RegExp(`(?<!\\w)${spelling.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)}(?!\\w)`).test(text));
}

/** In a WITH of its own, so that the authorizer is told that it is this query that reads. */
function shownOf({ table, rules }: RestrictedTable, facts: FileFacts, { file, reader }: MaskNames): string {
  const shown = table.columns.flatMap(({ name }) => masked(name, rules.get(name), identityOf(table, facts)) ?? []);
  return `WITH ${quoted(reader)} AS (SELECT ${shown.length > 0 ? shown.join(', ') : 'NULL AS nothing'} FROM ${quoted(file)}.${quoted(table.name)}) SELECT * FROM ${quoted(reader)}`;
}

function masked(name: string, rule: ColumnRule | undefined, identity: string): string | undefined {
  switch (rule) {
    case 'hidden':
      return undefined;
    case 'hashed':
      return `nl2sql_hash(${quoted(name)}) AS ${quoted(name)}`;
    case 'aggregate':
      return `nl2sql_seal(${quoted(name)}, ${identity}) AS ${quoted(name)}`;
    case undefined:
      return `${quoted(name)} AS ${quoted(name)}`;
  }
}

/** The row number under a name that no column has; else what makes a row what it is. */
function identityOf(table: CatalogTable, { objects }: FileFacts): string {
  const names = new Set(table.columns.map((column) => column.name.toLowerCase()));
  const rowid = ['rowid', '_rowid_', 'oid'].find((name) => !names.has(name));
  if (rowid !== undefined && objects.get(table.name.toLowerCase())?.hasRowid) return rowid;
  const key = table.primaryKey.length > 0 ? table.primaryKey : table.columns.map((column) => column.name);
  return key.map(quoted).join(', ');
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
