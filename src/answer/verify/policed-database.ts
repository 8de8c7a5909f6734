import { createHash } from 'node:crypto';
import type { CatalogSnapshot, CatalogTable } from '../../core/catalog.ts';
import type { DialectName } from '../../core/dialect.ts';
import { Failure } from '../../core/errors.ts';
import type { AccessPolicy } from '../../core/policy.ts';
import type { CallOptions, Database, PoolHealth } from '../../core/ports.ts';
import { type Binding, type Inspection, isRefusal, type NameFacts, refuse, type Refusal, type StatementKind } from '../../core/proof.ts';
import type { ResultLimits, ResultSet } from '../../core/result.ts';
import { grantsFor } from '../../sql/access/grants.ts';
import { mentionsIn } from '../../sql/access/mentions.ts';
import { restrict, reveals } from '../../sql/access/restrict.ts';
import { type Access, accessOf, visibleSnapshot } from '../../sql/access/rules.ts';
import type { SqlDialect } from '../../sql/dialect.ts';

const restrictedMax = 500;

export interface PolicedOptions {
  readonly policy: AccessPolicy;
  /** What hashes begin with: secret and hexadecimal; equal on replicas that share caches. */
  readonly salt: string;
  /** Functions of users that the operator vouches for. */
  readonly functions: readonly string[];
}

/**
 * A database as a policy lets it be seen. It stands below everything that knows or asks the database, so that the schema, samples
 * of values, contexts, suggestions and every statement, whoever wrote it, are under the same rules.
 */
export class PolicedDatabase implements Database {
  readonly name: string;
  readonly dialect: DialectName;
  readonly #inner: Database;
  readonly #sql: SqlDialect;
  readonly #policy: AccessPolicy;
  readonly #salt: string;
  readonly #vouched: readonly string[];
  readonly #mark: string;
  readonly #restricted = new Map<string, string | Refusal>();
  #access: Promise<Access> | undefined;

  constructor(inner: Database, sql: SqlDialect, { policy, salt, functions }: PolicedOptions) {
    this.name = inner.name;
    this.dialect = inner.dialect;
    this.#inner = inner;
    this.#sql = sql;
    this.#policy = policy;
    this.#salt = salt;
    this.#vouched = functions;
    this.#mark = createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, 8);
  }

  async introspect(options: CallOptions): Promise<CatalogSnapshot> {
    const access = accessOf(await this.#inner.introspect(options), this.#policy);
    this.#access = Promise.resolve(access);
    this.#restricted.clear();
    const visible = visibleSnapshot(access, await this.#revealingViews(access, options));
    return { ...visible, version: this.#versionOf(visible.version) };
  }

  async schemaVersion(options: CallOptions): Promise<string> {
    return this.#versionOf(await this.#inner.schemaVersion(options));
  }

  dataVersion(options: CallOptions): Promise<string | null> {
    return this.#inner.dataVersion(options);
  }

  resolve(names: Inspection, options: CallOptions): Promise<NameFacts> {
    return this.#inner.resolve(names, options);
  }

  async bind(sql: string, kind: StatementKind, options: CallOptions): Promise<Binding | Refusal> {
    const statement = await this.#restrict(sql, options);
    return typeof statement === 'string' ? this.#inner.bind(statement, kind, options).catch((error: unknown) => placeless(error, statement === sql)) : statement;
  }

  async execute(sql: string, limits: ResultLimits, options: CallOptions): Promise<ResultSet> {
    const statement = await this.#restrict(sql, options);
    if (typeof statement !== 'string') throw new Failure('PERMISSION_DENIED', statement.reason, { hints: statement.hints });
    return this.#inner.execute(statement, await this.#limited(sql, limits, options), options).catch((error: unknown) => placeless(error, statement === sql));
  }

  health(): PoolHealth {
    return this.#inner.health();
  }

  /** With the role that would enforce the same in the database. */
  async diagnose(options: CallOptions): Promise<readonly string[]> {
    const [advice, access] = await Promise.all([this.#inner.diagnose(options), this.#current(options)]);
    const grants = grantsFor(access, this.#sql);
    return grants.length === 0 ? advice : [...advice, `a role that enforces the access policy in the database, too:\n    ${grants.join('\n    ')}`];
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  #versionOf(version: string): string {
    return `${version}+${this.#mark}`;
  }

  /** The policy on the schema as it is; kept until the schema is read anew. */
  #current(options: CallOptions): Promise<Access> {
    this.#access ??= this.#inner.introspect(options).then((snapshot) => accessOf(snapshot, this.#policy));
    return this.#access.catch((error: unknown) => {
      this.#access = undefined;
      throw error;
    });
  }

  async #restrict(sql: string, options: CallOptions): Promise<string | Refusal> {
    const known = this.#restricted.get(sql);
    if (known !== undefined) return known;
    const outcome = await this.#judge(sql, await this.#current(options), options);
    if (this.#restricted.size >= restrictedMax) this.#restricted.clear();
    this.#restricted.set(sql, outcome);
    return outcome;
  }

  async #judge(sql: string, access: Access, options: CallOptions): Promise<string | Refusal> {
    const inspection = await this.#sql.inspect(sql);
    if (isRefusal(inspection)) return inspection;
    if (inspection.kind !== 'select') return refuse('only SELECT is run under this policy', ['get_schema describes what may be seen.']);
    const views = await this.#revealingViews(access, options, new Set(mentionsIn(this.#sql.tokens(sql)).map((mention) => mention.text)));
    const [view] = views;
    if (view) return refuse(`the view ${view.name} shows what may not be seen`, ['Ask the tables themselves; get_schema lists them.']);
    const { functions } = await this.#inner.resolve(inspection, options);
    const own = functions.find((fact) => !fact.builtIn && !fact.extensions && !this.#vouched.includes(fact.name));
    if (own) return refuse(`the function ${own.name} may show what may not be seen`, ['Ask without it, or have the operator list it under "functions" of the database.']);
    return restrict(sql, access, this.#sql, this.#salt);
  }

  /** Views, of those that are named, whose definition or whose views' definitions reach what is denied or masked. */
  async #revealingViews(access: Access, options: CallOptions, named?: ReadonlySet<string>): Promise<ReadonlySet<CatalogTable>> {
    const views = access.snapshot.tables.filter((table) => table.kind !== 'table' && (named?.has(table.name.toLowerCase()) ?? true));
    const revealing = new Set<CatalogTable>();
    for (const view of views) if (await this.#reveals(view.name, access, options, new Set())) revealing.add(view);
    return revealing;
  }

  async #reveals(name: string, access: Access, options: CallOptions, seen: Set<string>): Promise<boolean> {
    if (seen.has(name.toLowerCase())) return false;
    seen.add(name.toLowerCase());
    const { definitions } = await this.#inner.resolve({ kind: 'select', tables: [name], functions: [], attributes: [name.toLowerCase()] }, options);
    for (const { sql } of definitions) {
      if (isRefusal(await this.#sql.inspect(sql).catch(() => refuse('')))) return true;
      if (reveals(sql, access, this.#sql)) return true;
      const inner = new Set(mentionsIn(this.#sql.tokens(sql)).map((mention) => mention.text));
      for (const table of access.snapshot.tables) if (table.kind !== 'table' && inner.has(table.name.toLowerCase()) && (await this.#reveals(table.name, access, options, seen))) return true;
    }
    return false;
  }

  async #limited(sql: string, limits: ResultLimits, options: CallOptions): Promise<ResultLimits> {
    const { rows } = await this.#current(options);
    if (rows.length === 0) return limits;
    const names = new Set(mentionsIn(this.#sql.tokens(sql)).map((mention) => mention.text));
    const least = Math.min(Infinity, ...rows.filter(({ table }) => names.has(table.name.toLowerCase())).map(({ rowsMax }) => rowsMax - limits.offset));
    if (least <= 0) throw new Failure('PERMISSION_DENIED', 'by policy no further rows may be read of this table', { hints: ['Aggregate, or filter more narrowly.'] });
    return { ...limits, rowsMax: Math.min(limits.rowsMax, least) };
  }
}

/** In a statement that was rewritten positions mean nothing to the caller. */
function placeless(error: unknown, unchanged: boolean): never {
  if (unchanged || !(error instanceof Failure)) throw error;
  throw new Failure(error.code, error.message, { hints: error.hints, cause: error });
}
