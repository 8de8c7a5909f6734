import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { CatalogColumn, CatalogTable } from '../../core/catalog.ts';
import type { ColumnRule } from '../../core/policy.ts';
import { mentions } from '../../sql/access/generated.ts';
import type { Access, RestrictedTable } from '../../sql/access/rules.ts';
import { doubleQuoted } from '../../sql/quoting.ts';
import { groupBy } from '../../std/group-by.ts';

/** What the file says of its tables beyond the catalog. */
export interface FileFacts {
  /** By lower-case name: `table`, `view`, `virtual` or `shadow` (what a virtual table keeps its rows in), and whether it has row numbers. */
  readonly objects: ReadonlyMap<string, { readonly type: string; readonly hasRowid: boolean }>;
  /** By lower-case name: the text that made a view or a virtual table, in lower case. */
  readonly definitions: ReadonlyMap<string, string>;
  /** The same as they were written. */
  readonly texts: ReadonlyMap<string, string>;
  /** Parts of indexes, by lower-case name of the table: null where a part is an expression or the index is partial. */
  readonly indexed: ReadonlyMap<string, readonly (string | null)[]>;
}

export function fileFacts(database: DatabaseSyncInstance): FileFacts {
  const all = <T>(sql: string) => database.prepare(sql).all() as T[];
  const objects = all<{ name: string; type: string; wr: number }>("SELECT lower(name) AS name, type, wr FROM pragma_table_list WHERE schema = 'main'");
  const definitions = all<{ name: string; sql: string }>("SELECT lower(name) AS name, sql FROM sqlite_schema WHERE type = 'view' OR sql LIKE 'create virtual%'");
  const parts = all<{ owner: string; part: string | null }>(`SELECT lower(m.name) AS owner, iif(l.partial, NULL, lower(i.name)) AS part
    FROM sqlite_schema m JOIN pragma_index_list(m.name) l JOIN pragma_index_info(l.name) i WHERE m.type = 'table'`);
  return {
    indexed: new Map([...groupBy(parts, ({ owner }) => owner)].map(([owner, rows]) => [owner, rows.map(({ part }) => part)])),
    objects: new Map(objects.map(({ name, type, wr }) => [name, { type, hasRowid: wr === 0 && type !== 'view' }])),
    definitions: new Map(definitions.map(({ name, sql }) => [name, sql.toLowerCase()])),
    texts: new Map(definitions.map(({ name, sql }) => [name, sql])),
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
  const isTelling = orderTells(access, facts);
  for (const entry of [...access.restricted, ...counted]) {
    // A view that is masked itself reads the tables themselves.
    const isSorted = entry.table.kind === 'view' ? isTelling(entry.table) : isOrdered(entry, facts);
    views.set(entry.table.name, `CREATE TEMP VIEW ${doubleQuoted(entry.table.name)} AS ${shownOf(entry, isSorted, facts, names)}`);
  }
  for (const name of unreadable(access, facts)) views.set(name, `CREATE TEMP VIEW ${doubleQuoted(name)} AS SELECT * FROM main.${doubleQuoted(name)}`);
  return views;
}

/**
 * Views of the file that read a table whose rows could come in the order of what is masked: as temporary ones they find the masks
 * in its place. They see no more than a statement with their text would, so that only those are to be put there that show nothing
 * masked by themselves.
 */
export function routedViews(access: Access, facts: FileFacts): ReadonlyMap<string, string> {
  const isTelling = orderTells(access, facts);
  const routed = access.snapshot.tables.filter((table) => table.kind === 'view' && isTelling(table));
  return new Map(routed.flatMap(({ name }) => {
    const text = facts.texts.get(name.toLowerCase());
    return text === undefined ? [] : [[name, text.replace(/^CREATE VIEW/i, 'CREATE TEMP VIEW')] as const];
  }));
}

/** Whether the rows of a table, or of a view that reads it, could come in the order of a masked column. */
function orderTells(access: Access, facts: FileFacts): (table: CatalogTable) => boolean {
  const telling = access.restricted.filter((entry) => isOrdered(entry, facts) || hasTellingIndex(entry, facts)).map(({ table }) => table.name.toLowerCase());
  return ({ name }) => {
    const [reached] = reachedFrom(name.toLowerCase(), facts.definitions, access.snapshot.tables);
    return telling.some((table) => reached.has(table));
  };
}

/** Denied tables, what modules keep their rows in, and what may show protected data without the authorizer being asked. */
export function unreadable(access: Access, { objects, definitions }: FileFacts): string[] {
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
    for (const table of tables) if (mentions(text, table.name)) reached.add(table.name.toLowerCase());
  }
  return [reached, texts];
}

/** In a WITH of its own, so that the authorizer is told that it is this query that reads. */
function shownOf(entry: RestrictedTable, isSorted: boolean, facts: FileFacts, { file, reader }: MaskNames): string {
  const { table, rules } = entry;
  const columns = table.columns.filter(({ name }) => rules.get(name) !== 'hidden');
  const shown = columns.flatMap(({ name }) => masked(name, rules.get(name), identityOf(table, facts)) ?? []);
  const source = `${doubleQuoted(file)}.${doubleQuoted(table.name)}${hasTellingIndex(entry, facts) ? ' NOT INDEXED' : ''}`;
  const order = isSorted ? orderOf(entry, columns) : '';
  return `WITH ${doubleQuoted(reader)} AS (SELECT ${shown.length > 0 ? shown.join(', ') : 'NULL AS nothing'} FROM ${source}${order}) SELECT * FROM ${doubleQuoted(reader)}`;
}

/**
 * SQLite reads an index in its order where that is cheaper, and the order of rows would tell the order of what is masked: not used is
 * any index where a part is masked, as generated columns of such a table are, or an expression.
 */
function hasTellingIndex({ table, rules }: RestrictedTable, facts: FileFacts): boolean {
  const telling = new Set([...rules.keys()].map((name) => name.toLowerCase()));
  return (facts.indexed.get(table.name.toLowerCase()) ?? []).some((part) => telling.size > 0 && (part === null || telling.has(part)));
}

/** Whether the rows themselves lie in the order of a masked column: a row number, or the key of a table without such numbers. */
function isOrdered({ table, rules }: RestrictedTable, { objects }: FileFacts): boolean {
  const { primaryKey, columns } = table;
  const isRowNumber = primaryKey.length === 1 && columns.some(({ name, type }) => name === primaryKey[0] && /^integer$/i.test(type));
  return (isRowNumber || objects.get(table.name.toLowerCase())?.hasRowid === false) && primaryKey.some((name) => rules.has(name));
}

/** By what is shown; where that is equal, by nothing that tells the order of the key. A LIMIT keeps SQLite from leaving the order out. */
function orderOf({ table, rules }: RestrictedTable, columns: readonly CatalogColumn[]): string {
  const shown = columns.flatMap(({ name }, at) => (rules.get(name) === 'aggregate' ? [] : [String(at + 1)]));
  const terms = [...shown, ...table.primaryKey.filter((name) => rules.has(name)).map((name) => `nl2sql_hash(${doubleQuoted(name)})`)];
  return terms.length === 0 ? '' : ` ORDER BY ${terms.join(', ')} LIMIT -1`;
}

function masked(name: string, rule: ColumnRule | undefined, identity: string): string | undefined {
  switch (rule) {
    case 'hidden':
      return undefined;
    case 'hashed':
      return `nl2sql_hash(${doubleQuoted(name)}) AS ${doubleQuoted(name)}`;
    case 'aggregate':
      return `nl2sql_seal(${doubleQuoted(name)}, ${identity}) AS ${doubleQuoted(name)}`;
    case undefined:
      return `${doubleQuoted(name)} AS ${doubleQuoted(name)}`;
  }
}

/** The row number under a name that no column has; else what makes a row what it is. */
function identityOf(table: CatalogTable, { objects }: FileFacts): string {
  const names = new Set(table.columns.map((column) => column.name.toLowerCase()));
  const rowid = ['rowid', '_rowid_', 'oid'].find((name) => !names.has(name));
  if (rowid !== undefined && objects.get(table.name.toLowerCase())?.hasRowid) return rowid;
  const key = table.primaryKey.length > 0 ? table.primaryKey : table.columns.map((column) => column.name);
  return key.map(doubleQuoted).join(', ');
}
