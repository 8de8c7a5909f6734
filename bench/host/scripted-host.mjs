// A host without a mind of its own: it chooses a tool by a rule that is written down here, believes what it is answered, and
// knows the right SQL where it has to write any. It explores nothing.
import { toFailure } from '../../dist/core/errors.js';
import { parseInput } from '../../dist/mcp/parse-input.js';
import { respond, respondFailure } from '../../dist/mcp/respond.js';
import { tools } from '../../dist/mcp/tools/all.js';

/** Words of questions for which a host that knows the schema writes the SQL at once: shares, comparisons, what is not there, several conditions on groups. */
const needsMore = new RegExp(
  String.raw`%|\b(?:share|percent\w*|ratio|rate|compar\w+|versus|vs|growth|change[ds]?|difference|average|avg|mean|per|each|every|more than|less than|fewer|than|at least|at most` +
    String.raw`|never|without|not|no|except|both|either|also|but|only|all|most|least|whose|who|still|since|until|between)\b|n't`,
  'i',
);

/** When to write SQL at once. `known` is what the instructions say, once the schema is known; the others show what it is worth. */
export const rules = {
  known: (_, { knowsAll }) => knowsAll,
  'by the words of the question': (question, { knowsAll }) => knowsAll && needsMore.test(question),
  'nl2sql first': () => false,
};

/** One conversation. `seen` says what of the schema the host has read. */
export class ScriptedHost {
  #services;
  #principal;
  #database;
  #rule;
  #mark;
  #knowsAll = false;
  #hasRead = false;

  constructor({ services, principal, database, rule }) {
    this.#services = services;
    this.#principal = principal;
    this.#database = database;
    this.#rule = rule;
  }

  /** What came of one question: its calls, what the host read and wrote for it, and the SQL that it took unseen. */
  async answer({ question, gold_sql: gold, answerable }) {
    const turn = { calls: 0, read: 0, written: 0, context: 0 };
    const sql = answerable === false ? undefined : gold?.trim().replace(/;\s*$/, '');
    if (!this.#rule(question, { knowsAll: this.#knowsAll })) {
      const { shown: reply, meta } = await this.#call('nl2sql', { question, ...(this.#mark === undefined ? {} : { known_schema: this.#mark }) }, turn);
      if (reply.status === 'ok' || reply.status === 'check') return { ...turn, status: reply.status, taken: meta.sql ?? reply.sql };
      turn.status = reply.status ?? 'failed';
      turn.context = (reply.context ?? '').length / 4;
      this.#read(reply);
    }
    if (sql !== undefined) await this.#call('run_sql', { sql, question }, turn);
    return { status: 'written', ...turn };
  }

  #read({ context, known_schema: mark }) {
    this.#mark = mark ?? this.#mark;
    if (context !== undefined && !this.#hasRead) this.#knowsAll = !/more tables are not shown|^not shown:/m.test(context);
    this.#hasRead = true;
  }

  /** tokens = characters / 4 of what the model reads: the structured content, or the text of a failure. */
  async #call(name, input, turn) {
    const tool = tools.find((candidate) => candidate.name === name);
    const given = { ...input, database: this.#database };
    turn.calls += 1;
    turn.written += JSON.stringify(input).length / 4;
    const { structuredContent: shown, content: [text], _meta: meta } = await this.#result(tool, given);
    turn.read += (shown ? JSON.stringify(shown) : text.text).length / 4;
    return { shown: shown ?? {}, meta: meta?.['nl2sql/details'] ?? {} };
  }

  async #result(tool, input) {
    try {
      const person = { canBeAsked: false };
      const about = { services: this.#services, principal: this.#principal, signal: AbortSignal.timeout(60_000), person };
      return respond(await tool.call(parseInput(tool, input), about), tool.name);
    } catch (error) {
      return respondFailure(toFailure(error));
    }
  }
}
