import type { CatalogSnapshot } from '../../core/catalog.ts';
import type { ErrorCode } from '../../core/errors.ts';
import type { Masking } from '../../core/policy.ts';
import type { Binding, NameFacts, Refusal, StatementKind } from '../../core/proof.ts';
import type { ResultLimits, ResultSet } from '../../core/result.ts';

/** What a SQLite child is started with: its first message, since arguments and environment of a process are seen by others. */
export interface ChildOptions {
  readonly path: string;
  readonly functions: readonly string[];
  /** The access policy that statements are held to. */
  readonly masking?: Masking;
}

export type ChildRequest =
  | { readonly operation: 'introspect' }
  | { readonly operation: 'schemaVersion' }
  | { readonly operation: 'views'; readonly names: readonly string[] }
  | { readonly operation: 'bind'; readonly sql: string; readonly kind: StatementKind }
  | { readonly operation: 'execute'; readonly sql: string; readonly limits: ResultLimits };

/** One reply to each request, in order; the first message of all is `ready` or the reason why the file can't be served. */
export type ChildReply =
  | { readonly ok: true; readonly value: CatalogSnapshot | string | Binding | NameFacts | Refusal | ResultSet | null }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string; readonly hints?: readonly string[]; readonly position?: number };
