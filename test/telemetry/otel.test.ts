import { describe, expect, test } from 'vitest';
import { startOtel } from '../../src/telemetry/otel.ts';
import { startHttpServer } from '../http-server.ts';
import { call } from './calls.ts';
import { receiver } from './receiver.ts';

interface OtlpSpan {
  readonly name: string;
  readonly traceId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
  readonly status: { readonly code?: number };
}

/** A collector: what it was sent, by path. */
async function collector(status = 200) {
  const bodies: Record<string, string[]> = {};
  const url = await receiver(({ path, body, reply }) => {
    (bodies[path] ??= []).push(body);
    reply(status);
  });
  const spans = () => (bodies['/v1/traces'] ?? []).flatMap((body) => (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: OtlpSpan[] }[] }[] }).resourceSpans.flatMap((entry) => entry.scopeSpans.flatMap((scope) => scope.spans)));
  return { url, bodies, spans };
}

const valuesOf = (span: OtlpSpan | undefined) => Object.fromEntries((span?.attributes ?? []).map(({ key, value }) => [key, Object.values(value)[0]]));

describe('the OpenTelemetry export', () => {
  test('a call of the server is a trace after the conventions, below the span of its caller', async () => {
    const { url, bodies, spans } = await collector();
    const server = await startHttpServer({ config: { telemetry: { otlp: { url, metricsEveryMs: 300 } } } });
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await fetch(`${server.origin}/api/tools/nl2sql`, { method: 'POST', headers: { 'content-type': 'application/json', traceparent }, body: JSON.stringify({ question: 'How many pets are there?' }) });
    await expect.poll(() => spans().length).toBeGreaterThan(3);
    const root = spans().find((span) => span.name === 'tools/call nl2sql');
    expect(root).toMatchObject({ traceId: '0af7651916cd43dd8448eb211c80319c', parentSpanId: 'b7ad6b7169203331', kind: 2 });
    expect(valuesOf(root)).toMatchObject({ 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'nl2sql', 'nl2sql.rung': 'instant', 'nl2sql.status': 'ok' });
    const execute = spans().find((span) => span.name === 'execute');
    expect(execute).toMatchObject({ traceId: root?.traceId, kind: 3 });
    expect(valuesOf(execute)).toMatchObject({ 'db.namespace': 'pets', 'db.system.name': 'sqlite', 'db.query.text': expect.stringContaining('SELECT') });
    await expect.poll(() => bodies['/v1/metrics']?.at(-1) ?? '').toContain('mcp.server.operation.duration');
  });

  test('a failure carries its code, and steps their times', async () => {
    const { url, spans } = await collector();
    const otel = startOtel({ url }, 'redacted', () => expect.unreachable());
    otel.onCall(call({ status: 'failed', code: 'TIMEOUT', ms: 50, sql: "SELECT 'secret'", steps: [{ name: 'prove', startMs: 1, ms: 2 }, { name: 'execute', startMs: 3, ms: 47, code: 'TIMEOUT' }] }));
    await otel.close();
    const execute = spans().find((span) => span.name === 'execute');
    expect(execute?.status).toEqual({ code: 2 });
    expect(valuesOf(execute)).toMatchObject({ 'error.type': 'TIMEOUT', 'db.query.text': 'SELECT ?' });
    expect(Number(BigInt(execute?.endTimeUnixNano ?? 0) - BigInt(execute?.startTimeUnixNano ?? 0)) / 1e6).toBeCloseTo(47, 0);
  });

  test('the span of a model tells its name and its tokens', async () => {
    const { url, spans, bodies } = await collector();
    const otel = startOtel({ url, metricsEveryMs: 100 }, 'redacted', () => expect.unreachable());
    const model = { name: 'house/writer-2/large', inputTokens: 900, outputTokens: 40 };
    otel.onCall(call({ rung: 'model', model, steps: [{ name: 'model', startMs: 1, ms: 20 }, { name: 'repair', startMs: 22, ms: 20 }] }));
    await expect.poll(() => bodies['/v1/metrics']?.at(-1) ?? '').toContain('gen_ai.client.token.usage');
    await otel.close();
    const about = { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'house', 'gen_ai.request.model': 'writer-2/large' };
    expect(valuesOf(spans().find((span) => span.name === 'model'))).toEqual({ ...about, 'gen_ai.usage.input_tokens': 900, 'gen_ai.usage.output_tokens': 40 });
    expect(valuesOf(spans().find((span) => span.name === 'repair'))).toEqual(about);
  });

  test('a collector that refuses costs nothing but the records, which are counted', async () => {
    const { url } = await collector(400);
    let lost = 0;
    const otel = startOtel({ url }, 'redacted', (count) => (lost += count));
    for (let n = 0; n < 2_500; n += 1) otel.onCall(call());
    expect(lost).toBe(500);
    await otel.close();
    await expect.poll(() => lost).toBeGreaterThan(500);
  });

  test('a caller that does not sample is not exported', async () => {
    const { url, spans } = await collector();
    const otel = startOtel({ url }, 'redacted', () => expect.unreachable());
    otel.onCall(call({ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00' }));
    otel.onCall(call({ tool: 'run_sql' }));
    await otel.close();
    expect(spans().map((span) => span.name)).toEqual(['tools/call run_sql']);
  });
});
