import { Failure } from '../core/errors.ts';
import type { ModelUsage, ProviderHealth, SqlModel, SqlReply, SqlRequest } from '../core/model.ts';
import type { CallOptions, Telemetry } from '../core/ports.ts';
import { nobody } from '../core/question.ts';
import type { Clock } from '../std/clock.ts';
import { Deadline } from '../std/deadline.ts';
import { Budget, type Spending } from './budget.ts';
import { asFailure, isFinal } from './call-error.ts';
import { plainPrompt, promptFor } from './prompt.ts';
import { type BookedCall, type Completion, ProviderClient } from './provider-client.ts';
import type { ModelSettings, ProviderSettings } from './provider.ts';
import { parseReply } from './reply.ts';
import { estimateTokens, promptTokens, type Tokens } from './tokens.ts';

/** Turns texts into vectors of one length, in order. */
export interface Embeddings {
  readonly model: string;
  embed(texts: readonly string[], call: CallOptions): Promise<readonly Float32Array[]>;
}

/** The configured providers as one model: the first that can answer does, within the budget of the hour. */
export class ConfiguredModel implements SqlModel {
  readonly #providers: readonly ProviderClient[];
  readonly #budget: Budget;
  readonly #telemetry: Telemetry;

  constructor(settings: ModelSettings, clock: Clock, telemetry: Telemetry) {
    this.#providers = settings.providers.map((provider) => new ProviderClient(provider, clock, telemetry));
    this.#budget = new Budget(settings.budget, clock);
    this.#telemetry = telemetry;
  }

  async writeSql(request: SqlRequest, call: CallOptions): Promise<SqlReply> {
    const prompt = promptFor(request);
    const temperature = request.sample === 0 ? 0 : 0.7;
    const writing = this.#providers.filter((provider) => provider.modelFor(request.role) !== undefined);
    const { provider, completion } = await this.#firstToAnswer(writing, call, async (client, signal) => {
      const { outputTokensMax } = client.settings;
      const expected = { input: promptTokens(prompt), output: Math.min(1_000, outputTokensMax) };
      return this.#spend(client.settings, expected, (book) => client.complete({ prompt, role: request.role, temperature }, { signal, book, principal: call.principal ?? nobody }));
    });
    return { ...parseReply(completion.text, completion), usage: usageOf(provider.settings, completion) };
  }

  async write(instructions: string, outputTokensMax: number, call: CallOptions): Promise<string> {
    const prompt = plainPrompt(instructions);
    const writing = this.#providers.filter((provider) => provider.modelFor('strong') !== undefined);
    const request = { prompt, role: 'strong', temperature: 0, plain: { outputTokensMax, timeoutMs: call.timeoutMs } } as const;
    const expected = { input: promptTokens(prompt), output: outputTokensMax };
    const { completion } = await this.#firstToAnswer(writing, call, async (client, signal) =>
      this.#spend(client.settings, expected, (book) => client.complete(request, { signal, book, principal: call.principal ?? nobody })),
    );
    return completion.text;
  }

  /** The configured embedding model; undefined where there is none. Vectors of two models are never mixed, so that there is no fall-over. */
  embedder(): Embeddings | undefined {
    const client = this.#providers.find((provider) => provider.settings.models.embedding !== undefined);
    if (!client) return undefined;
    return { model: `${client.settings.name}/${client.settings.models.embedding}`, embed: (texts, call) => this.#embed(client, texts, call) };
  }

  async #embed(client: ProviderClient, texts: readonly string[], call: CallOptions): Promise<readonly Float32Array[]> {
    const { completion } = await this.#firstToAnswer([client], call, (provider, signal) =>
      this.#spend(provider.settings, { input: estimateTokens(...texts), output: 0 }, (book) => provider.embed(texts, { signal, book, principal: call.principal ?? nobody })),
    );
    return completion.embeddings.map((vector) => Float32Array.from(vector));
  }

  health(): readonly ProviderHealth[] {
    const { tokens, usd } = this.#budget.spentLastHour();
    return this.#providers.map((provider) => ({ ...provider.health(), tokensLastHour: tokens, costLastHourUsd: usd }));
  }

  /** Falls over to the next provider; a full queue of one is no reason to fail while another has room. */
  async #firstToAnswer<T>(providers: readonly ProviderClient[], call: CallOptions, ask: (provider: ProviderClient, signal: AbortSignal) => Promise<T>): Promise<{ provider: ProviderClient; completion: T }> {
    const deadline = new Deadline(call.timeoutMs, { within: call.signal });
    const failures: Failure[] = [];
    try {
      for (const provider of providers) {
        try {
          return { provider, completion: await ask(provider, deadline.signal) };
        } catch (error) {
          const failure = asFailure(error);
          if (isFinal(failure)) throw failure;
          if (deadline.signal.aborted && !call.signal?.aborted) throw new Failure('MODEL_UNAVAILABLE', `no model answered within ${call.timeoutMs} ms`, { cause: failure });
          failures.push(failure);
        }
      }
    } finally {
      deadline.clear();
    }
    throw worst(failures);
  }

  /** Books every try as it ends, those that failed included: a provider counts what it read. */
  async #spend<T>({ prices }: ProviderSettings, estimate: Tokens, work: (book: BookedCall['book']) => Promise<T>): Promise<T> {
    const reservation = this.#budget.reserve(spendingOf(prices, estimate));
    try {
      return await work((tokens) => {
        const spent = spendingOf(prices, tokens);
        reservation.book(spent);
        this.#telemetry.count('model.tokens.input', tokens.input);
        this.#telemetry.count('model.tokens.output', tokens.output);
        this.#telemetry.count('model.cost.microusd', Math.round(spent.usd * 1e6));
      });
    } finally {
      reservation.release();
    }
  }
}

/** BUSY says more than UNAVAILABLE: it passes, and tells when. */
function worst(failures: readonly Failure[]): Failure {
  const busy = failures.find((failure) => failure.code === 'BUSY');
  if (busy) return busy;
  const message = failures.map((failure) => failure.message).join('; ');
  return new Failure('MODEL_UNAVAILABLE', message === '' ? 'no provider has a model for this' : message, { cause: failures.at(-1) });
}

function spendingOf(prices: ProviderSettings['prices'], { input, output }: Tokens): Spending {
  return { tokens: input + output, usd: prices ? (input * prices.input + output * prices.output) / 1e6 : 0 };
}

function usageOf({ name, prices }: ProviderSettings, { model, calls, tokens }: Completion): ModelUsage {
  return { provider: name, model, calls, inputTokens: tokens.input, outputTokens: tokens.output, costUsd: spendingOf(prices, tokens).usd };
}
