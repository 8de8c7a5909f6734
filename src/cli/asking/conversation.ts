import { ask } from '../../answer/ask/ladder.ts';
import { callOf } from '../../answer/ask/requests.ts';
import { runSql } from '../../answer/ask/run-sql.ts';
import { looksLikeSql } from '../../answer/ask/sql-question.ts';
import type { Services } from '../../answer/services.ts';
import { type Target, targetOf } from '../../answer/target/target.ts';
import type { Answer, OkAnswer } from '../../core/answer.ts';
import type { ExportTarget } from '../../core/exports.ts';
import { localPrincipal as principal } from '../../core/question.ts';
import type { Offer } from './readings.ts';

/** Earlier questions that go with the next one. */
const historyMax = 6;

interface Answered {
  readonly question: string;
  readonly answer: OkAnswer;
}

/** What one person asks of one database, question after question: each may build on those before it. */
export class Conversation {
  readonly #services: Services;
  readonly target: Target;
  readonly #exportTo: ExportTarget | undefined;
  #history: readonly string[] = [];
  #last: Answered | undefined;

  /** Fails where the database is not known. `exportTo`: where the rows of answers go. */
  constructor(services: Services, database: string | undefined, exportTo?: ExportTarget) {
    this.#services = services;
    this.#exportTo = exportTo;
    this.target = targetOf(services, database);
  }

  /** The last question that brought rows. */
  get last(): Answered | undefined {
    return this.#last;
  }

  /** The answer to a question; SQL in its place is proven and run. */
  async ask(text: string, signal?: AbortSignal): Promise<Answer> {
    const request = { database: this.target.name, principal, ...this.#taking(), ...(signal ? { signal } : {}) };
    if (await looksLikeSql(text, this.target, callOf(request, this.target))) return this.#keep(text, await runSql({ ...request, sql: text }, this.#services));
    const answer = await ask({ ...request, question: text, history: this.#history }, this.#services);
    if (answer.status === 'ok') this.#remember(text);
    return this.#keep(text, answer);
  }

  /** Runs the reading that the person chose; it is remembered for the question. */
  async run({ sql, reading }: Offer, question: string, signal?: AbortSignal): Promise<Answer> {
    const asked = { question, history: this.#history, database: this.target.name, principal, ...this.#taking() };
    const answer = await runSql({ ...asked, sql, reading, ...(signal ? { signal } : {}) }, this.#services);
    if (answer.status === 'ok') this.#remember(question);
    return this.#keep(question, answer);
  }

  /** The next question stands alone. */
  restart(): void {
    this.#history = [];
  }

  #taking() {
    return this.#exportTo ? { exportTo: this.#exportTo } : {};
  }

  #remember(question: string): void {
    this.#history = [...this.#history, question].slice(-historyMax);
  }

  #keep(question: string, answer: Answer): Answer {
    if (answer.status === 'ok') this.#last = { question, answer };
    return answer;
  }
}
