import { afterLook, confidenceBounds, type InstantResult, looksMax, thresholdsFor } from '../../../instant/engine.ts';
import type { Outcome, Thresholds } from '../../../instant/rank/confidence.ts';
import { isTied, type TieProbe, tieProbe } from '../../../instant/tie.ts';
import type { SqlDialect } from '../../../sql/dialect.ts';
import { digestOf } from '../../run/digest.ts';
import type { Looks } from '../../run/looks.ts';

export interface LookingOptions {
  readonly looks: Looks;
  readonly dialect: SqlDialect;
  /** Confidences at which something else is served, beside the thresholds themselves. */
  readonly marks: readonly number[];
  /** The queries among which choices may have to be made while the best one is no surer than that. */
  readonly offered: (bounds: readonly [low: number, high: number]) => readonly string[];
}

/** A result that is as sure as the data make it, with the thresholds that hold for it. */
export interface Looked {
  readonly result: InstantResult;
  readonly thresholds: Thresholds;
}

/**
 * Weighs the readings against the data (execution-guided decoding, Wang et al. 2018): equal results agree with each other, an empty one is
 * doubtful, and so is a limit that falls between equals. Looked at is only what may still change what is served, in two round trips at most:
 * the best reading, whose rows settle most questions, then all others together; or, where the planner had to be asked what they cost, all at once.
 */
export async function lookedAt(result: InstantResult, options: LookingOptions): Promise<Looked> {
  const looking = new Looking(result, options);
  if (looking.wanted.length === 0) return looking.done;
  const { queries, wasAsked } = await options.looks.affordable(looking.all);
  // Nobody has looked, and nobody will: what the words alone tell is judged by what that is worth.
  if (queries.length === 0) return { result, thresholds: thresholdsFor(false) };
  looking.leaveOut(looking.all.filter((sql) => !queries.includes(sql)));
  for (const stage of wasAsked ? [queries] : [queries.slice(0, 1), queries.slice(1)]) {
    const wanted = stage.filter((sql) => looking.wanted.includes(sql));
    if (wanted.length > 0) looking.take(wanted, await options.looks.at(wanted));
  }
  return looking.done;
}

/** The looks for one question: what they told, and what is still to be told. */
class Looking {
  readonly #result: InstantResult;
  readonly #options: LookingOptions;
  readonly #probe: TieProbe | undefined;
  readonly #outcomes = new Map<string, Outcome>();
  readonly #open: Set<string>;

  constructor(result: InstantResult, options: LookingOptions) {
    this.#result = result;
    this.#options = options;
    const [best] = result.rivals;
    this.#probe = best && tieProbe(best.query, options.dialect);
    this.#open = new Set(result.abstention === undefined ? this.all : []);
  }

  /** The best reading comes first, then what tells whether its limit falls between equals. */
  get all(): readonly string[] {
    const [best, ...others] = this.#result.rivals.slice(0, looksMax).map(({ sql }) => sql);
    return [...(best === undefined ? [] : [best]), ...(this.#probe ? [this.#probe.sql] : []), ...others];
  }

  /** What may change what is served. */
  get wanted(): readonly string[] {
    if (this.#open.size === 0) return [];
    const [best] = this.#result.rivals;
    const bestRows = this.#outcomes.get(best?.sql ?? '')?.rows;
    const tie = this.#probe !== undefined && this.#open.has(this.#probe.sql) && (bestRows ?? Infinity) >= Math.min(this.#probe.limit, rowsToldMax);
    if (!tie && this.#probe) this.#open.delete(this.#probe.sql);
    const [low, high] = confidenceBounds(this.#result, this.#outcomes, { queries: this.#open, tie });
    const { eager, careful } = thresholdsFor(true);
    const marks = [eager, careful, ...this.#options.marks];
    // That others are equal to the last one shown is told with an answer, however sure it is.
    const isSettled = marks.every((mark) => low >= mark || high < mark) && !(tie && high >= Math.min(...marks));
    return isSettled ? this.#options.offered([low, high]).filter((sql) => this.#open.has(sql)) : [...this.#open];
  }

  get done(): Looked {
    const { abstention } = this.#result;
    return { result: abstention === undefined ? afterLook(this.#result, this.#outcomes) : this.#result, thresholds: thresholdsFor(true) };
  }

  leaveOut(queries: readonly string[]): void {
    for (const sql of queries) this.#open.delete(sql);
  }

  take(queries: readonly string[], results: Awaited<ReturnType<Looks['at']>>): void {
    this.leaveOut(queries);
    for (const sql of queries) {
      const rows = results.get(sql);
      if (rows && sql !== this.#probe?.sql) this.#outcomes.set(sql, digestOf(rows));
    }
    const best = this.#outcomes.get(this.#result.rivals[0]?.sql ?? '');
    const probed = this.#probe && results.get(this.#probe.sql);
    if (best && this.#probe && probed && isTied(probed.rows, this.#probe.limit)) this.#outcomes.set(this.#result.rivals[0]?.sql ?? '', { ...best, tied: true });
  }
}

/** Of more rows a look does not tell how many they are. */
const rowsToldMax = 101;
