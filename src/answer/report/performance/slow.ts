import type { TelemetryReader } from '../../../core/ports.ts';
import type { Principal } from '../../../core/question.ts';
import type { CallStep, Trace } from '../../../core/telemetry.ts';
import type { TracesWire, TraceWire } from '../../../core/wire.ts';
import { compact } from '../../wire.ts';
import type { ReportServices } from '../report-services.ts';
import { ms } from './figures.ts';

const shownMax = 8;

type TraceServices = Pick<ReportServices, 'reader' | 'targets' | 'audience'>;

/** The slowest calls of the last day and the last failures, each with the timeline of its steps. */
export function slowTraces(principal: Principal, services: TraceServices): TracesWire {
  const { slow, failed } = tracesFor(principal, services);
  return { slow: slow.slice(0, shownMax).map(traceToWire), failed: failed.slice(0, shownMax).map(traceToWire) };
}

/** Those of databases that the reader may see, and its own; what was asked is shown to the one who asked, seeing what it sees. */
export function tracesFor(reader: Principal, { reader: figures, targets, audience }: TraceServices): ReturnType<TelemetryReader['traces']> {
  const { slow, failed } = figures.traces();
  const isSeen = ({ database, principal }: Trace) => principal === reader || database === undefined || targets.has(database);
  const isOwn = (trace: Trace) => trace.principal === reader && (trace.audience ?? '') === audience;
  const shown = (trace: Trace) => (isOwn(trace) ? trace : { ...trace, question: undefined, sql: undefined, message: undefined });
  return { slow: slow.filter(isSeen).map(shown), failed: failed.filter(isSeen).map(shown) };
}

function traceToWire(trace: Trace): TraceWire {
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
    question: trace.question,
    sql: trace.sql,
    error: trace.message,
  });
}

/** `execute 2.1 + 30.4`: begun at 2.1 ms, took 30.4 ms. */
function stepText({ name, startMs, ms: took, code }: CallStep): string {
  return `${name} ${ms(startMs)} + ${ms(took)}${code === undefined ? '' : ` (${code})`}`;
}
