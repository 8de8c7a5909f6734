import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import type { ValuePlaces } from '../../catalog/value-places.ts';
import type { ValueHit, ValueIndex } from '../../catalog/values.ts';
import type { CallOptions } from '../../core/ports.ts';
import type { Principal } from '../../core/question.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import { cut } from '../../std/cut.ts';
import type { ExecutionServices } from '../run/execute.ts';
import { probeFor } from '../run/probe.ts';
import type { Target } from '../target/target.ts';

const tablesMax = 20;
const tableMsMax = 100;
const allMsMax = 1_000;
const rowsMax = 20;
const valueCharsMax = 60;

export interface ValueSearch {
  readonly text: string;
  readonly target: Target;
  readonly principal: Principal;
  readonly catalog: CatalogIndex;
  readonly values: ValueIndex;
}

export interface SearchedPlaces extends ValuePlaces {
  /** Tables with texts that were not looked at, or not to their end. */
  readonly unread: number;
}

/**
 * Where the tables themselves hold a text, whole or in part: one statement a table, proven like any other, of at most 100 ms each and
 * a second in all; first the tables whose sample of values was cut off.
 */
export async function searchTables({ text, target, principal, catalog, values }: ValueSearch, services: ExecutionServices, call: CallOptions): Promise<SearchedPlaces> {
  const probe = probeFor({ target, principal, limit: rowsMax }, services, { ...call, timeoutMs: Math.min(tableMsMax, call.timeoutMs) });
  const tables = inOrder(catalog, values);
  const hits: ValueHit[] = [];
  const endsAt = services.clock.monotonicMs() + allMsMax;
  let read = 0;
  for (const { table, columns } of tables.slice(0, tablesMax)) {
    if (services.clock.monotonicMs() >= endsAt) break;
    const found = await probe(searchOf(text, table, columns, target.dialect));
    if (!found) continue;
    read += 1;
    for (const row of found.rows) for (const [index, column] of columns.entries()) {
      const cell = row[index];
      if (typeof cell === 'string' && cell.toLowerCase().includes(text.toLowerCase())) hits.push({ column, value: cut(cell, valueCharsMax) });
    }
  }
  const exact = hits.filter(({ value }) => value.toLowerCase() === text.toLowerCase());
  return { ...(exact.length > 0 ? { resemblance: 'exactly', hits: exact } : { resemblance: 'in part', hits }), unread: tables.length - read };
}

interface TextColumns {
  readonly table: IndexedTable;
  readonly columns: readonly IndexedColumn[];
}

function inOrder(catalog: CatalogIndex, values: ValueIndex): TextColumns[] {
  const tables = catalog.tables.map((table): TextColumns => ({ table, columns: table.columns.filter(({ column }) => column.family === 'text') })).filter(({ columns }) => columns.length > 0);
  const isCutOff = ({ columns }: TextColumns) => columns.some((column) => values.isCutOff(column));
  return [...tables.filter(isCutOff), ...tables.filter((table) => !isCutOff(table))];
}

/** Whatever its case; types such as uuid and inet become texts for it. */
function searchOf(text: string, { table: { schema, name } }: IndexedTable, columns: readonly IndexedColumn[], dialect: SqlDialect): string {
  const quoted = (part: string) => dialect.quoteIdentifier(part);
  const pattern = dialect.literal(`%${text.toLowerCase().replaceAll(/[%_!]/g, '!$&')}%`);
  const names = columns.map(({ column }) => quoted(column.name));
  const conditions = names.map((column) => `lower(concat(${column}, '')) LIKE ${pattern} ESCAPE '!'`);
  return `SELECT ${names.join(', ')} FROM ${quoted(schema)}.${quoted(name)} WHERE ${conditions.join(' OR ')} LIMIT ${rowsMax}`;
}
