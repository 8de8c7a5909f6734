import type { CatalogIndex, IndexedTable } from '../../catalog/index.ts';
import { type ErrorCode, Failure, toFailure } from '../../core/errors.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import { hintsForSyntax } from '../../sql/foreign-syntax.ts';
import { placeOf } from '../../sql/place.ts';

export interface HintSources {
  readonly catalog: CatalogIndex;
  readonly dialect: SqlDialect;
  readonly schema: { refresh(): Promise<void> };
}

/** A failure with what would do: the dialect's own spelling of what is written, and of unknown names the nearest that exist. */
export function withHints(error: unknown, sql: string, sources: HintSources): Failure {
  const failure = toFailure(error);
  if (!mendable.has(failure.code)) return failure;
  const hints = [...failure.hints, ...hintsForSyntax(sql, sources.dialect), ...nearestNames(failure, sql, sources)];
  const position = failure.position ?? placeOf(failure.message, sql, sources.dialect);
  return new Failure(failure.code, failure.message, { hints, cause: error, ...(position === undefined ? {} : { position }) });
}

const mendable: ReadonlySet<ErrorCode> = new Set(['SYNTAX_ERROR', 'QUERY_FAILED', 'UNKNOWN_TABLE', 'UNKNOWN_COLUMN']);

/** The schema is checked anew in the background: the name may be a new one. */
function nearestNames(failure: Failure, sql: string, { catalog, schema }: HintSources): string[] {
  if (failure.code !== 'UNKNOWN_TABLE' && failure.code !== 'UNKNOWN_COLUMN') return [];
  schema.refresh().catch(() => undefined);
  const name = nameIn(failure);
  const tables = failure.code === 'UNKNOWN_COLUMN' ? tablesNamedIn(sql, catalog) : [];
  const near = failure.code === 'UNKNOWN_TABLE' ? catalog.nearestTables(name.split('.').at(-1) ?? name) : catalog.nearestColumns(name, tables);
  const text = failure.code === 'UNKNOWN_COLUMN' && sql.includes(`"${name}"`) ? [`Text stands in single quotes: '${name}'.`] : [];
  return [...text, near.length > 0 ? `Did you mean ${near.join(' or ')}?` : (columnsOf(tables) ?? 'get_schema lists what exists.')];
}

/** Of the only table that a statement names. */
function columnsOf([table, ...others]: readonly IndexedTable[]): string | undefined {
  if (!table || others.length > 0) return undefined;
  const names = table.columns.map(({ column }) => column.name);
  return `${table.displayName} has ${names.slice(0, columnsShown).join(', ')}${names.length > columnsShown ? ' and others; get_schema lists them' : ''}.`;
}

const columnsShown = 20;

/** The name that a database did not know. */
export function nameIn({ message }: Failure): string {
  return message.slice(message.lastIndexOf(' ') + 1);
}

/** The tables whose names stand in the text: good enough to rank suggestions, and it works where the text does not parse. */
export function tablesNamedIn(sql: string, catalog: CatalogIndex): IndexedTable[] {
  const words = new Set(sql.match(/[\p{L}\p{N}_$.]+/gu) ?? []);
  return [...words].flatMap((word) => catalog.table(word) ?? []);
}

/** In a statement that was rewritten positions mean nothing to the caller, and what a server quotes of it may hold the salt of hashes. */
export function withoutPosition<E>(error: E): E | Failure {
  if (error instanceof Failure && (error.code === 'SYNTAX_ERROR' || (error.code === 'QUERY_FAILED' && quotesExpression.test(error.message)))) {
    return new Failure(error.code, 'the database can not run the statement as the access policy lets it be seen', { hints: error.hints, cause: error });
  }
  return error instanceof Failure && error.position !== undefined ? new Failure(error.code, error.message, { hints: error.hints, cause: error }) : error;
}

const quotesExpression = /[(`]|only_|md5|sha2|concat/i;
