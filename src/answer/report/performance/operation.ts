import { Failure } from '../../../core/errors.ts';
import { type OperationSummary, windowNames } from '../../../core/telemetry.ts';
import type { OperationFigures, OperationWire } from '../../../core/wire.ts';
import { nearest } from '../../../std/nearest.ts';
import type { ReportServices } from '../report-services.ts';
import { ms } from './figures.ts';

/** One operation in every window; a misspelled name fails with the nearest ones. */
export function operationDetail(name: string, { reader }: Pick<ReportServices, 'reader'>): OperationWire {
  const known = reader.summary().operations;
  const entry = known.find((candidate) => candidate.operation === name);
  if (!entry) throw unknown(name, known.map((candidate) => candidate.operation));
  const windows = windowNames.map((window) => [window, reader.summary(window).operations.find((candidate) => candidate.operation === name)] as const);
  return {
    operation: {
      name,
      ...figuresOf(entry),
      in_flight: entry.inFlight,
      ...(entry.errors > 0 ? { errors_by_code: entry.codes } : {}),
      windows: Object.fromEntries(windows.map(([window, figures]) => [window, figures ? figuresOf(figures) : { count: 0 }])),
    },
  };
}

export function figuresOf(entry: OperationSummary): OperationFigures {
  const percentiles = { p50_ms: ms(entry.p50Ms), p90_ms: ms(entry.p90Ms), p95_ms: ms(entry.p95Ms), p99_ms: ms(entry.p99Ms) };
  return { count: entry.count, errors: entry.errors, per_second: ms(entry.perSecond), average_ms: ms(entry.averageMs), ...percentiles, max_ms: ms(entry.maxMs) };
}

function unknown(name: string, names: readonly string[]): Failure {
  const near = nearest(name, names);
  return new Failure('BAD_ARGUMENT', `nothing was measured under "${name.slice(0, 100)}"`, { hints: [near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Measured: ${names.slice(0, 40).join(', ') || 'nothing yet'}`] });
}
