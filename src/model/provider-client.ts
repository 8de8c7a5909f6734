import { Failure, toFailure } from '../core/errors.ts';
import type { ModelRole, ProviderHealth } from '../core/model.ts';
import type { Telemetry } from '../core/ports.ts';
import type { Clock } from '../std/clock.ts';
import { delay } from '../std/delay.ts';
import { Gate } from '../std/gate.ts';
import { lazy } from '../std/lazy.ts';
import { Breaker } from './breaker.ts';
import { type CallError, readCallError } from './call-error.ts';
import { replySchema } from './prompt.ts';
import type { ModelFamily, PromptMessages, ProviderSettings } from './provider.ts';
import { openProvider } from './providers/open.ts';

export interface Completion {
  readonly text: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly calls: number;
}

export interface CompletionRequest {
  readonly prompt: PromptMessages;
  readonly role: ModelRole;
  readonly temperature: number;
}

const backoffMsFirst = 250;
/** A provider that asks for a longer pause is left for the next one. */
const retryAfterMsMax = 8_000;

/** One provider behind its gate, breaker, deadline and retries. A rejected call rejects with a Failure. */
export class ProviderClient {
  readonly settings: ProviderSettings;
  readonly #family: () => Promise<ModelFamily>;
  readonly #gate: Gate;
  readonly #breaker: Breaker;
  readonly #clock: Clock;
  readonly #telemetry: Telemetry;
  #structured: boolean;
  #calls = 0;
  #failures = 0;
  #lastError: string | undefined;

  constructor(settings: ProviderSettings, clock: Clock, telemetry: Telemetry) {
    this.settings = settings;
    this.#family = lazy(() => openProvider(settings));
    this.#gate = new Gate({ concurrency: settings.concurrency, waitingMax: settings.waitingMax });
    this.#breaker = new Breaker(clock);
    this.#clock = clock;
    this.#telemetry = telemetry;
    this.#structured = settings.structured;
  }

  /** The model for a role; the other one where only one is configured. */
  modelFor(role: ModelRole): string | undefined {
    const { fast, strong } = this.settings.models;
    return role === 'fast' ? (fast ?? strong) : (strong ?? fast);
  }

  health(): Omit<ProviderHealth, 'tokensLastHour' | 'costLastHourUsd'> {
    const { running, waiting } = this.#gate;
    return { name: this.settings.name, breaker: this.#breaker.state, inFlight: running, waiting, calls: this.#calls, failures: this.#failures, ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }) };
  }

  /** The gate is entered once for all tries, so that a pause between them also slows the others down. */
  complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion> {
    const queuedAt = this.#clock.monotonicMs();
    return this.#gate.run(() => {
      this.#telemetry.record(`model.queue.${this.settings.name}`, this.#clock.monotonicMs() - queuedAt);
      return this.#tryRepeatedly((once) => this.#generate(request, once), signal);
    }, signal);
  }

  async embed(values: readonly string[], signal: AbortSignal): Promise<{ embeddings: readonly (readonly number[])[]; tokens: number }> {
    const { embedding } = this.settings.models;
    const make = (await this.#family()).embedding;
    if (embedding === undefined || !make) throw new Failure('MODEL_UNAVAILABLE', `${this.settings.name} has no embedding model`);
    const model = make(embedding);
    return this.#gate.run(() => this.#tryRepeatedly(async (once) => {
      const { embeddings, usage } = await model.doEmbed({ values: [...values], abortSignal: once });
      return { embeddings, tokens: usage?.tokens ?? 0 };
    }, signal), signal);
  }

  async #tryRepeatedly<T extends object>(work: (once: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T & { calls: number }> {
    for (let attempt = 1; ; attempt += 1) {
      if (!this.#breaker.admit()) throw this.#unavailable(`it failed ${this.#lastError === undefined ? 'before' : `before (${this.#lastError})`} and is left alone for ${Math.ceil(this.#breaker.waitMs / 1_000)} s`);
      try {
        const done = await this.#once(work, signal);
        this.#breaker.succeeded();
        return { ...done, calls: attempt };
      } catch (error) {
        if (signal.aborted) {
          this.#breaker.abandoned();
          throw toFailure(signal.reason);
        }
        const problem = this.#note(error);
        if (!problem.retry || attempt > this.settings.retries || (problem.retryAfterMs ?? 0) > retryAfterMsMax) throw this.#unavailable(problem.message, problem.retryAfterMs);
        await delay(problem.retryAfterMs ?? backoffMs(attempt), signal);
      }
    }
  }

  async #once<T>(work: (once: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    const startedAt = this.#clock.monotonicMs();
    this.#calls += 1;
    this.#telemetry.count('model.calls');
    let failed = true;
    try {
      const done = await work(AbortSignal.any([signal, AbortSignal.timeout(this.settings.timeoutMs)]));
      failed = false;
      return done;
    } finally {
      this.#telemetry.record(`model.${this.settings.name}`, this.#clock.monotonicMs() - startedAt, failed ? 'MODEL_UNAVAILABLE' : undefined);
    }
  }

  /** A request that the provider finds wrong says nothing of its health; all else counts against it. */
  #note(error: unknown): CallError {
    const problem = readCallError(error, this.#clock.now());
    this.#failures += 1;
    this.#lastError = problem.message;
    if (problem.status === 400 || problem.status === 413 || problem.status === 422) this.#breaker.abandoned();
    else this.#breaker.failed();
    return problem;
  }

  async #generate(request: CompletionRequest, signal: AbortSignal): Promise<Omit<Completion, 'calls'>> {
    const model = this.modelFor(request.role);
    if (model === undefined) throw this.#unavailable('no model is configured');
    const language = (await this.#family()).language(model);
    const options = { prompt: request.prompt, maxOutputTokens: this.settings.outputTokensMax, temperature: request.temperature, abortSignal: signal };
    const ask = (structured: boolean) => language.doGenerate(structured ? { ...options, responseFormat: { type: 'json', schema: replySchema, name: 'reply' } } : options);
    const { content, usage } = await ask(this.#structured).then(undefined, (error: unknown) => this.#withoutSchema(error, () => ask(false)));
    const text = content.flatMap((part) => (part.type === 'text' && typeof part.text === 'string' ? [part.text] : [])).join('');
    return { text, model, inputTokens: usage.inputTokens.total ?? 0, outputTokens: usage.outputTokens.total ?? 0 };
  }

  /** Some servers answer 400 or 422 to a JSON schema: they are asked in plain words now and from then on. */
  #withoutSchema<T>(error: unknown, ask: () => PromiseLike<T>): PromiseLike<T> {
    const { status } = readCallError(error, 0);
    if (!this.#structured || (status !== 400 && status !== 422)) throw error;
    return ask().then((done) => {
      this.#structured = false;
      return done;
    });
  }

  #unavailable(message: string, retryAfterMs?: number): Failure {
    return new Failure('MODEL_UNAVAILABLE', `${this.settings.name}: ${message}`, retryAfterMs === undefined ? {} : { retryAfterMs });
  }
}

/** Exponential, with full jitter (Brooker, "Exponential backoff and jitter"), so that many callers do not come back at once. */
function backoffMs(attempt: number): number {
  return Math.random() * backoffMsFirst * 2 ** attempt;
}
