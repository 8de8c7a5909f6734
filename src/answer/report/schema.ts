import type { CatalogIndex, IndexedTable } from '../../catalog/index.ts';
import { findValues, rankTables } from '../../catalog/rank.ts';
import { type SchemaDetail, tableText } from '../../catalog/schema-text.ts';
import { placesOf, placesText } from '../../catalog/value-places.ts';
import type { ValueIndex } from '../../catalog/values.ts';
import { Failure } from '../../core/errors.ts';
import type { Principal } from '../../core/question.ts';
import type { SchemaWire } from '../../core/wire.ts';
import { namesSpokenOf } from '../../semantics/spoken-of.ts';
import { cut } from '../../std/cut.ts';
import type { CursorCodec } from '../run/cursor.ts';
import type { ExecutionServices } from '../run/execute.ts';
import { inTime } from '../target/in-time.ts';
import { type Target, targetOf, type Targets } from '../target/target.ts';
import { searchTables } from './value-queries.ts';

/** A page holds about 7,000 tokens at most; a schema that fits into 1,500 is shown with its columns at once. */
const pageCharsMax = 28_000;
const smallSchemaChars = 6_000;
const rankedTablesMax = 8;

/** A text is looked for in the tables themselves, too. */
export interface SchemaServices extends Targets, ExecutionServices {
  readonly cursors: CursorCodec;
}

export interface SchemaRequest {
  readonly database?: string | undefined;
  readonly search?: string | undefined;
  readonly question?: string | undefined;
  /** A text of the data: which columns hold it. */
  readonly value?: string | undefined;
  readonly tables?: readonly string[] | undefined;
  readonly detail?: SchemaDetail | undefined;
  readonly cursor?: string | undefined;
  readonly principal: Principal;
  readonly signal?: AbortSignal;
}

/** The schema disclosed step by step: all names, or some tables (named, searched, ranked for a question) with their columns; as text, in pages. */
export async function getSchema(request: SchemaRequest, services: SchemaServices): Promise<SchemaWire> {
  const target = targetOf(services, request.database);
  return inTime(request, target, (timed) => shown(timed, target, services));
}

async function shown(request: SchemaRequest, target: Target, services: SchemaServices): Promise<SchemaWire> {
  if (request.value !== undefined && request.value.trim() !== '') return valueReport(request.value.trim(), request, target, services);
  const { cursors } = services;
  const catalog = await target.knowledge.catalog(request.signal);
  const tables = await select(request, catalog, target.knowledge);
  const detail = request.detail ?? defaultDetail(request, tables);
  const subject = `schema ${catalog.snapshot.version} ${detail} ${tables.length}`;
  const first = request.cursor === undefined ? 0 : await offsetOf(cursors, request.cursor, subject, request.principal);
  const { text, next } = page(tables, detail, first);
  const cursor = next < tables.length ? cursors.encode({ database: target.name, subject, offset: next }, request.principal) : undefined;
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

/** Sampled values are bounded: a text that is not among them is looked for in the tables themselves, which are bounded by time; what was not read is said. */
async function valueReport(value: string, { principal, signal }: SchemaRequest, target: Target, services: SchemaServices): Promise<SchemaWire> {
  const { catalog, values } = await target.knowledge.get(signal);
  const sampled = placesOf(value, catalog, values);
  const call = { timeoutMs: target.policy.timeoutMs, principal, ...(signal ? { signal } : {}) };
  const searched = sampled.hits.length > 0 && sampled.resemblance === 'exactly' ? undefined : await searchTables({ text: value, target, principal, catalog, values }, services, call);
  const places = searched && searched.hits.length > 0 ? searched : sampled;
  const tables = new Set(places.hits.map(({ column }) => column.table)).size;
  const nowhere = searched?.unread === 0 ? 'found nowhere' : `found nowhere; ${searched?.unread} tables could not be read to their end in time, and may hold it`;
  return { database: target.name, dialect: target.dialect.name, detail: 'columns', tables_total: catalog.tables.length, tables_shown: tables, schema: tables === 0 ? nowhere : placesText(places) };
}

async function select(request: SchemaRequest, catalog: CatalogIndex, knowledge: { get(signal?: AbortSignal): Promise<{ values: ValueIndex }> }): Promise<readonly IndexedTable[]> {
  if (request.tables && request.tables.length > 0) return request.tables.map((name) => named(catalog, name));
  if (request.search !== undefined && request.search.trim() !== '') return search(catalog, request.search.trim().toLowerCase());
  if (request.question !== undefined) return asked(request.question, catalog, (await knowledge.get(request.signal)).values);
  return catalog.tables;
}

function asked(question: string, catalog: CatalogIndex, values: ValueIndex): IndexedTable[] {
  const ranked = rankTables(catalog, { question, values, hits: findValues(question, values), meant: namesSpokenOf(question) });
  return ranked.slice(0, rankedTablesMax).map(({ table }) => table);
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

async function offsetOf(cursors: CursorCodec, cursor: string, subject: string, principal: Principal): Promise<number> {
  const state = await cursors.decode(cursor, principal);
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
