import { ValueIndex } from '../../catalog/values.ts';
import { toFailure } from '../../core/errors.ts';
import type { CallOptions } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import type { Principal } from '../../core/question.ts';
import type { ResultSet } from '../../core/result.ts';
import type { VerifiedSql } from '../../core/verified-sql.ts';
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

/** Looks at the data for the sake of one answer. */
export interface Looks {
  /** Those of the statements that may be looked at, the first of which may become the answer; none of them where that is too expensive. */
  affordable(queries: readonly string[]): Promise<Affordable>;
  /** The rows of each that is proven and does not fail, read together in one round trip. They are those of the answer where it is served. */
  at(queries: readonly string[]): Promise<ReadonlyMap<string, ResultSet>>;
}

export interface Affordable {
  readonly queries: readonly string[];
  /** Whether that took a round trip. */
  readonly wasAsked: boolean;
}

export interface LooksRequest extends Pick<Page, 'limit' | 'maxAge' | 'bytesMax'> {
  readonly target: Target;
  readonly principal: Principal;
  readonly knowledge: Knowledge;
  /** When the call came, by the monotonic clock. */
  readonly askedAt: number;
}

export function looksFor(request: LooksRequest, services: ExecutionServices, call: CallOptions): Looks {
  const { target, principal, knowledge, askedAt, maxAge } = request;
  const proven = new Map<string, Promise<VerifiedSql | undefined>>();
  const bounded = { ...call, timeoutMs: Math.min(wholeMs, call.timeoutMs) };
  const prove = (sql: string) => {
    const statement = proven.get(sql) ?? provenOnly(sql, target, bounded);
    proven.set(sql, statement);
    return statement;
  };
  const statementsOf = async (queries: readonly string[]) => (await Promise.all(queries.map(prove))).filter((statement) => statement !== undefined);
  return {
    affordable: async (queries) => {
      const statements = await statementsOf(queries);
      const { costs, wasAsked } = await costsOf(statements, { target, knowledge }, bounded);
      return { queries: within(costs, queries[0], wasAsked), wasAsked };
    },
    at: async (queries) => {
      const statements = await statementsOf(queries);
      const wanted = limitsOf(request, target.policy);
      const base = { target, principal, askedAt, ...(maxAge === undefined ? {} : { maxAge }) };
      const requests = statements.map((statement): ExecuteRequest => ({ ...base, statement, limits: { ...wanted, rowsMax: Math.max(rowsCompared, wanted.rowsMax) } }));
      const results = await executeAll(requests, services, { ...bounded, eachMs });
      for (const read of requests) keepAlso({ ...read, limits: wanted }, read, services);
      return new Map(statements.flatMap(({ sql }, index) => (results[index] ? [[sql, results[index]] as const] : [])));
    },
  };
}

/** A database that is down is no doubt of the statement. */
async function provenOnly(sql: string, target: Target, call: CallOptions): Promise<VerifiedSql | undefined> {
  try {
    const statement = await target.prover.prove(sql, { ...call, isRunNext: true });
    return isRefusal(statement) ? undefined : statement;
  } catch (error) {
    if (call.signal?.aborted || toFailure(error).code === 'UNAVAILABLE') throw error;
    return undefined;
  }
}

/** What each is expected to take, in milliseconds; only of those that read more than small tables the planner has to be asked. */
async function costsOf(statements: readonly VerifiedSql[], { target, knowledge }: Pick<LooksRequest, 'target' | 'knowledge'>, call: CallOptions) {
  const costs = new Map<string, number | undefined>(statements.map((statement) => [statement.sql, smallCost(statement, knowledge)]));
  const others = statements.filter(({ sql }) => costs.get(sql) === undefined);
  if (others.length === 0) return { costs, wasAsked: false };
  const expected = await target.database.expectedMs(others, call).catch((error: unknown) => {
    if (call.signal?.aborted || toFailure(error).code === 'UNAVAILABLE') throw error;
    return [];
  });
  for (const [index, { sql }] of others.entries()) costs.set(sql, expected[index]);
  return { costs, wasAsked: true };
}

function smallCost({ proof }: VerifiedSql, knowledge: Knowledge): number | undefined {
  const rows = proof.tables.reduce((sum, name) => sum + rowsOf(name, knowledge), 0);
  return rows <= smallRowsMax ? rows / smallRowsPerMs : undefined;
}

/** Of a table that was sampled as a whole its rows are known. */
function rowsOf(name: string, { catalog, values, valuesComplete }: Knowledge): number {
  const table = catalog.table(name);
  if (!table || table.table.kind === 'view') return Infinity;
  const isWhole = valuesComplete && !values.isPartial(table) && table.columns.some((column) => ValueIndex.wants(column));
  return isWhole ? values.rowsSeen(table) : (table.table.rowEstimate ?? Infinity);
}

/** The first, and as many of the others as fit, together, into the budget; where a large table is read, into what the first costs itself. */
function within(costs: ReadonlyMap<string, number | undefined>, first: string | undefined, wasAsked: boolean): string[] {
  const own = costs.get(first ?? '');
  if (first === undefined || own === undefined || own > budgetMs) return [];
  let left = wasAsked ? Math.min(budgetMs, Math.max(own, trifleMs)) : budgetMs;
  const others = [...costs].filter(([sql, cost = Infinity]) => {
    if (sql === first || cost > left) return false;
    left -= cost;
    return true;
  });
  return [first, ...others.map(([sql]) => sql)];
}
