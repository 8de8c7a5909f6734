import type { CatalogSnapshot } from '../../core/catalog.ts';
import type { ErrorCode } from '../../core/errors.ts';
import type { Masking } from '../../core/policy.ts';
import type { Binding, NameFacts, Refusal, StatementKind } from '../../core/proof.ts';
import type { Cell, ResultColumn, ResultLimits, ResultSet } from '../../core/result.ts';

/** What a child is started with: its first message, since arguments and environment of a process are seen by others. */
export interface ChildOptions {
  readonly path: string;
  /** That a statement may call, where that is told from outside. */
  readonly functions: readonly string[];
  /** The access policy that statements are held to. */
  readonly masking?: Masking;
  /** That of the process, so that days begin there; absent where it is that of the parent. */
  readonly timeZone?: string | undefined;
  /** Given where the file is one of ours: other files that its views read. */
  readonly reads?: readonly string[];
}

/** As it is sent. */
export interface ChildStart extends ChildOptions {
  /** The process that sends it: a child that belongs to another one has lost it, however early that was. */
  readonly starter: number;
}

export type ChildRequest =
  | { readonly operation: 'introspect' }
  | { readonly operation: 'schemaVersion' }
  | { readonly operation: 'views'; readonly names: readonly string[] }
  | { readonly operation: 'bind'; readonly sql: string; readonly kind: StatementKind; readonly needsEstimate: boolean }
  /**
   * Judges a statement and runs it, so that none needs to be bound before. `needsPlan`: of a result that is not whole, what the planner
   * expects is of interest, and was not told before.
   */
  | { readonly operation: 'execute'; readonly sql: string; readonly kind: StatementKind; readonly limits: ResultLimits; readonly needsPlan: boolean }
  | { readonly operation: 'open'; readonly sql: string }
  | { readonly operation: 'next' }
  | { readonly operation: 'end' }
  /** Another process is about to write to the file. */
  | { readonly operation: 'letGo' };

/** The next rows of an open result. After the last piece, and after 'end', none is open. */
export interface Piece {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly isLast: boolean;
}

/** One reply to each request, in order; the first message of all is `ready` or the reason why the file can't be served. */
export type ChildReply =
  | { readonly ok: true; readonly value: CatalogSnapshot | string | Binding | NameFacts | Refusal | ResultSet | Piece | null }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string; readonly hints?: readonly string[]; readonly position?: number };
