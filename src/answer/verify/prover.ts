import type { CatalogIndex } from '../../catalog/index.ts';
import { Failure } from '../../core/errors.ts';
import { sqlCharsMax } from '../../core/input-limits.ts';
import { nobody } from '../../core/question.ts';
import type { Policy } from '../../core/policy.ts';
import type { Binder, Cache, CallOptions, CatalogQueries } from '../../core/ports.ts';
import { type Binding, type Inspection, isRefusal, type Proof, refuse, type Refusal } from '../../core/proof.ts';
import { issueVerified, StaleProof, type VerifiedSql } from '../../core/verified-sql.ts';
import type { Restricted } from '../../sql/access/policy-context.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import { mistakesIn } from '../../sql/mistakes.ts';
import { withPinnedClock } from '../../sql/pinned-clock.ts';
import { abortable } from '../../std/abort.ts';
import { dataBytes, textBytes } from '../../std/bytes.ts';
import type { Clock } from '../../std/clock.ts';
import { extend } from '../../std/extend.ts';
import type { AccessControl } from './access-control.ts';
import { costWarnings, limitsEstimates, refusedCost } from './cost.ts';
import { withHints, withoutPosition } from './hints.ts';
import { judgeNames } from './names.ts';

/** The schema that statements are proven under. */
export interface KnownSchema {
  catalog(signal?: AbortSignal): Promise<CatalogIndex>;
  /** To be called when a statement failed on a name: the schema may have changed. */
  refresh(): Promise<void>;
}

export interface CachedProof {
  readonly outcome: VerifiedSql | Refusal;
}

/** What a proof is wanted for. */
export interface ProveCall extends CallOptions {
  /** The statement is run at once where it holds, and until then nobody reads the proof: of an engine that judges what it runs, some of it comes with the rows. */
  readonly isRunNext?: boolean;
}

export interface ProverOptions {
  readonly name: string;
  readonly database: CatalogQueries & Binder;
  readonly dialect: SqlDialect;
  readonly policy: Policy;
  /** Absent: everything may be seen. */
  readonly access?: AccessControl;
  readonly schema: KnownSchema;
  readonly proofs: Cache<CachedProof>;
  /** Where it is pinned, its instant takes the place of the database's clock in every statement. */
  readonly clock: Pick<Clock, 'pinnedAt'>;
}

/** The objects of a proof, and room for its warnings. */
const ownBytes = 1_000;

/** The only source of verified SQL of one database. */
export class Prover {
  readonly #options: ProverOptions;

  constructor(options: ProverOptions) {
    this.#options = options;
  }

  /**
   * Shows that a statement only reads, before it runs: the dialect's grammar, the functions in the live catalog, the access
   * policy, and the database's own binding, in that order. Outcomes are remembered by text, database and schema version.
   * Rejects with a Failure when the statement is broken (syntax, unknown names) or the database can't be asked.
   */
  async prove(sql: string, call: ProveCall): Promise<VerifiedSql | Refusal> {
    return this.proveUnder(await this.#options.schema.catalog(call.signal), sql, call);
  }

  /** The same under a schema that the caller has at hand. */
  async proveUnder(catalog: CatalogIndex, sql: string, call: ProveCall): Promise<VerifiedSql | Refusal> {
    const known = this.known(sql, catalog);
    if (known && (call.isRunNext || isRefusal(known) || !known.isJudgedAsItRuns)) return known;
    const outcome = await this.proveOnce(catalog, sql, call).catch((error: unknown) => {
      if (error instanceof StaleProof) return undefined;
      throw this.withHints(error, sql, catalog);
    });
    if (!outcome) return this.#proveAfresh(sql, call);
    this.#options.proofs.set(this.#keyOf(sql, catalog), { outcome }, call.principal ?? nobody);
    return outcome;
  }

  /** What was established of the same text under the same schema, where it is still held. */
  known(sql: string, catalog: CatalogIndex): VerifiedSql | Refusal | undefined {
    return this.#options.proofs.get(this.#keyOf(sql, catalog))?.outcome;
  }

  /** Proves a statement anew whose proof no longer stands. */
  async renew({ sql }: VerifiedSql, call: CallOptions): Promise<VerifiedSql | Refusal> {
    this.#options.proofs.delete(this.#keyOf(sql, await this.#options.schema.catalog(call.signal)));
    return this.#proveAfresh(sql, call);
  }

  /** The schema that was known is out of date: access policies must fall on the present one. */
  async #proveAfresh(sql: string, call: ProveCall): Promise<VerifiedSql | Refusal> {
    await abortable(this.#options.schema.refresh(), call.signal);
    return this.proveOnce(await this.#options.schema.catalog(call.signal), sql, call);
  }

  /** A failure of a statement with what would do in its place. */
  withHints(error: unknown, sql: string, catalog: CatalogIndex): Failure {
    return withHints(error, sql, { catalog, dialect: this.#options.dialect, schema: this.#options.schema });
  }

  #keyOf(sql: string, catalog: CatalogIndex): string {
    return `${this.#options.name}\n${catalog.snapshot.version}\n${sql}`;
  }

  /** The same for a statement that is run once: its outcome is not kept, and a failure comes as it is. */
  proveOnce(catalog: CatalogIndex, sql: string, call: ProveCall): Promise<VerifiedSql | Refusal> {
    return this.#proven(catalog, sql, call).catch((error: unknown) => {
      // Thousands of parentheses or operators in one another are a fault of the statement, wherever they exhaust the stack.
      if (error instanceof RangeError && /call stack/i.test(error.message)) return refuse('the statement is nested too deeply', ['Write it with fewer parentheses or operators in one another.']);
      throw error;
    });
  }

  async #proven({ snapshot }: CatalogIndex, sql: string, call: ProveCall): Promise<VerifiedSql | Refusal> {
    const { database, dialect, policy } = this.#options;
    if (sql.length > sqlCharsMax) throw new Failure('BAD_ARGUMENT', `the SQL is longer than ${sqlCharsMax} characters`);
    if (sql.includes('\0')) return refuse('the SQL holds a NUL character', [], sql.indexOf('\0'));
    const inspection = await dialect.inspect(sql, policy.functions);
    if (isRefusal(inspection)) return inspection;
    if (inspection.hasParameters) return refuse('the statement has parameters, and no values come with it', ['Write the values where $1, $2 and so on stand.']);
    const standsOn = await judgeNames(inspection, { catalog: database, dialect, vouched: policy.functions }, call);
    if ('refused' in standsOn) return standsOn;
    const judged = await this.#restrict(sql, inspection, call);
    if (isRefusal(judged)) return judged;
    const { reads, ...restricted } = judged;
    const binding = await database.bind(restricted.statement, inspection.kind, extend(call, { needsEstimate: limitsEstimates(policy), ...(reads ? { reads } : {}) })).catch((error: unknown) => {
      throw restricted.statement === sql ? error : withoutPosition(error);
    });
    if (isRefusal(binding)) return binding;
    const expensive = refusedCost(binding, policy);
    if (expensive) return expensive;
    const mistakes = () => (inspection.kind === 'select' ? mistakesIn(dialect.tokens(sql), snapshot, dialect) : []);
    const warnings = () => [...(binding.warnings ?? []), ...mistakes(), ...costWarnings(sql, binding, policy)];
    const rowsMax = Math.min(binding.rowsMax ?? Infinity, restricted.rowsMax ?? Infinity);
    const bounds = { ...(rowsMax < Infinity ? { rowsMax } : {}), ...(standsOn.length > 0 ? { standsOn } : {}), ...(restricted.secrets ? { secrets: restricted.secrets } : {}) };
    return issueVerified({ sql, statement: restricted.statement, ...bounds, ...(binding.isLeftToRun ? { isJudgedAsItRuns: true } : {}), proof: proofOf(inspection, binding, warnings) });
  }

  async #restrict(sql: string, inspection: Inspection, call: CallOptions): Promise<Restricted | Refusal> {
    const { access, clock: { pinnedAt }, dialect } = this.#options;
    const restricted = (await access?.restrict(sql, inspection, call)) ?? { statement: sql };
    if (isRefusal(restricted) || pinnedAt === undefined) return restricted;
    return { ...restricted, statement: withPinnedClock(restricted.statement, dialect, pinnedAt) };
  }
}

function proofOf(inspection: Inspection, binding: Binding, warnings: () => readonly string[]): Proof {
  let told: readonly string[] = [];
  // Let go of once it is done: it holds the schema.
  let tell: (() => readonly string[]) | undefined = warnings;
  return {
    statement: inspection.kind,
    readOnly: true,
    tables: binding.tables.length > 0 ? binding.tables : inspection.tables,
    ...(binding.columnsRead ? { columnsRead: binding.columnsRead } : {}),
    functions: inspection.functions,
    ...(binding.estimatedRows === undefined ? {} : { estimatedRows: binding.estimatedRows }),
    ...(binding.estimatedCost === undefined ? {} : { estimatedCost: binding.estimatedCost }),
    get warnings() {
      if (tell) told = tell();
      tell = undefined;
      return told;
    },
  };
}

/** About what a kept proof takes: it is plain data, but looking into all of it would work out its warnings. */
export function proofBytes({ outcome }: CachedProof): number {
  if (isRefusal(outcome)) return dataBytes(outcome);
  const { sql, statement, standsOn = [], secrets = [], proof: { tables, functions, columnsRead = [] } } = outcome;
  return ownBytes + textBytes(sql) + (statement === sql ? 0 : textBytes(statement)) + dataBytes([standsOn, secrets, tables, functions, columnsRead]);
}
