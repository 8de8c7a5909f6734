import { type Attributes, type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import * as names from '@opentelemetry/semantic-conventions/incubating';
import type { CallStep, FinishedCall } from '../core/telemetry.ts';
import { keepText, type TextPolicy } from './redact.ts';

export interface OtelOptions {
  /** Of the collector, without `/v1/…`. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly metricsEveryMs?: number | undefined;
}

export interface OtelExport {
  onCall(call: FinishedCall): void;
  close(): Promise<void>;
}

/** Calls that are not exported yet; what comes while so many wait is dropped and counted. */
const waitingMax = 2_000;
const exportTimeoutMs = 5_000;

/** Exports each finished call as a trace, and the durations as metrics, after the conventions for MCP, databases and generative AI. */
export function startOtel({ url, headers = {}, metricsEveryMs = 30_000 }: OtelOptions, texts: TextPolicy, onLoss: (count: number) => void): OtelExport {
  const base = url.replace(/\/+$/, '');
  const resource = resourceFromAttributes({ [names.ATTR_SERVICE_NAME]: 'nl2sql-mcp' });
  const sending = { headers: { ...headers }, timeoutMillis: exportTimeoutMs };
  let waiting = 0;
  const exporter = new OTLPTraceExporter({ ...sending, url: `${base}/v1/traces` });
  const counted = {
    export: (...[spans, done]: Parameters<typeof exporter.export>) =>
      exporter.export(spans, (result) => {
        const calls = spans.filter((span) => span.kind === SpanKind.SERVER).length;
        waiting -= calls;
        if (result.error) onLoss(calls);
        done(result);
      }),
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
  const tracing = new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(counted, { maxQueueSize: waitingMax * 12, scheduledDelayMillis: 1_000, exportTimeoutMillis: exportTimeoutMs })] });
  const metrics = new MeterProvider({ resource, readers: [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter({ ...sending, url: `${base}/v1/metrics` }), exportIntervalMillis: metricsEveryMs, exportTimeoutMillis: Math.min(exportTimeoutMs, metricsEveryMs) })] });
  const tracer = tracing.getTracer('nl2sql-mcp');
  const measure = durations(metrics);
  return {
    onCall: (call) => {
      measure(call);
      if (waiting >= waitingMax) return onLoss(1);
      if (emit(call, tracer, texts)) waiting += 1;
    },
    close: async () => {
      await Promise.race([Promise.allSettled([tracing.shutdown(), metrics.shutdown()]), new Promise((resolve) => setTimeout(resolve, 800).unref())]);
    },
  };
}

function durations(metrics: MeterProvider): (call: FinishedCall) => void {
  const meter = metrics.getMeter('nl2sql-mcp');
  const calls = meter.createHistogram(names.METRIC_MCP_SERVER_OPERATION_DURATION, { unit: 's' });
  const statements = meter.createHistogram(names.METRIC_DB_CLIENT_OPERATION_DURATION, { unit: 's' });
  const models = meter.createHistogram(names.METRIC_GEN_AI_CLIENT_OPERATION_DURATION, { unit: 's' });
  const tokens = meter.createHistogram(names.METRIC_GEN_AI_CLIENT_TOKEN_USAGE, { unit: '{token}' });
  return (call) => {
    calls.record(call.ms / 1_000, callAttributes(call));
    for (const step of call.steps) {
      if (step.name === 'execute') statements.record(step.ms / 1_000, databaseAttributes(call));
      if (asksModel(step)) models.record(step.ms / 1_000, modelAttributes(call));
    }
    if (!call.model) return;
    tokens.record(call.model.inputTokens, { ...modelAttributes(call), [names.ATTR_GEN_AI_TOKEN_TYPE]: names.GEN_AI_TOKEN_TYPE_VALUE_INPUT });
    tokens.record(call.model.outputTokens, { ...modelAttributes(call), [names.ATTR_GEN_AI_TOKEN_TYPE]: names.GEN_AI_TOKEN_TYPE_VALUE_OUTPUT });
  };
}

/** False where the caller's trace is not sampled: then there is nothing to export. */
function emit(call: FinishedCall, tracer: Tracer, texts: TextPolicy): boolean {
  const attributes = { ...callAttributes(call), 'nl2sql.request.id': call.id, 'nl2sql.status': call.status, ...(call.rung ? { 'nl2sql.rung': call.rung } : {}), ...(call.cache ? { 'nl2sql.cache': call.cache } : {}) };
  const root = tracer.startSpan(`${names.MCP_METHOD_NAME_VALUE_TOOLS_CALL} ${call.tool}`, { kind: SpanKind.SERVER, startTime: call.startedAt, attributes }, parentOf(call.traceparent));
  if (!root.isRecording()) return false;
  const inside = trace.setSpan(ROOT_CONTEXT, root);
  for (const step of call.steps) emitStep(step, call, tracer, inside, texts);
  end(root, call.code, call.startedAt + call.ms);
  return true;
}

function emitStep(step: CallStep, call: FinishedCall, tracer: Tracer, inside: Context, texts: TextPolicy): void {
  const runs = step.name === 'execute';
  const sql = runs && call.sql !== undefined ? keepText(call.sql, texts) : undefined;
  const attributes: Attributes = runs ? { ...databaseAttributes(call), ...(sql === undefined ? {} : { [names.ATTR_DB_QUERY_TEXT]: sql }), ...(call.rows === undefined ? {} : { [names.ATTR_DB_RESPONSE_RETURNED_ROWS]: call.rows }) } : asksModel(step) ? { ...modelAttributes(call), ...usageAttributes(step, call) } : {};
  const startTime = call.startedAt + step.startMs;
  end(tracer.startSpan(step.name, { kind: runs || asksModel(step) ? SpanKind.CLIENT : SpanKind.INTERNAL, startTime, attributes }, inside), step.code, startTime + step.ms);
}

function end(span: Span, code: string | undefined, at: number): void {
  if (code !== undefined) span.setAttribute(names.ATTR_ERROR_TYPE, code).setStatus({ code: SpanStatusCode.ERROR });
  span.end(at);
}

function callAttributes({ tool, code }: FinishedCall): Attributes {
  return {
    [names.ATTR_MCP_METHOD_NAME]: names.MCP_METHOD_NAME_VALUE_TOOLS_CALL,
    [names.ATTR_GEN_AI_OPERATION_NAME]: names.GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
    [names.ATTR_GEN_AI_TOOL_NAME]: tool,
    ...(code === undefined ? {} : { [names.ATTR_ERROR_TYPE]: code }),
  };
}

function asksModel({ name }: CallStep): boolean {
  return name === 'model' || name === 'repair';
}

/** The provider is the name it has in the configuration. */
function modelAttributes({ model }: FinishedCall): Attributes {
  const slash = model?.name.indexOf('/') ?? -1;
  return {
    [names.ATTR_GEN_AI_OPERATION_NAME]: names.GEN_AI_OPERATION_NAME_VALUE_CHAT,
    ...(model && slash > 0 ? { [names.ATTR_GEN_AI_PROVIDER_NAME]: model.name.slice(0, slash), [names.ATTR_GEN_AI_REQUEST_MODEL]: model.name.slice(slash + 1) } : {}),
  };
}

/** On the first of the spans, for the whole question: repairs are not told apart. */
function usageAttributes({ name }: CallStep, { model }: FinishedCall): Attributes {
  return model && name === 'model' ? { [names.ATTR_GEN_AI_USAGE_INPUT_TOKENS]: model.inputTokens, [names.ATTR_GEN_AI_USAGE_OUTPUT_TOKENS]: model.outputTokens } : {};
}

function databaseAttributes({ database, databaseSystem }: FinishedCall): Attributes {
  return { ...(database === undefined ? {} : { [names.ATTR_DB_NAMESPACE]: database }), ...(databaseSystem === undefined ? {} : { [names.ATTR_DB_SYSTEM_NAME]: databaseSystem }) };
}

/** The caller's span as the parent (W3C Trace Context). */
function parentOf(traceparent: string | undefined): Context {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true });
}
