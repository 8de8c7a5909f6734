import { missingNames } from '../../catalog/missing-names.ts';
import { rankTables, findValues, type RankedTable } from '../../catalog/rank.ts';
import type { ValueHit } from '../../catalog/values.ts';
import { Failure } from '../../core/errors.ts';
import type { Features } from '../../core/features.ts';
import type { Example } from '../../core/model.ts';
import type { Question } from '../../core/question.ts';
import type { Declared } from '../../semantics/declared/read.ts';
import { namesSpokenOf } from '../../semantics/spoken-of.ts';
import { QueueFullError } from '../../std/bulkhead.ts';
import type { FairQueue } from '../../std/fair-queue.ts';
import type { Steps } from '../run/steps.ts';
import type { Knowledge } from '../target/knowledge.ts';
import type { Target } from '../target/target.ts';
import { type Context, type ContextOptions, contextText } from './context.ts';
import { together } from './together.ts';

/** Verified questions that are like a given one, the most similar first. */
export interface ExampleFinder {
  similar(question: Question, target: Target, countMax: number, signal: AbortSignal): Promise<readonly Example[]>;
}

export interface PreparationOptions {
  readonly question: Question;
  readonly target: Target;
  readonly knowledge: Knowledge;
  readonly features: Features;
  readonly steps: Steps;
  readonly examples?: ExampleFinder;
  /** What the words of the house mean that bear on the question, a line each. */
  readonly terms?: readonly string[];
  /** What was said of the database. */
  readonly declared?: Declared | undefined;
  readonly turnstile?: FairQueue;
  readonly signal: AbortSignal | undefined;
}

interface Parts {
  readonly found: { readonly values: readonly ValueHit[]; readonly ranked: readonly RankedTable[]; readonly missing: readonly string[] };
  readonly examples: readonly Example[];
}

/** No step of the preparation may hold an answer up for longer; what is late is done without. */
const deadlineMs = 1_500;
/** A question may lean on so many before it. */
const earlierMeant = 3;

/**
 * The context of one question: ranked tables, values found, similar questions. Made at most once, and only where a rung wants
 * it or has left the processor idle: an answer of the rules that needs no waiting pays nothing for it.
 */
export class Preparation {
  readonly #options: PreparationOptions;
  readonly #warnings: string[] = [];
  #parts: Promise<Parts> | undefined;
  #begun = false;
  #stopped = false;

  constructor(options: PreparationOptions) {
    this.#options = options;
  }

  /** What went wrong in it and how it was helped. */
  get warnings(): readonly string[] {
    return this.#warnings;
  }

  /** Waits for a turn to compute; the context itself begins as soon as the rung at work waits for something (a database, a network). */
  async begin(): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    await this.#options.turnstile?.pass(this.#options.question.principal, this.#options.signal).catch((error: unknown) => {
      throw error instanceof QueueFullError ? new Failure('BUSY', 'too many questions are being worked on', { retryAfterMs: error.retryAfterMs }) : error;
    });
    if (!this.#options.features.parallel) return;
    setImmediate(() => {
      if (!this.#stopped) this.#gather().catch(() => undefined);
    });
  }

  stop(): void {
    this.#stopped = true;
  }

  async ready(): Promise<void> {
    await this.#gather();
  }

  /** Tables, joins, values, examples and rules as compact text. */
  async context(options: ContextOptions = {}): Promise<Context> {
    const { target, knowledge } = this.#options;
    const { found, examples } = await this.#gather();
    return contextText({ ...found, examples, terms: this.#options.terms ?? [], declared: this.#options.declared, target, catalog: knowledge.catalog, sampled: knowledge.values }, options);
  }

  #gather(): Promise<Parts> {
    this.#parts ??= this.#options.steps.run('context', () => this.#together());
    return this.#parts;
  }

  async #together(): Promise<Parts> {
    const { question, target, knowledge, features, examples, signal } = this.#options;
    const text = [...question.history.slice(-earlierMeant), question.text].join(' ');
    const conversation = question.history.length > earlierMeant ? [...question.history, question.text].join(' ') : text;
    const { values, warnings } = await together<Parts>(
      {
        found: { run: async () => foundIn({ text, conversation }, knowledge), otherwise: () => ({ values: [], ranked: rankTables(knowledge.catalog, { question: text }), missing: [] }) },
        examples: { run: async (within) => (features.examples && examples ? examples.similar(question, target, 3, within) : []), otherwise: () => [] },
      },
      { parallel: features.parallel, deadlineMs, signal },
    );
    this.#warnings.push(...warnings);
    return values;
  }
}

/** Values first: they are the strongest evidence of the ranking. Both are work of the processor, in which nothing waits. */
function foundIn({ text, conversation }: Texts, { catalog, values: index, valuesComplete }: Knowledge): Parts['found'] {
  const asked = (said: string) => ({ question: said, hits: findValues(said, index), values: index, meant: namesSpokenOf(said) });
  const own = asked(text);
  return { values: own.hits, ranked: rankTables(catalog, own, conversation === text ? own : asked(conversation)), missing: valuesComplete ? missingNames(text, catalog, index) : [] };
}

interface Texts {
  /** The question with those that it may lean on. */
  readonly text: string;
  /** All that was asked. */
  readonly conversation: string;
}
