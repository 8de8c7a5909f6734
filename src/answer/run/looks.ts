import type { IndexedTable } from '../../catalog/index.ts';
import { ValueIndex } from '../../catalog/values.ts';
import { toFailure } from '../../core/errors.ts';
import type { CallOptions } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import type { Principal } from '../../core/question.ts';
import type { ResultSet } from '../../core/result.ts';
import type { VerifiedSql } from '../../core/verified-sql.ts';
import { isName, nameOf } from '../../sql/identifiers.ts';
import type { Knowledge } from '../target/knowledge.ts';
import type { Target } from '../target/target.ts';
import { rowsCompared } from './digest.ts';
import { executeAll, type ExecuteRequest, type ExecutionServices, keepAlso } from './execute.ts';
import { limitsOf, type Page } from './page.ts';

/** What all looks for one answer may take of the database, in milliseconds, as far as that can be told before. */
const budgetMs = 20;
/** So much may be spent beside an answer that costs less itself. */
const trifleMs = 2;
/** Tables of so many rows together are read at once; of more the planner is asked. */
const smallRowsMax = 20_000;
const smallRowsPerMs = 5_000;
/** Where a look takes longer than it was expected to: when the server ends it, and when all of them are over, the waiting for a connection included. */
const eachMs = 30;
const wholeMs = 600;

/** What is to be learned of some statements. */
export interface Inquiry {
  /** The first of them may become the answer. */
  readonly all: readonly string[];
  /** Those of which the rows may still change anything; fewer with each that is told. */
  readonly wanted: readonly string[];
  /** Of these nothing further will be told than the rows that are given. */
  take(statements: readonly string[], results: ReadonlyMap<string, ResultSet>): void;
}

/**
 * Looks at the data for the sake of one answer, in two round trips at most: its own statement first and then all others together, which are
 * mostly not wanted any more; where a server must be asked first what they cost, all together after that. False where the answer's own
 * statement is too expensive, and nothing was looked at. The rows of that statement are those of the answer, where it is served.
 */
export type Looks = (inquiry: Inquiry) => Promise<boolean>;

export interface LooksRequest extends Pick<Page, 'limit' | 'maxAge' | 'bytesMax'> {
  readonly target: Target;
  readonly principal: Principal;
  readonly knowledge: Knowledge;
  /** When the call came, by the monotonic clock. */
  readonly askedAt: number;
}

export function looksFor(request: LooksRequest, services: ExecutionServices, call: CallOptions): Looks {
  return async (inquiry) => {
    const [first, ...others] = inquiry.all;
    if (first === undefined) return false;
    const costs = new Costs(first, request, { ...call, timeoutMs: Math.min(wholeMs, call.timeoutMs) });
    const stages = request.target.database.isLocal || costs.areSmall(inquiry.all) ? [[first], others] : [inquiry.all];
    for (const stage of stages) {
      const wanted = stage.filter((sql) => inquiry.wanted.includes(sql));
      const affordable = await costs.affordable(wanted);
      if (wanted.includes(first) && !affordable.includes(first)) return false;
      inquiry.take(wanted, await rowsOf(affordable, request, services, costs.call));
    }
    return true;
  };
}

/** What the statements of one inquiry are expected to cost, in milliseconds, against what may be spent. */
class Costs {
  readonly call: CallOptions;
  readonly #first: string;
  readonly #request: LooksRequest;
  #wasAsked = false;
  #firstMs = 0;
  #spentMs = 0;

  constructor(first: string, request: LooksRequest, call: CallOptions) {
    this.#first = first;
    this.#request = request;
    this.call = call;
  }

  areSmall(queries: readonly string[]): boolean {
    return queries.every((sql) => this.#small(sql) !== undefined);
  }

  /** Those that fit into the budget: the first by itself, and the others together; where a large table is read, into what the first costs. */
  async affordable(queries: readonly string[]): Promise<string[]> {
    const costs = await this.#of(queries);
    if (costs.has(this.#first)) this.#firstMs = costs.get(this.#first) ?? Infinity;
    const budget = this.#wasAsked ? Math.min(budgetMs, Math.max(this.#firstMs, trifleMs)) : budgetMs;
    if (this.#firstMs > budgetMs) return [];
    return queries.filter((sql) => {
      const ms = costs.get(sql) ?? Infinity;
      if (sql === this.#first) return true;
      if (this.#spentMs + ms > budget) return false;
      this.#spentMs += ms;
      return true;
    });
  }

  /** Only of those that read more than small tables the planner is asked. */
  async #of(queries: readonly string[]): Promise<Map<string, number | undefined>> {
    const costs = new Map(queries.map((sql) => [sql, this.#small(sql)]));
    const large = queries.filter((sql) => costs.get(sql) === undefined);
    if (large.length === 0) return costs;
    this.#wasAsked = true;
    const { target } = this.#request;
    const statements = await provenOf(large, target, this.call);
    const expected = await target.database.expectedMs(statements, this.call).catch((error: unknown) => unlessGone(error, this.call) ?? []);
    for (const [index, { sql }] of statements.entries()) costs.set(sql, expected[index]);
    return costs;
  }

  /** By the rows of the tables that it may name; undefined where these are many or not known. */
  #small(sql: string): number | undefined {
    const { target: { dialect }, knowledge } = this.#request;
    const named = new Set(dialect.tokens(sql).filter(isName).flatMap((token) => knowledge.catalog.table(nameOf(token)) ?? []));
    const rows = [...named].reduce((sum, table) => sum + rowsIn(table, knowledge), 0);
    return named.size > 0 && rows <= smallRowsMax ? rows / smallRowsPerMs : undefined;
  }
}

/** Of a table that was sampled as a whole its rows are known. */
function rowsIn(table: IndexedTable, { values, valuesComplete }: Knowledge): number {
  if (table.table.kind === 'view') return Infinity;
  const isWhole = valuesComplete && !values.isPartial(table) && table.columns.some((column) => ValueIndex.wants(column));
  return isWhole ? values.rowsSeen(table) : (table.table.rowEstimate ?? Infinity);
}

/** Of each that is proven and does not fail, under the limits of the answer where these are no less than what is compared. */
async function rowsOf(queries: readonly string[], request: LooksRequest, services: ExecutionServices, call: CallOptions): Promise<ReadonlyMap<string, ResultSet>> {
  const { target, principal, askedAt, maxAge } = request;
  const statements = await provenOf(queries, target, call);
  const limits = limitsOf(request, target.policy);
  const reading = { target, principal, askedAt, ...(maxAge === undefined ? {} : { maxAge }), limits: { ...limits, rowsMax: Math.max(rowsCompared, limits.rowsMax) } };
  const requests = statements.map((statement): ExecuteRequest => ({ ...reading, statement }));
  const results = await executeAll(requests, services, { ...call, eachMs });
  for (const read of requests) keepAlso({ ...read, limits }, read, services);
  return new Map(statements.flatMap(({ sql }, index) => (results[index] ? [[sql, results[index]] as const] : [])));
}

async function provenOf(queries: readonly string[], { prover }: Target, call: CallOptions): Promise<readonly VerifiedSql[]> {
  const proven = queries.map((sql) => prover.prove(sql, { ...call, isRunNext: true }).catch((error: unknown) => unlessGone(error, call)));
  return (await Promise.all(proven)).flatMap((outcome) => (outcome === undefined || isRefusal(outcome) ? [] : [outcome]));
}

/** A caller who leaves ends the looking, and so does a database that is down, which is no doubt of a statement. */
function unlessGone(error: unknown, { signal }: CallOptions): undefined {
  if (signal?.aborted || toFailure(error).code === 'UNAVAILABLE') throw error;
  return undefined;
}
