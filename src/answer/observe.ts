import { type Failure, forOperators, toFailure } from '../core/errors.ts';
import { idCharsMax, nameCharsMax, questionCharsMax, sqlCharsMax } from '../core/input-limits.ts';
import type { Telemetry } from '../core/ports.ts';
import type { Principal } from '../core/question.ts';
import type { CallStep, FinishedCall } from '../core/telemetry.ts';
import type { AnswerWire, ModelWire, OkWire } from '../core/wire.ts';
import type { Clock } from '../std/clock.ts';
import { cut } from '../std/cut.ts';
import { extend } from '../std/extend.ts';
import type { Services } from './services.ts';

export interface ObservedCall {
  readonly tool: string;
  readonly input: unknown;
  readonly principal: Principal;
  /** Of the caller, where it gave one. */
  readonly requestId?: string | undefined;
  /** W3C trace context, as it came. */
  readonly traceparent?: unknown;
}

/** A reply that is no answer has less to tell, or nothing: `object` keeps the compiler from taking the latter for a mistake. */
type Told = AnswerWire | ({ readonly status?: undefined } & Partial<Pick<OkWire, 'database' | 'dialect' | 'sql' | 'verified'>> & object);

/**
 * Runs a call of a tool, whichever way it came in, and tells the telemetry how it went: with its steps, its SQL, its rung.
 * The work gets services whose recordings also become the timeline of this call.
 */
export async function observe<R extends Told>(call: ObservedCall, services: Services, work: (services: Services) => Promise<R>): Promise<R> {
  const { telemetry, clock, audience } = services;
  const told = (error: unknown) => (services.mayOperate() ? forOperators(toFailure(error)) : toFailure(error));
  if (!telemetry.enabled) return work(services).catch((error: unknown) => Promise.reject(told(error)));
  const startedAt = clock.now();
  const timeline = new Timeline(telemetry, clock);
  telemetry.began(call.tool);
  try {
    const reply = await work(extend(services, { telemetry: timeline }));
    telemetry.ended(finished(call, { startedAt, timeline, audience, told: reply }));
    return reply;
  } catch (error) {
    const failure = toFailure(error);
    telemetry.ended(finished(call, { startedAt, timeline, audience, failure }));
    throw told(failure);
  }
}

/** Counts as the telemetry behind it does, and keeps the steps of one call, to be recorded with it at its end. */
class Timeline implements Telemetry {
  readonly enabled = true;
  readonly #telemetry: Telemetry;
  readonly #clock: Clock;
  readonly #startedMs: number;
  readonly steps: CallStep[] = [];

  constructor(telemetry: Telemetry, clock: Clock) {
    this.#telemetry = telemetry;
    this.#clock = clock;
    this.#startedMs = clock.monotonicMs();
  }

  elapsedMs(): number {
    return this.#clock.monotonicMs() - this.#startedMs;
  }

  record(operation: string, durationMs: number, code?: string): void {
    this.#telemetry.record(operation, durationMs, code);
  }

  step(name: string, startedMs: number, endedMs: number, code?: string): void {
    if (this.steps.length >= stepsMax) return this.#telemetry.step(name, startedMs, endedMs, code);
    this.steps.push({ name, startMs: Math.max(0, startedMs - this.#startedMs), ms: endedMs - startedMs, code });
  }

  count(counter: string, by?: number): void {
    this.#telemetry.count(counter, by);
  }

  began(tool: string): void {
    this.#telemetry.began(tool);
  }

  ended(call: FinishedCall): void {
    this.#telemetry.ended(call);
  }
}

const stepsMax = 50;
let calls = 0;
const instance = Math.random().toString(36).slice(2, 8);

interface Outcome {
  readonly startedAt: number;
  readonly timeline: Timeline;
  readonly audience: string;
  readonly told?: Told;
  readonly failure?: Failure;
}

function finished({ tool, principal, traceparent, requestId, input: given }: ObservedCall, { startedAt, timeline, audience, told = {}, failure }: Outcome): FinishedCall {
  const input = asRecord(given);
  const ok = told.status === 'ok' || told.status === 'check' ? told : undefined;
  return {
    id: requestId ?? nextId(),
    tool,
    principal,
    audience,
    startedAt,
    ms: timeline.elapsedMs(),
    status: failure ? 'failed' : (told.status ?? 'done'),
    code: failure?.code,
    message: failure?.message,
    database: told.database ?? text(input['database'], nameCharsMax),
    databaseSystem: told.dialect,
    question: text(input['question'], questionCharsMax),
    sql: ('sql' in told ? told.sql : undefined) ?? text(input['sql'], sqlCharsMax),
    tables: ok?.proof.tables,
    rung: ok?.rung,
    cache: ok?.cache,
    verified: 'verified' in told ? told.verified : undefined,
    rows: ok?.row_count,
    exportedBytes: ok?.export?.bytes,
    model: ok?.model && modelOf(ok.model),
    steps: timeline.steps,
    traceparent: typeof traceparent === 'string' && traceparent.length <= idCharsMax ? traceparent : undefined,
  };
}

function modelOf({ model, tokens, input_tokens: inputTokens }: ModelWire): FinishedCall['model'] {
  return { name: model, inputTokens, outputTokens: tokens - inputTokens };
}

/** Unique among replicas, and cheap. */
function nextId(): string {
  calls += 1;
  return `${instance}-${calls.toString(36)}`;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

const refusedCharsMax = 60;

/** What was too long to be read is not kept either: its beginning tells which it was. */
function text(value: unknown, charsMax: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.length > charsMax ? cut(value, refusedCharsMax) : value;
}
