import type { Principal } from '../../../core/question.ts';
import type { CallStep, Trace } from '../../../core/telemetry.ts';
import type { TracesWire, TraceWire } from '../../../core/wire.ts';
import { compact } from '../../wire.ts';
import type { ReportServices } from '../report-services.ts';
import { ms } from './figures.ts';

const shownMax = 8;

/** The slowest calls of the last day and the last failures, each with the timeline of its steps. */
export function slowTraces(principal: Principal, { reader }: Pick<ReportServices, 'reader'>): TracesWire {
  const { slow, failed } = reader.traces();
  return { slow: slow.slice(0, shownMax).map((trace) => traceToWire(trace, principal)), failed: failed.slice(0, shownMax).map((trace) => traceToWire(trace, principal)) };
}

/** A trace as its reader may see it: what was asked is shown to the one who asked. */
export function traceToWire(trace: Trace, reader: Principal): TraceWire {
  const own = trace.principal === reader;
  return compact<TraceWire>({
    at: new Date(trace.startedAt).toISOString(),
    id: trace.id,
    tool: trace.tool,
    ms: ms(trace.ms),
    status: trace.status,
    code: trace.code,
    database: trace.database,
    rung: trace.rung,
    cache: trace.cache,
    rows: trace.rows,
    timeline: trace.steps.map(stepText).join(', '),
    question: own ? trace.question : undefined,
    sql: own ? trace.sql : undefined,
    error: own ? trace.message : undefined,
  });
}

/** `execute 2.1 + 30.4`: begun at 2.1 ms, took 30.4 ms. */
function stepText({ name, startMs, ms: took, code }: CallStep): string {
  return `${name} ${ms(startMs)} + ${ms(took)}${code === undefined ? '' : ` (${code})`}`;
}
