import type { ResultSet } from '../../../core/result.ts';
import { afterLook, confidenceBounds, type InstantResult, looksMax, thresholdsFor } from '../../../instant/engine.ts';
import type { Outcome, Thresholds } from '../../../instant/rank/confidence.ts';
import { isTied, type TieProbe, tieProbe } from '../../../instant/tie.ts';
import type { SqlDialect } from '../../../sql/dialect.ts';
import { digestOf, rowsCompared } from '../../run/digest.ts';
import type { Inquiry, Looks } from '../../run/looks.ts';

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
 * Where a reading is less likely than this before anything was looked at, looking does not make it worth serving: of 1,715 such questions of
 * everyday/train, trades/train and spider_dev it lifted 8 to where they are offered and one to an answer, for a fifth of all looks.
 */
const hopeMin = 0.5;

/**
 * Weighs the readings against the data (execution-guided decoding, Wang et al. 2018): equal results agree with each other, an empty one is
 * doubtful, and so is a limit that falls between equals. Looked at is only what may still change what is served.
 */
export async function lookedAt(result: InstantResult, options: LookingOptions): Promise<Looked> {
  if (result.abstention !== undefined || result.rivals.length === 0) return { result, thresholds: thresholdsFor(true) };
  const blind = { result, thresholds: thresholdsFor(false) };
  const looking = new Looking(result, options);
  if (looking.wanted.length === 0 && looking.isHopeless) return blind;
  if (looking.wanted.length > 0 && !(await options.looks(looking))) return blind;
  return { result: looking.weighed, thresholds: thresholdsFor(true) };
}

/** What is to be learned for one question, and what was. */
class Looking implements Inquiry {
  /** The best reading first, then what tells whether its limit falls between equals. */
  readonly all: readonly string[];
  readonly #result: InstantResult;
  readonly #options: LookingOptions;
  readonly #best: string;
  readonly #probe: TieProbe | undefined;
  readonly #outcomes = new Map<string, Outcome>();
  readonly #open: Set<string>;

  constructor(result: InstantResult, options: LookingOptions) {
    const [best, ...others] = result.rivals.slice(0, looksMax);
    this.#result = result;
    this.#options = options;
    this.#best = best?.sql ?? '';
    this.#probe = best && tieProbe(best.query, options.dialect);
    this.all = [this.#best, ...(this.#probe ? [this.#probe.sql] : []), ...others.map(({ sql }) => sql)];
    this.#open = new Set(this.all);
  }

  get isHopeless(): boolean {
    return (this.#result.candidates[0]?.confidence ?? 0) < hopeMin;
  }

  get wanted(): readonly string[] {
    const tie = this.#mayTie;
    const [low, high] = confidenceBounds(this.#result, this.#outcomes, { queries: this.#open, tie });
    const { eager, careful } = thresholdsFor(true);
    const marks = [eager, careful, ...this.#options.marks];
    // That others are equal to the last one shown is told with an answer, however sure it is.
    const isSettled = marks.every((mark) => low >= mark || high < mark) && !(tie && high >= Math.min(...marks));
    const wanted = isSettled || this.isHopeless ? this.#options.offered([low, high]) : this.all;
    return wanted.filter((sql) => this.#open.has(sql) && (tie || sql !== this.#probe?.sql));
  }

  take(statements: readonly string[], results: ReadonlyMap<string, ResultSet>): void {
    for (const sql of statements) this.#open.delete(sql);
    for (const [sql, rows] of results) if (sql !== this.#probe?.sql) this.#outcomes.set(sql, digestOf(rows));
    const best = this.#outcomes.get(this.#best);
    const probed = this.#probe && results.get(this.#probe.sql);
    if (best && this.#probe && probed && isTied(probed.rows, this.#probe)) this.#outcomes.set(this.#best, { ...best, tied: true });
  }

  get weighed(): InstantResult {
    return afterLook(this.#result, this.#outcomes);
  }

  /** Fewer rows than the limit are cut by nothing. */
  get #mayTie(): boolean {
    if (!this.#probe || !this.#open.has(this.#probe.sql)) return false;
    const rows = this.#outcomes.get(this.#best)?.rows;
    return rows === undefined || rows >= Math.min(this.#probe.limit, rowsCompared);
  }
}
