import type { ModelUsage, SqlModel, SqlReply, SqlRequest } from '../core/model.ts';
import type { CallOptions } from '../core/ports.ts';
import { delay } from '../std/delay.ts';
import { placeOf } from '../std/hash.ts';
import type { EvaluationQuestion } from './questions.ts';

export interface OracleOptions {
  /** Share of first replies that are wrong, 0 to 1; of the replies to a repair the same share. */
  readonly wrongRate: number;
  readonly latencyMs: number;
}

/** How a reply is made wrong. The first three fail in the database; the last two run and give other rows. */
const faults: readonly ((gold: string, others: readonly string[]) => string)[] = [
  (gold) => gold.replace(/\bfrom\b\s+(["`\w]+)/i, 'FROM $1_x'),
  (gold) => gold.replace(/\bselect\b\s+(distinct\s+)?/i, (head) => `${head}no_such_column, `),
  (gold) => `${gold} WHERE AND`,
  (gold, others) => others.find((other) => other !== gold) ?? 'SELECT 1',
  (gold) => (/\bwhere\b/i.test(gold) ? gold.replace(/\bwhere\b[\s\S]*$/i, '') : `${gold.replace(/;?\s*$/, '')} LIMIT 0`),
];

/**
 * A model that knows the gold SQL of every question, and is wrong at a set rate: it measures the path around a model, not a
 * model. Which replies are wrong, and how, follows from the question alone, so that a run can be repeated.
 */
export class OracleModel implements SqlModel {
  readonly #gold = new Map<string, string>();
  readonly #byDatabase = new Map<string, string[]>();
  readonly #options: OracleOptions;
  #calls = 0;

  constructor(questions: readonly EvaluationQuestion[], options: OracleOptions) {
    this.#options = options;
    for (const { db_id: database, question, gold_sql: gold } of questions) {
      if (typeof gold !== 'string') continue;
      this.#gold.set(keyOf(database, question), gold);
      this.#byDatabase.set(database, [...(this.#byDatabase.get(database) ?? []), gold]);
    }
  }

  /** How often it was asked. */
  get calls(): number {
    return this.#calls;
  }

  async writeSql(request: SqlRequest, call: CallOptions): Promise<SqlReply> {
    this.#calls += 1;
    if (this.#options.latencyMs > 0) await delay(this.#options.latencyMs, call.signal);
    const gold = this.#gold.get(keyOf(request.database, request.question));
    if (gold === undefined) return { kind: 'none', reason: 'the oracle has no gold SQL for it', usage };
    return { kind: 'sql', sql: this.#isWrong(request) ? this.#spoiled(gold, request) : gold, reading: '', assumptions: [], usage };
  }

  health(): ReturnType<SqlModel['health']> {
    return [];
  }

  #isWrong({ question, attempts, sample }: SqlRequest): boolean {
    return placeOf(`${attempts.length}/${sample} ${question}`) < this.#options.wrongRate;
  }

  #spoiled(gold: string, { question, database, attempts }: SqlRequest): string {
    const chance = placeOf(`fault ${question}`);
    const others = this.#byDatabase.get(database) ?? [];
    const from = Math.floor(chance * others.length);
    const fault = faults[Math.floor(placeOf(`kind ${attempts.length} ${question}`) * faults.length)] ?? faults[0];
    return fault?.(gold, [...others.slice(from), ...others.slice(0, from)]) ?? gold;
  }
}

const usage: ModelUsage = { provider: 'oracle', model: 'gold', calls: 1, inputTokens: 0, outputTokens: 0, costUsd: 0 };

function keyOf(database: string, question: string): string {
  return `${database}\n${question}`;
}
