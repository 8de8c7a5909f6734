import type { CatalogIndex, IndexedTable } from '../../catalog/index.ts';
import { type ErrorCode, Failure, toFailure } from '../../core/errors.ts';
import { hintsForSyntax } from '../../sql/foreign-syntax.ts';
import { placeOf } from '../../sql/place.ts';
import type { Target } from '../services.ts';

/** A failure with what would do: the dialect's own spelling of what is written, and of unknown names the nearest that exist. */
export function withHints(error: unknown, sql: string, catalog: CatalogIndex, target: Target): Failure {
  const failure = toFailure(error);
  if (!mendable.has(failure.code)) return failure;
  const hints = [...failure.hints, ...hintsForSyntax(sql, target.dialect), ...nearestNames(failure, sql, catalog, target)];
  const position = failure.position ?? placeOf(failure.message, sql, target.dialect);
  return new Failure(failure.code, failure.message, { hints, cause: error, ...(position === undefined ? {} : { position }) });
}

const mendable: ReadonlySet<ErrorCode> = new Set(['SYNTAX_ERROR', 'QUERY_FAILED', 'UNKNOWN_TABLE', 'UNKNOWN_COLUMN']);

/** The schema is checked anew in the background: the name may be a new one. */
function nearestNames(failure: Failure, sql: string, catalog: CatalogIndex, target: Target): string[] {
  if (failure.code !== 'UNKNOWN_TABLE' && failure.code !== 'UNKNOWN_COLUMN') return [];
  target.knowledge.refresh().catch(() => undefined);
  const name = /(\S+)$/.exec(failure.message)?.[1] ?? '';
  const near = failure.code === 'UNKNOWN_TABLE' ? catalog.nearestTables(name.split('.').at(-1) ?? name) : catalog.nearestColumns(name, tablesNamedIn(sql, catalog));
  const text = failure.code === 'UNKNOWN_COLUMN' && sql.includes(`"${name}"`) ? [`Text stands in single quotes: '${name}'.`] : [];
  return [...text, near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'get_schema lists what exists.'];
}

/** The tables whose names stand in the text: good enough to rank suggestions, and it works where the text does not parse. */
function tablesNamedIn(sql: string, catalog: CatalogIndex): IndexedTable[] {
  const words = new Set(sql.match(/[\p{L}\p{N}_$.]+/gu) ?? []);
  return [...words].flatMap((word) => catalog.table(word) ?? []);
}
