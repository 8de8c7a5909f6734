import type { CatalogIndex, IndexedTable } from '../catalog/index.ts';
import { Failure, toFailure } from '../core/errors.ts';
import type { Target } from './services.ts';

/** A failure on an unknown table or column with the nearest names that exist; the schema is checked anew in the background. */
export function nearestNames(error: unknown, sql: string, catalog: CatalogIndex, target: Target): Failure {
  const failure = toFailure(error);
  if (failure.code !== 'UNKNOWN_TABLE' && failure.code !== 'UNKNOWN_COLUMN') return failure;
  target.knowledge.refresh().catch(() => undefined);
  const name = /(\S+)$/.exec(failure.message)?.[1] ?? '';
  const near = failure.code === 'UNKNOWN_TABLE' ? catalog.nearestTables(name.split('.').at(-1) ?? name) : catalog.nearestColumns(name, tablesNamedIn(sql, catalog));
  const hints = near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : ['get_schema lists what exists.'];
  return new Failure(failure.code, failure.message, { hints: [...failure.hints, ...hints], cause: error, ...(failure.position === undefined ? {} : { position: failure.position }) });
}

/** The tables whose names stand in the text: good enough to rank suggestions, and it works where the text does not parse. */
function tablesNamedIn(sql: string, catalog: CatalogIndex): IndexedTable[] {
  const words = new Set(sql.match(/[\p{L}\p{N}_$.]+/gu) ?? []);
  return [...words].flatMap((word) => catalog.table(word) ?? []);
}
