import { createHash } from 'node:crypto';
import type { CatalogSnapshot } from '../../core/catalog.ts';
import type { AccessPolicy } from '../../core/policy.ts';
import type { CallOptions, CatalogQueries } from '../../core/ports.ts';
import { type Inspection, refuse, type Refusal } from '../../core/proof.ts';
import { grantsFor } from '../../sql/access/grants.ts';
import type { PolicyContext, Restricted } from '../../sql/access/policy-context.ts';
import { type Access, accessOf, visibleSnapshot } from '../../sql/access/rules.ts';
import type { SqlDialect } from '../../sql/dialect.ts';

export interface AccessOptions {
  readonly policy: AccessPolicy;
  /** What hashes begin with: secret and hexadecimal; equal on replicas that share caches. */
  readonly salt: string;
  /** Functions of users that the operator vouches for. */
  readonly functions: readonly string[];
}

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
    const visible = visibleSnapshot(access, await this.#dialect.revealingViews(this.#context(access, options)));
    return { ...visible, version: this.versionOf(visible.version) };
  }

  /** The version of a schema under this policy. */
  versionOf(version: string): string {
    return `${version}+${this.#fingerprint}`;
  }

  /** The statement with masked columns out of reach, and the rows that it may read; a Refusal where it reaches what may not be seen. */
  async restrict(sql: string, inspection: Inspection, options: CallOptions): Promise<Restricted | Refusal> {
    if (inspection.kind !== 'select') return refuse('only SELECT is run under this policy', ['get_schema describes what may be seen.']);
    return this.#dialect.restrict(sql, inspection, this.#context(await this.#current(options), options));
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

  #context(access: Access, options: CallOptions): PolicyContext {
    return { access, salt: this.#salt, vouched: this.#vouched, resolve: (names) => this.#catalog.resolve(names, options) };
  }
}
