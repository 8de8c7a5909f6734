import type { CatalogIndex, IndexedTable } from '../../catalog/index.ts';
import { findValues, rankTables } from '../../catalog/rank.ts';
import { type SchemaDetail, tableText } from '../../catalog/schema-text.ts';
import type { ValueIndex } from '../../catalog/values.ts';
import { Failure } from '../../core/errors.ts';
import type { Principal } from '../../core/question.ts';
import type { SchemaWire } from '../../core/wire.ts';
import { cut } from '../../std/cut.ts';
import type { CursorCodec } from '../run/cursor.ts';
import { targetOf, type Targets } from '../target/target.ts';

/** A page holds about 7,000 tokens at most; a schema that fits into 1,500 is shown with its columns at once. */
const pageCharsMax = 28_000;
const smallSchemaChars = 6_000;
const rankedTablesMax = 8;

export interface SchemaRequest {
  readonly database?: string | undefined;
  readonly search?: string | undefined;
  readonly question?: string | undefined;
  readonly tables?: readonly string[] | undefined;
  readonly detail?: SchemaDetail | undefined;
  readonly cursor?: string | undefined;
  readonly principal: Principal;
  readonly signal?: AbortSignal;
}

/** The schema disclosed step by step: all names, or some tables (named, searched, ranked for a question) with their columns; as text, in pages. */
export async function getSchema(request: SchemaRequest, services: Targets & { readonly cursors: CursorCodec }): Promise<SchemaWire> {
  const target = targetOf(services, request.database);
  const catalog = await target.knowledge.catalog(request.signal);
  const tables = await select(request, catalog, target.knowledge);
  const detail = request.detail ?? defaultDetail(request, tables);
  const subject = `schema ${catalog.snapshot.version} ${detail} ${tables.length}`;
  const first = request.cursor === undefined ? 0 : offsetOf(services.cursors, request.cursor, subject, request.principal);
  const { text, next } = page(tables, detail, first);
  const cursor = next < tables.length ? services.cursors.encode({ database: target.name, subject, offset: next }, request.principal) : undefined;
  return {
    database: target.name,
    dialect: target.dialect.name,
    detail,
    tables_total: catalog.tables.length,
    tables_shown: next - first,
    schema: text,
    ...(cursor ? { next_cursor: cursor } : {}),
  };
}

async function select(request: SchemaRequest, catalog: CatalogIndex, knowledge: { get(signal?: AbortSignal): Promise<{ values: ValueIndex }> }): Promise<readonly IndexedTable[]> {
  if (request.tables && request.tables.length > 0) return request.tables.map((name) => named(catalog, name));
  if (request.search !== undefined && request.search.trim() !== '') return search(catalog, request.search.trim().toLowerCase());
  if (request.question !== undefined) return rankTables(catalog, request.question, findValues(request.question, (await knowledge.get(request.signal)).values)).slice(0, rankedTablesMax).map((entry) => entry.table);
  return catalog.tables;
}

function named(catalog: CatalogIndex, name: string): IndexedTable {
  const table = catalog.table(name);
  if (table) return table;
  const near = catalog.nearestTables(name);
  throw new Failure('UNKNOWN_TABLE', `there is no table ${cut(name, 100)}`, { hints: [near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'get_schema without arguments lists all.'] });
}

function search(catalog: CatalogIndex, text: string): IndexedTable[] {
  const holds = (value: string | undefined) => value?.toLowerCase().includes(text) ?? false;
  return catalog.tables.filter(({ table, displayName }) => holds(displayName) || holds(table.comment) || table.columns.some((column) => holds(column.name) || holds(column.comment)));
}

function defaultDetail(request: SchemaRequest, tables: readonly IndexedTable[]): SchemaDetail {
  if (request.tables || request.question !== undefined) return 'columns';
  let chars = 0;
  for (const table of tables) {
    chars += tableText(table, 'columns').length;
    if (chars > smallSchemaChars) return 'names';
  }
  return 'columns';
}

function offsetOf(cursors: CursorCodec, cursor: string, subject: string, principal: Principal): number {
  const state = cursors.decode(cursor, principal);
  if (state.subject !== subject) throw new Failure('BAD_CURSOR', 'the schema or the request changed since the page before', { hints: ['Ask again without the cursor.'] });
  return state.offset;
}

function page(tables: readonly IndexedTable[], detail: SchemaDetail, first: number): { text: string; next: number } {
  const parts: string[] = [];
  const told = new Set<string>();
  let chars = 0;
  let next = first;
  for (const table of tables.slice(first)) {
    const text = tableText(table, detail, { told });
    if (chars + text.length > pageCharsMax && parts.length > 0) break;
    parts.push(text);
    chars += text.length + 1;
    next += 1;
  }
  return { text: parts.join(detail === 'names' ? ', ' : '\n'), next };
}
