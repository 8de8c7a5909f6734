import type { Principal } from '../../../core/question.ts';
import type { WindowName } from '../../../core/telemetry.ts';
import type { WatchWire } from '../../../core/wire.ts';
import type { ReportServices } from '../report-services.ts';
import { figuresOf } from './operation.ts';
import { tracesFor } from './slow.ts';
import { performanceSummary, type SummaryServices } from './summary.ts';

const tracesShown = 12;

/** Everything that a live view draws, at one moment; `since` leaves out the points of the past that it has. */
export function watchFigures(request: { readonly window: WindowName; readonly principal: Principal; readonly since: number }, services: SummaryServices & Pick<ReportServices, 'audience'>): WatchWire {
  const { reader } = services;
  const { operations, counters, seconds } = reader.summary(request.window);
  const { slow, failed } = tracesFor(request.principal, services);
  const summary = performanceSummary(request.window, services);
  return {
    summary,
    health: { status: summary.health.status, ...reader.health() },
    alerts: reader.alerts(),
    gauges: reader.gauges(),
    seconds,
    counters,
    operations: operations.map((entry) => ({ operation: entry.operation, in_flight: entry.inFlight, ...figuresOf(entry) })),
    caches: services.caches.map((cache) => cache.stats()),
    pools: [...services.targets.values()].map((target) => ({ database: target.name, ...target.database.health() })),
    history: reader.history().filter((point) => point.at > request.since),
    slow: slow.slice(0, tracesShown),
    failed: failed.slice(0, tracesShown),
  };
}
