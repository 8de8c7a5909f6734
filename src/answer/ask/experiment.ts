import type { Answer } from '../../core/answer.ts';
import { defaultFeatures, type Features } from '../../core/features.ts';
import type { Question } from '../../core/question.ts';
import type { Clock } from '../../std/clock.ts';
import { placeOf } from '../../std/hash.ts';
import { ArmFigures, type ArmReport } from './ab-figures.ts';
import type { Variant } from './requests.ts';

export interface ExperimentOptions {
  /** The features of arm A: the configuration as it stands. */
  readonly features: Features;
  /** Absent: there is no experiment, and every question is answered by arm A. */
  readonly b?: { readonly features: Features; /** Of all questions, 0 to 1. */ readonly share: number };
}

export interface Assignment {
  readonly variant: Variant;
  readonly features: Features;
  /** Books the answer for its arm and hands it on. */
  readonly note: (answer: Answer) => Answer;
}

/** Which features a question is answered with. A stable hash of the question puts it on its arm, so that asking again gives the same one. */
export class Experiment {
  readonly #options: ExperimentOptions;
  readonly #clock: Clock;
  readonly #figures = new ArmFigures();

  constructor(options: ExperimentOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  static none(clock: Clock): Experiment {
    return new Experiment({ features: defaultFeatures }, clock);
  }

  get running(): boolean {
    return this.#options.b !== undefined;
  }

  /** Those of arm A. */
  get features(): Features {
    return this.#options.features;
  }

  /** The arm of a question: the wanted one, else the one that its hash falls on. */
  variantOf(question: string, wanted?: Variant): Variant {
    const { b } = this.#options;
    if (!b) return 'A';
    return wanted ?? (placeOf(question.trim().toLowerCase()) < b.share ? 'B' : 'A');
  }

  assign(question: Question, wanted?: Variant): Assignment {
    const { features, b } = this.#options;
    if (!b) return { variant: 'A', features, note: (answer) => answer };
    const variant = this.variantOf(question.text, wanted);
    const startedAt = this.#clock.monotonicMs();
    return {
      variant,
      features: variant === 'B' ? b.features : features,
      note: (answer) => {
        this.#figures.add(variant, question, answer, this.#clock.monotonicMs() - startedAt);
        return answer;
      },
    };
  }

  /** Both arms side by side; undefined without an experiment. */
  report(): ArmReport | undefined {
    return this.running ? this.#figures.report() : undefined;
  }
}
