import type { ModelRole } from '../core/model.ts';
import type { BudgetLimits } from './budget.ts';

/** One provider as it is configured. Times in milliseconds, prices in dollars a million tokens. */
export interface ProviderSettings {
  readonly name: string;
  readonly kind: 'openai-compatible' | 'anthropic' | 'google';
  readonly baseUrl?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly models: Readonly<Partial<Record<ModelRole | 'embedding', string | undefined>>>;
  readonly timeoutMs: number;
  /** Tries after the first one. */
  readonly retries: number;
  readonly concurrency: number;
  readonly waitingMax: number;
  readonly outputTokensMax: number;
  /** Whether to ask for JSON by schema; a provider that refuses it is asked in plain words from then on. */
  readonly structured: boolean;
  readonly prices?: { readonly input: number; readonly output: number } | undefined;
}

export interface ModelSettings {
  /** In the order in which they are tried. */
  readonly providers: readonly ProviderSettings[];
  readonly budget: BudgetLimits;
}

export interface ReportedUsage {
  readonly inputTokens: { readonly total: number | undefined };
  readonly outputTokens: { readonly total: number | undefined };
}

/** Why a reply ended: in the words of the interface, and in those of the provider. */
export interface FinishReason {
  readonly unified: string;
  readonly raw: string | undefined;
}

interface LanguageModelOptions {
  readonly prompt: PromptMessages;
  readonly maxOutputTokens: number;
  readonly temperature?: number;
  readonly responseFormat?: { readonly type: 'json'; readonly schema: object; readonly name: string };
  readonly abortSignal: AbortSignal;
}

/** One event of a stream; the interface knows more kinds. */
interface StreamPart {
  readonly type: string;
  readonly delta?: string;
  readonly error?: unknown;
  readonly usage?: ReportedUsage;
  readonly finishReason?: FinishReason;
}

/**
 * The part that is used of the AI SDK's provider interface (version 3). The packages implement it; their own retries, prompts
 * and reply parsing belong to another package of theirs and are not used, because ours must also bound queues and mend replies.
 */
export interface LanguageModel {
  doGenerate(options: LanguageModelOptions): PromiseLike<{ readonly content: readonly { readonly type: string; readonly text?: unknown }[]; readonly usage: ReportedUsage; readonly finishReason: FinishReason }>;
  doStream(options: LanguageModelOptions): PromiseLike<{ readonly stream: ReadableStream<StreamPart> }>;
}

export type PromptMessages = [{ role: 'system'; content: string }, { role: 'user'; content: { type: 'text'; text: string }[] }];

export interface EmbeddingModel {
  doEmbed(options: { readonly values: string[]; readonly abortSignal: AbortSignal }): PromiseLike<{ readonly embeddings: readonly (readonly number[])[]; readonly usage?: { readonly tokens: number } }>;
}

/** What a provider's package offers, by model name. */
export interface ModelFamily {
  language(model: string): LanguageModel;
  /** Absent where the provider has none. */
  readonly embedding?: (model: string) => EmbeddingModel;
}
