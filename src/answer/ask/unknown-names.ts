import type { CatalogIndex, IndexedTable } from '../../catalog/index.ts';
import { tableText } from '../../catalog/schema-text.ts';
import { Failure } from '../../core/errors.ts';
import type { Target } from '../target/target.ts';
import { nameIn, tablesNamedIn } from '../verify/hints.ts';
import { knownSchemaMark, tablesKnownBy } from './known-schema.ts';
import { recollectToKeep, type RecollectionServices } from './recollection.ts';
import type { RunSqlRequest } from './requests.ts';

const tablesMax = 6;
const charsMax = 2_000;

/** A statement that failed for a wrong name was written without its tables: they come with the failure, but for those that the caller has seen. */
export async function withTables(error: unknown, request: RunSqlRequest, target: Target, services: RecollectionServices): Promise<unknown> {
  if (!(error instanceof Failure) || (error.code !== 'UNKNOWN_TABLE' && error.code !== 'UNKNOWN_COLUMN')) return error;
  const catalog = target.knowledge.known;
  if (!catalog) return error;
  const { glossary } = await recollectToKeep(target, request.principal, catalog, services);
  const seen = { catalog, policy: target.policy, layer: glossary.filtersFingerprint };
  const known = tablesKnownBy(request.knownSchema, seen) ?? new Set();
  const shown = asFits(meantBy(error, request.sql, catalog).filter((table) => !known.has(table)));
  if (shown.length === 0) return error;
  const context = { text: shown.map(({ text }) => text).join('\n'), knownSchema: knownSchemaMark(new Set([...known, ...shown.map(({ table }) => table)]), seen) };
  const { code, message, hints, position, cause } = error;
  return new Failure(code, message, { hints, context, cause, ...(position === undefined ? {} : { position }) });
}

/** The tables of the statement, those whose names are near to one that is not there, and those that have the column that another does not. */
function meantBy(failure: Failure, sql: string, catalog: CatalogIndex): readonly IndexedTable[] {
  const name = nameIn(failure).split('.').at(-1)?.toLowerCase() ?? '';
  const has = (table: IndexedTable) => table.columns.some(({ column }) => column.name.toLowerCase() === name);
  const near = failure.code === 'UNKNOWN_TABLE' ? catalog.nearestTables(name).flatMap((other) => catalog.table(other) ?? []) : catalog.tables.filter(has);
  return [...new Set([...near.slice(0, tablesMax / 2), ...tablesNamedIn(sql, catalog)])].slice(0, tablesMax);
}

function asFits(tables: readonly IndexedTable[]): readonly { readonly table: IndexedTable; readonly text: string }[] {
  let chars = 0;
  return tables.map((table) => ({ table, text: tableText(table, 'columns') })).filter(({ text }) => (chars += text.length) <= charsMax);
}
