import { createHash } from 'node:crypto';
import type { CatalogSnapshot, CatalogTable } from '../../core/catalog.ts';
import type { AccessPolicy } from '../../core/policy.ts';
import type { CallOptions, CatalogQueries } from '../../core/ports.ts';
import { type Inspection, isRefusal, refuse, type Refusal } from '../../core/proof.ts';
import type { Verified } from '../../core/verified-sql.ts';
import { grantsFor } from '../../sql/access/grants.ts';
import { mentionsIn } from '../../sql/access/mentions.ts';
import { restrict, reveals } from '../../sql/access/restrict.ts';
import { type Access, accessOf, visibleSnapshot } from '../../sql/access/rules.ts';
import type { SqlDialect } from '../../sql/dialect.ts';

export interface AccessOptions {
  readonly policy: AccessPolicy;
  /** What hashes begin with: secret and hexadecimal; equal on replicas that share caches. */
  readonly salt: string;
  /** Functions of users that the operator vouches for. */
  readonly functions: readonly string[];
}

/** What the policy makes of a statement. */
export type Restricted = Pick<Verified, 'statement' | 'rowsMax'>;

/** An access policy over one database: the schema as it may be seen, and statements as they may be run. */
export class AccessControl {
  readonly #catalog: CatalogQueries;
  readonly #dialect: SqlDialect;
  readonly #policy: AccessPolicy;
  readonly #salt: string;
  readonly #vouched: readonly string[];
  readonly #fingerprint: string;
  #access: Promise<Access> | undefined;

  /** `catalog` is the database's own, under no policy. */
  constructor(catalog: CatalogQueries, dialect: SqlDialect, { policy, salt, functions }: AccessOptions) {
    this.#catalog = catalog;
    this.#dialect = dialect;
    this.#policy = policy;
    this.#salt = salt;
    this.#vouched = functions;
    this.#fingerprint = createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, 8);
  }

  /** The schema without what may not be seen, read anew. */
  async introspect(options: CallOptions): Promise<CatalogSnapshot> {
    const access = accessOf(await this.#catalog.introspect(options), this.#policy);
    this.#access = Promise.resolve(access);
    const visible = visibleSnapshot(access, await this.#revealingViews(access, options));
    return { ...visible, version: this.versionOf(visible.version) };
  }

  /** The version of a schema under this policy. */
  versionOf(version: string): string {
    return `${version}+${this.#fingerprint}`;
  }

  /** The statement with masked columns out of reach, and the rows that it may read; a Refusal where it reaches what may not be seen. */
  async restrict(sql: string, inspection: Inspection, options: CallOptions): Promise<Restricted | Refusal> {
    if (inspection.kind !== 'select') return refuse('only SELECT is run under this policy', ['get_schema describes what may be seen.']);
    const access = await this.#current(options);
    const names = new Set(mentionsIn(this.#dialect.tokens(sql)).map((mention) => mention.text));
    const [view] = await this.#revealingViews(access, options, names);
    if (view) return refuse(`the view ${view.name} shows what may not be seen`, ['Ask the tables themselves; get_schema lists them.']);
    const { functions } = await this.#catalog.resolve(inspection, options);
    const own = functions.find((fact) => !fact.builtIn && !fact.extensions && !this.#vouched.includes(fact.name));
    if (own) return refuse(`the function ${own.name} may show what may not be seen`, ['Ask without it, or have the operator list it under "functions" of the database.']);
    const statement = restrict(sql, access, this.#dialect, this.#salt);
    return typeof statement === 'string' ? { statement, ...rowLimit(access, names) } : statement;
  }

  /** Statements for a role that would enforce the same in the database. */
  async grants(options: CallOptions): Promise<readonly string[]> {
    return grantsFor(await this.#current(options), this.#dialect);
  }

  /** The policy on the schema as it is; kept until the schema is read anew. */
  #current(options: CallOptions): Promise<Access> {
    this.#access ??= this.#catalog.introspect(options).then((snapshot) => accessOf(snapshot, this.#policy));
    return this.#access.catch((error: unknown) => {
      this.#access = undefined;
      throw error;
    });
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
    const { definitions } = await this.#catalog.resolve({ kind: 'select', tables: [name], functions: [], attributes: [name.toLowerCase()] }, options);
    for (const { sql } of definitions) {
      if (isRefusal(await this.#dialect.inspect(sql).catch(() => refuse('')))) return true;
      if (reveals(sql, access, this.#dialect)) return true;
      const inner = new Set(mentionsIn(this.#dialect.tokens(sql)).map((mention) => mention.text));
      for (const table of access.snapshot.tables) {
        if (table.kind !== 'table' && inner.has(table.name.toLowerCase()) && (await this.#reveals(table.name, access, options, seen))) return true;
      }
    }
    return false;
  }
}

/** The least of what the tables that are named allow. */
function rowLimit({ rows }: Access, names: ReadonlySet<string>): Pick<Restricted, 'rowsMax'> {
  const limits = rows.filter(({ table }) => names.has(table.name.toLowerCase())).map(({ rowsMax }) => rowsMax);
  return limits.length === 0 ? {} : { rowsMax: Math.min(...limits) };
}
