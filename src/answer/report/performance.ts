import type { Principal } from '../../core/question.ts';
import type { WindowName } from '../../core/telemetry.ts';
import type { PerformanceWire } from '../../core/wire.ts';
import { adviceFor } from './performance/advice.ts';
import { operationDetail } from './performance/operation.ts';
import { slowTraces } from './performance/slow.ts';
import { performanceSummary } from './performance/summary.ts';
import type { ReportServices } from './report-services.ts';

export interface PerformanceRequest {
  readonly operation?: string | undefined;
  readonly window?: WindowName | undefined;
  readonly slow?: boolean | undefined;
  readonly advice?: boolean | undefined;
  readonly principal: Principal;
}

/** How fast, how right and how loaded the server is: the summary, one operation, the worst traces, or what to do about it. */
export async function performanceReport(request: PerformanceRequest, services: ReportServices): Promise<PerformanceWire> {
  if (request.operation !== undefined) return operationDetail(request.operation, services);
  if (request.slow) return slowTraces(request.principal, services);
  if (request.advice) return { advice: await adviceFor(request.principal, services) };
  return performanceSummary(request.window ?? 'all', services);
}
