import type { CatalogSnapshot } from '../../core/catalog.ts';
import type { DialectName } from '../../core/dialect.ts';
import { Failure } from '../../core/errors.ts';
import type { BindOptions, CallOptions, Database, PoolHealth, TogetherOptions } from '../../core/ports.ts';
import type { Binding, Inspection, NameFacts, Refusal, StatementKind } from '../../core/proof.ts';
import type { ResultLimits, ResultSet, RowSink, Streamed } from '../../core/result.ts';
import type { VerifiedSql } from '../../core/verified-sql.ts';
import type { AccessControl } from './access-control.ts';
import { withoutPosition } from './hints.ts';

/**
 * A database as a policy lets it be seen. It stands below everything that knows the database, so that the schema, contexts and
 * suggestions are under the same rules as statements, which the proof restricts before they come here.
 */
export class PolicedDatabase implements Database {
  readonly name: string;
  readonly dialect: DialectName;
  readonly dataVersionNow?: () => string | null;
  readonly rowsTellVersion?: boolean;
  readonly schemaMarkNow?: () => string;
  readonly isLocal?: boolean;
  readonly #inner: Database;
  readonly #access: AccessControl;

  constructor(inner: Database, access: AccessControl) {
    this.name = inner.name;
    this.dialect = inner.dialect;
    if (inner.dataVersionNow) this.dataVersionNow = inner.dataVersionNow;
    if (inner.rowsTellVersion) this.rowsTellVersion = true;
    if (inner.schemaMarkNow) this.schemaMarkNow = inner.schemaMarkNow;
    if (inner.isLocal) this.isLocal = true;
    this.#inner = inner;
    this.#access = access;
  }

  introspect(options: CallOptions): Promise<CatalogSnapshot> {
    return this.#access.introspect(options);
  }

  async schemaVersion(options: CallOptions): Promise<string> {
    return this.#access.versionOf(await this.#inner.schemaVersion(options));
  }

  dataVersion(options: CallOptions): Promise<string | null> {
    return this.#inner.dataVersion(options);
  }

  resolve(names: Inspection, options: CallOptions): Promise<NameFacts> {
    return this.#inner.resolve(names, options);
  }

  bind(sql: string, kind: StatementKind, options: BindOptions): Promise<Binding | Refusal> {
    return this.#inner.bind(sql, kind, options);
  }

  execute(statement: VerifiedSql, limits: ResultLimits, options: CallOptions): Promise<ResultSet> {
    return asWritten(statement, this.#inner.execute(statement, limits, options));
  }

  async executeAll(statements: readonly VerifiedSql[], limits: ResultLimits, options: TogetherOptions): Promise<readonly (ResultSet | Failure)[]> {
    const done = await this.#inner.executeAll(statements, limits, options);
    return done.map((one, index) => (one instanceof Failure && statements[index]?.statement !== statements[index]?.sql ? withoutPosition(one) : one));
  }

  expectedMs(statements: readonly VerifiedSql[], options: CallOptions): Promise<readonly (number | undefined)[]> {
    return this.#inner.expectedMs(statements, options);
  }

  stream(statement: VerifiedSql, sink: RowSink, options: CallOptions): Promise<Streamed> {
    return asWritten(statement, this.#inner.stream(statement, sink, options));
  }

  health(): PoolHealth {
    return this.#inner.health();
  }

  /** With the role that would enforce the same in the database. */
  async diagnose(options: CallOptions): Promise<readonly string[]> {
    const [advice, grants] = await Promise.all([this.#inner.diagnose(options), this.#access.grants(options)]);
    return grants.length === 0 ? advice : [...advice, `a role that enforces the access policy in the database, too:\n    ${grants.join('\n    ')}`];
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}

/** Places in a statement that the policy has changed are none of the caller's. */
function asWritten<T>({ statement, sql }: VerifiedSql, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw statement === sql ? error : withoutPosition(error);
  });
}
