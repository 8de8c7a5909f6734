import type { CatalogIndex } from '../catalog/index.ts';
import type { ValueIndex } from '../catalog/values.ts';
import type { Principal } from '../core/question.ts';
import type { SqlDialect } from '../sql/dialect.ts';

/** All that decides, besides the words, what a question means: two calls of equal scope may share an answer. */
export interface Scope {
  /** The database and the role that is connected to it, the same on every replica (see `databaseIdentity`). */
  readonly database: string;
  readonly principal: Principal;
  /** A fingerprint of the policy under which the principal asks. */
  readonly policy: string;
  /** The calendar day with its time zone. */
  readonly day: string;
  readonly catalog: CatalogIndex;
  readonly values: ValueIndex;
  readonly dialect: SqlDialect;
}
