import { Failure, toFailure } from '../core/errors.ts';
import type { ModelRole, ProviderHealth } from '../core/model.ts';
import type { Telemetry } from '../core/ports.ts';
import type { Principal } from '../core/question.ts';
import type { Clock } from '../std/clock.ts';
import { Deadline } from '../std/deadline.ts';
import { delay } from '../std/delay.ts';
import { Bulkhead } from '../std/bulkhead.ts';
import { CircuitBreaker } from '../std/circuit-breaker.ts';
import { lazy } from '../std/lazy.ts';
import { type CallError, readCallError } from './call-error.ts';
import { CutStreamError, Generation } from './generation.ts';
import type { LanguageModel, ModelFamily, PromptMessages, ProviderSettings } from './provider.ts';
import { openProvider } from './providers/open.ts';
import { addTokens, estimateTokens, noTokens, promptTokens, type Tokens } from './tokens.ts';

export interface Completion {
  readonly text: string;
  /** False where the reply broke off. */
  readonly isWhole: boolean;
  readonly model: string;
  /** Of all tries. */
  readonly tokens: Tokens;
  readonly calls: number;
}

export interface CompletionRequest {
  readonly prompt: PromptMessages;
  readonly role: ModelRole;
  readonly temperature: number;
  /** Not in the form of a reply with SQL, and longer than one. */
  readonly plain?: { readonly outputTokensMax: number; readonly timeoutMs: number };
}

/** What a call spends is booked try by try, since one that fails may have been paid for. */
export interface BookedCall {
  /** On whose behalf. */
  readonly principal: Principal;
  readonly signal: AbortSignal;
  readonly book: (tokens: Tokens) => void;
}

interface Attempt<T> {
  /** Tokens of the prompt: what is booked of a try that failed after it may have been read. */
  readonly promptTokens: number;
  /** The deadline of one try (default: as configured). */
  readonly timeoutMs?: number | undefined;
  readonly run: (once: AbortSignal) => Promise<T>;
}

/** Five failures in a row tell a provider that is down from one that stumbles. */
const breaking = { failuresToOpen: 5, openMsFirst: 5_000, openMsMax: 120_000 };
const backoffMsFirst = 250;
/** A provider that asks for a longer pause is left for the next one. */
const retryAfterMsMax = 8_000;

/** One provider behind its bulkhead, circuit breaker, deadline and retries. A rejected call rejects with a Failure. */
export class ProviderClient {
  readonly settings: ProviderSettings;
  readonly #family: () => Promise<ModelFamily>;
  readonly #bulkhead: Bulkhead;
  readonly #breaker: CircuitBreaker;
  readonly #clock: Clock;
  readonly #telemetry: Telemetry;
  readonly #generation: Generation;
  readonly #languages = new Map<string, LanguageModel>();
  #calls = 0;
  #failures = 0;
  #lastError: string | undefined;

  constructor(settings: ProviderSettings, clock: Clock, telemetry: Telemetry) {
    this.settings = settings;
    this.#family = lazy(() => openProvider(settings));
    this.#bulkhead = new Bulkhead({ concurrency: settings.concurrency, waitingMax: settings.waitingMax });
    this.#breaker = new CircuitBreaker({ ...breaking, monotonicMs: () => clock.monotonicMs() });
    this.#clock = clock;
    this.#telemetry = telemetry;
    this.#generation = new Generation(settings.structured);
  }

  /** The model for a role; the other one where only one is configured. */
  modelFor(role: ModelRole): string | undefined {
    const { fast, strong } = this.settings.models;
    return role === 'fast' ? (fast ?? strong) : (strong ?? fast);
  }

  health(): Omit<ProviderHealth, 'tokensLastHour' | 'costLastHourUsd'> {
    const { running, waiting } = this.#bulkhead;
    const { state } = this.#breaker;
    return { name: this.settings.name, breaker: state === 'half-open' ? 'probing' : state, inFlight: running, waiting, calls: this.#calls, failures: this.#failures, ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }) };
  }

  /** The bulkhead is entered once for all tries, so that a pause between them also slows the others down. */
  complete(request: CompletionRequest, call: BookedCall): Promise<Completion> {
    const queuedAt = this.#clock.monotonicMs();
    return this.#bulkhead.run(call.principal, () => {
      this.#telemetry.record(`model.queue.${this.settings.name}`, this.#clock.monotonicMs() - queuedAt);
      return this.#tryRepeatedly({ promptTokens: promptTokens(request.prompt), timeoutMs: request.plain?.timeoutMs, run: (once) => this.#generate(request, once) }, call);
    }, call);
  }

  async embed(values: readonly string[], call: BookedCall): Promise<{ readonly embeddings: readonly (readonly number[])[] }> {
    const { embedding } = this.settings.models;
    const make = (await this.#family()).embedding;
    if (embedding === undefined || !make) throw new Failure('MODEL_UNAVAILABLE', `${this.settings.name} has no embedding model`);
    const model = make(embedding);
    const input = estimateTokens(...values);
    const run = async (once: AbortSignal) => {
      const { embeddings, usage } = await model.doEmbed({ values: [...values], abortSignal: once });
      return { embeddings, tokens: { input: usage?.tokens || input, output: 0 } };
    };
    return this.#bulkhead.run(call.principal, () => this.#tryRepeatedly({ promptTokens: input, run }, call), call);
  }

  async #tryRepeatedly<T extends { readonly tokens: Tokens }>(attempt: Attempt<T>, call: BookedCall): Promise<T & { calls: number }> {
    let lost = noTokens;
    for (let tries = 1; ; tries += 1) {
      if (call.signal.aborted) throw toFailure(call.signal.reason);
      if (!this.#breaker.admit()) throw this.#unavailable(`it failed ${this.#lastError === undefined ? 'before' : `before (${this.#lastError})`} and is left alone for ${Math.ceil(this.#breaker.waitMs / 1_000)} s`);
      try {
        const done = await this.#once(attempt, call);
        this.#breaker.succeeded();
        return { ...done, tokens: addTokens(lost, done.tokens), calls: tries };
      } catch (error) {
        lost = addTokens(lost, this.#bookLost(error, attempt, call));
        if (call.signal.aborted) {
          this.#breaker.abandoned();
          throw toFailure(call.signal.reason);
        }
        const problem = this.#note(error);
        if (!problem.retry || tries > this.settings.retries || (problem.retryAfterMs ?? 0) > retryAfterMsMax) throw this.#unavailable(problem.message, problem.retryAfterMs);
        await delay(problem.retryAfterMs ?? backoffMs(tries), call.signal);
      }
    }
  }

  async #once<T extends { readonly tokens: Tokens }>({ run, timeoutMs = this.settings.timeoutMs }: Attempt<T>, { signal, book }: BookedCall): Promise<T> {
    const startedAt = this.#clock.monotonicMs();
    this.#calls += 1;
    this.#telemetry.count('model.calls');
    const deadline = new Deadline(timeoutMs, { within: signal });
    let failed = true;
    try {
      const done = await run(deadline.signal);
      failed = false;
      book(done.tokens);
      return done;
    } finally {
      deadline.clear();
      this.#telemetry.record(`model.${this.settings.name}`, this.#clock.monotonicMs() - startedAt, failed ? 'MODEL_UNAVAILABLE' : undefined);
    }
  }

  /** A provider counts the prompt that it read and what it wrote until it was left; an answer that is an error costs nothing. */
  #bookLost(error: unknown, { promptTokens: input }: Attempt<unknown>, { book }: BookedCall): Tokens {
    if (!readCallError(error, 0).wasRead) return noTokens;
    const lost = { input, output: error instanceof CutStreamError ? estimateTokens(error.text) : 0 };
    book(lost);
    return lost;
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

  async #generate({ prompt, role, temperature, plain }: CompletionRequest, signal: AbortSignal): Promise<Omit<Completion, 'calls'>> {
    const model = this.modelFor(role);
    if (model === undefined) throw this.#unavailable('no model is configured');
    const options = { prompt, maxOutputTokens: plain?.outputTokensMax ?? this.settings.outputTokensMax, temperature, abortSignal: signal, isPlain: plain !== undefined };
    const generated = await this.#generation.run(await this.#languageOf(model), options);
    return { ...generated, model };
  }

  /** Made once by name, of which the configuration has two: the packages build the schemas of a reply anew for each one that is made. */
  async #languageOf(model: string): Promise<LanguageModel> {
    const known = this.#languages.get(model) ?? (await this.#family()).language(model);
    this.#languages.set(model, known);
    return known;
  }

  #unavailable(message: string, retryAfterMs?: number): Failure {
    return new Failure('MODEL_UNAVAILABLE', `${this.settings.name}: ${message}`, retryAfterMs === undefined ? {} : { retryAfterMs });
  }
}

/** Exponential, with full jitter (Brooker, "Exponential backoff and jitter"), so that many callers do not come back at once. */
function backoffMs(attempt: number): number {
  return Math.random() * backoffMsFirst * 2 ** attempt;
}
