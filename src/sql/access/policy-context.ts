import type { Inspection, NameFacts } from '../../core/proof.ts';
import type { Verified } from '../../core/verified-sql.ts';
import type { Access } from './rules.ts';

/** What a dialect needs to put a statement under an access policy. */
export interface PolicyContext {
  /** The policy as it falls on the schema. */
  readonly access: Access;
  /** What hashes begin with: secret and hexadecimal. */
  readonly salt: string;
  /** Functions of users that the operator vouches for. */
  readonly vouched: readonly string[];
  /** What the live catalog says of names. */
  resolve(names: Inspection): Promise<NameFacts>;
}

/** What a policy makes of a statement. */
export interface Restricted extends Pick<Verified, 'statement' | 'rowsMax' | 'secrets'> {
  /** Tables as `database.table`, views by what they read: where it is given, the engine refuses the statement if it finds another one bound. */
  readonly reads?: readonly string[];
}
