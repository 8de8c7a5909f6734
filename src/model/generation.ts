import { type CallError, readCallError } from './call-error.ts';
import { replySchema } from './prompt.ts';
import type { FinishReason, LanguageModel, PromptMessages, ReportedUsage } from './provider.ts';
import { parseReply } from './reply.ts';
import { addTokens, estimateTokens, noTokens, promptTokens, type Tokens } from './tokens.ts';

export interface Generated {
  readonly text: string;
  /** False where it broke off: at the most tokens allowed, or because the connection was cut. */
  readonly isWhole: boolean;
  readonly tokens: Tokens;
}

export interface GenerationOptions {
  readonly prompt: PromptMessages;
  readonly maxOutputTokens: number;
  readonly temperature: number;
  readonly abortSignal: AbortSignal;
  /** The reply has a form of its own. */
  readonly isPlain: boolean;
}

/** A stream that ended before its reply did. What came is paid for. */
export class CutStreamError extends Error {
  readonly text: string;

  constructor(text: string, cause: unknown) {
    super('the stream was broken off', { cause });
    this.text = text;
  }
}

/** In which form a server is asked. */
interface Form {
  readonly structured: boolean;
  readonly streamed: boolean;
}

/** Asks for one reply in a form that the server takes. What it refuses once (a JSON schema, a reply in one piece) is not asked of it again. */
export class Generation {
  #form: Form;

  constructor(structured: boolean) {
    this.#form = { structured, streamed: false };
  }

  async run(language: LanguageModel, options: GenerationOptions): Promise<Generated> {
    let lost = noTokens;
    for (let form = options.isPlain ? { ...this.#form, structured: false } : this.#form; ; ) {
      try {
        const done = await (form.streamed ? streamed(language, optionsFor(form, options)) : inOnePiece(language, optionsFor(form, options)));
        if (!options.isPlain) this.#learn(form);
        return { ...done, tokens: addTokens(lost, done.tokens) };
      } catch (error) {
        if (error instanceof CutStreamError && !options.isPlain) this.#learn(form);
        const problem = readCallError(error, 0);
        const other = otherForm(form, problem);
        if (!other) throw error;
        if (problem.wasRead) lost = addTokens(lost, { input: promptTokens(options.prompt), output: 0 });
        form = other;
      }
    }
  }

  /** Only from a form that was taken: a request may be refused for what it says, too. */
  #learn(form: Form): void {
    if (form.structured !== this.#form.structured || form.streamed !== this.#form.streamed) this.#form = form;
  }
}

/** Some servers only stream: they say so with status 400, or stream unasked. Some answer 400 or 422 to a JSON schema: they are asked in plain words. */
function otherForm(form: Form, { status, isStream, tellsOfStreams }: CallError): Form | undefined {
  const isRefused = status === 400 || status === 422;
  if (!form.streamed && (isStream || (isRefused && tellsOfStreams))) return { ...form, streamed: true };
  return form.structured && isRefused ? { ...form, structured: false } : undefined;
}

function optionsFor({ structured }: Form, { prompt, maxOutputTokens, temperature, abortSignal }: GenerationOptions): Parameters<LanguageModel['doGenerate']>[0] {
  const options = { prompt, maxOutputTokens, temperature, abortSignal };
  return structured ? { ...options, responseFormat: { type: 'json', schema: replySchema, name: 'reply' } } : options;
}

async function inOnePiece(language: LanguageModel, options: Parameters<LanguageModel['doGenerate']>[0]): Promise<Generated> {
  const { content, usage, finishReason } = await language.doGenerate(options);
  const text = content.flatMap((part) => (part.type === 'text' && typeof part.text === 'string' ? [part.text] : [])).join('');
  return { text, isWhole: finishReason.unified !== 'length', tokens: tokensOf(usage, options.prompt, text) };
}

async function streamed(language: LanguageModel, options: Parameters<LanguageModel['doGenerate']>[0]): Promise<Generated> {
  const { stream } = await language.doStream(options);
  let text = '';
  let end: { readonly usage?: ReportedUsage; readonly finishReason?: FinishReason } | undefined;
  try {
    for await (const part of stream) {
      if (part.type === 'text-delta') text += part.delta ?? '';
      else if (part.type === 'error') throw part.error;
      else if (part.type === 'finish') end = part;
    }
    if (!isEnd(end?.finishReason)) throw new Error('it has no end');
  } catch (error) {
    if (options.abortSignal.aborted) throw error;
    return savedFrom(text, options.prompt, error);
  }
  return { text, isWhole: end?.finishReason?.unified !== 'length', tokens: tokensOf(end?.usage, options.prompt, text) };
}

/** The packages close a stream that was cut with an end that has no reason. */
function isEnd(reason: FinishReason | undefined): boolean {
  return reason !== undefined && reason.raw !== undefined && reason.unified !== 'error';
}

/** A structured reply that was cut behind its SQL says all that is needed, and is not paid for again. */
function savedFrom(text: string, prompt: PromptMessages, error: unknown): Generated {
  if (parseReply(text, { isWhole: false }).kind !== 'sql') throw new CutStreamError(text, error);
  return { text, isWhole: false, tokens: tokensOf(undefined, prompt, text) };
}

function tokensOf(usage: ReportedUsage | undefined, prompt: PromptMessages, text: string): Tokens {
  return { input: usage?.inputTokens.total || promptTokens(prompt), output: usage?.outputTokens.total || estimateTokens(text) };
}
