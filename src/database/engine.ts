import type { CatalogSnapshot } from '../core/catalog.ts';
import type { DialectName } from '../core/dialect.ts';
import type { Binding, Inspection, NameFacts, Refusal, StatementKind } from '../core/proof.ts';
import type { ResultLimits, ResultSet } from '../core/result.ts';
import type { VerifiedSql } from '../core/verified-sql.ts';

/**
 * One raw connection. One call at a time; the pool sees to that. A call that fails because the connection is gone sets `dead`.
 * `stop` ends the running call in the database and may leave the connection dead; it resolves when the database has stopped.
 */
export interface Connection {
  readonly dead: boolean;
  /** Of a session that was told to stop and went on: settles when the database has let go of it. */
  readonly unended?: Promise<void> | undefined;
  introspect(): Promise<CatalogSnapshot>;
  schemaVersion(): Promise<string>;
  dataVersion(): Promise<string | null>;
  resolve(names: Inspection): Promise<NameFacts>;
  /** Refused where the statement reads other tables than `reads`, which is given under a policy. */
  bind(sql: string, kind: StatementKind, timeoutMs: number, reads?: readonly string[]): Promise<Binding | Refusal>;
  /** Rejects with `StaleProof` where what the statement stands on no longer holds. */
  execute(statement: VerifiedSql, limits: ResultLimits, timeoutMs: number): Promise<ResultSet>;
  diagnose(): Promise<readonly string[]>;
  stop(): Promise<void>;
  /** Makes the session as good as new before it returns to the pool. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** An engine behind one DSN: how to connect. `connect` rejects with a Failure that names the real cause. */
export interface Engine {
  readonly dialect: DialectName;
  /** Binding needs no round trip of its own: `execute` parses, binds and estimates as it runs. */
  readonly bindsAsItRuns?: boolean;
  /** What is known of the names without asking the server, with the condition under which it holds (`standsOn`). */
  known?(names: Inspection): NameFacts | undefined;
  connect(): Promise<Connection>;
}
