import type { CatalogSnapshot } from '../core/catalog.ts';
import type { DialectName } from '../core/dialect.ts';
import type { Failure } from '../core/errors.ts';
import type { BindOptions } from '../core/ports.ts';
import type { Binding, Inspection, NameFacts, Refusal, StatementKind } from '../core/proof.ts';
import type { ResultColumn, ResultLimits, ResultSet, RowSink } from '../core/result.ts';
import type { SessionIdentity } from '../core/session-identity.ts';
import type { VerifiedSql } from '../core/verified-sql.ts';

/** What a connection is told of a binding. */
export type BindCall = Pick<BindOptions, 'timeoutMs' | 'needsEstimate' | 'reads'>;

/** A statement with the limits that its proof leaves it. */
export interface Bounded {
  readonly statement: VerifiedSql;
  readonly limits: ResultLimits;
}

/**
 * One raw connection. One call at a time; the pool sees to that. A call that fails because the connection is gone sets `dead`.
 * What ends it never rejects, and takes no longer than its patience (`patience.ts`), whatever the server does.
 */
export interface Connection {
  readonly dead: boolean;
  /** What it has open is no longer what lies there: the pool looks before it lends, and only then, since looking asks the system. */
  readonly outdated?: boolean;
  /** Of a session that was told to stop and went on: settles when the database has let go of it. */
  readonly unended?: Promise<void> | undefined;
  introspect(): Promise<CatalogSnapshot>;
  schemaVersion(): Promise<string>;
  dataVersion(): Promise<string | null>;
  resolve(names: Inspection): Promise<NameFacts>;
  /** Refused where the statement reads other tables than `reads`, which is given under a policy. */
  bind(sql: string, kind: StatementKind, options: BindCall): Promise<Binding | Refusal>;
  /** Rejects with `StaleProof` where what the statement stands on no longer holds. */
  execute(statement: VerifiedSql, limits: ResultLimits, timeoutMs: number): Promise<ResultSet>;
  /** Several at once, each with its result or its failure; absent where they can only be sent one after the other. */
  executeAll?(statements: readonly Bounded[], timeoutMs: number): Promise<readonly (ResultSet | Failure)[]>;
  /** How long the planner expects each to take, roughly, in milliseconds; undefined where it does not tell. Nothing is run. */
  expectedMs(statements: readonly VerifiedSql[], timeoutMs: number): Promise<readonly (number | undefined)[]>;
  /** The whole result; the same otherwise. */
  stream(statement: VerifiedSql, sink: RowSink, timeoutMs: number): Promise<readonly ResultColumn[]>;
  diagnose(): Promise<readonly string[]>;
  /** As whom the calls to come are made, until it is told otherwise; absent: as the connected role. Of engines that take an identity. */
  actAs?(identity: SessionIdentity | undefined): void;
  /** Ends the running call in the database, where there is one; after it, either the call has settled or the connection is dead. */
  stop(): Promise<void>;
  /** Makes the session as good as new before it returns to the pool, which waits for it only so long; undefined where there is nothing to wait for. */
  reset(): Promise<void> | undefined;
  /** Leaves neither socket nor process open. */
  close(): Promise<void>;
}

/** An engine behind one DSN: how to connect. */
export interface Engine {
  readonly dialect: DialectName;
  /** Binding needs no round trip of its own: `execute` parses, binds and estimates as it runs. */
  readonly bindsAsItRuns?: boolean;
  /** Its guard stands where statements run and judges each of them there: a statement that is run next needs no call before, and its result says what binding would have told. */
  readonly judgesAsItRuns?: boolean;
  /** Its connections can be told as whom they act. */
  readonly takesIdentity?: boolean;
  /** What is known of the names without asking the server, with the condition under which it holds (`standsOn`). */
  known?(names: Inspection, identity: SessionIdentity | undefined): NameFacts | undefined;
  /** The mark of `dataVersion` at once, where that needs no connection. */
  readonly dataVersionNow?: () => string | null;
  /** `execute` gives the mark with the rows. */
  readonly rowsTellVersion?: boolean;
  /** It works in a process of ours on this machine. */
  readonly isLocal?: boolean;
  /** Another server takes over where one goes: a call whose connection is lost is made once more. */
  readonly failsOver?: boolean;
  /** The host that was connected to last, for operators. */
  place?(): string;
  /** A mark that changes at once when the schema may have: where there is one, what is known of the schema is never older. */
  readonly schemaMarkNow?: () => string;
  /** Begins to make the connection that will be asked for next, where that takes a while and costs the database nothing. */
  readonly connectAhead?: () => void;
  /** Lets go of what connections have in common; after it, none is made. */
  close?(): void;
  /** Rejects with a Failure that names the real cause, or for the reason of the signal as soon as it aborts; nothing stays open then. */
  connect(signal: AbortSignal): Promise<Connection>;
}
