import { assert } from '../std/assert.ts';
import { extend } from '../std/extend.ts';
import { Failure } from './errors.ts';
import type { Proof, Refusal } from './proof.ts';
import type { ResultLimits } from './result.ts';

declare const verified: unique symbol;

/**
 * A statement that was shown to read only what may be read, but for what the guard of an embedded engine shows in the very call that runs it,
 * before the first row (`isJudgedAsItRuns`). Databases execute nothing else, and only the proof (`answer/verify/prover.ts`) issues one: the type
 * can't be written as a literal, and a forged object fails an assertion.
 */
export interface VerifiedSql {
  readonly [verified]: true;
  /** As it was given to the proof. */
  readonly sql: string;
  /** What the database gets: the same text, or what an access policy or a pinned clock made of it. */
  readonly statement: string;
  readonly proof: Proof;
  /** Rows that an access policy lets it read at most, from the first on. */
  readonly rowsMax?: number;
  /** What stands in the statement and in no caller's: a name of a result's column that shows a part of it is withheld. */
  readonly secrets?: readonly string[];
  /** Conditions of the engine under which the proof holds, which it checks as the statement runs. */
  readonly standsOn?: readonly string[];
  /** The same of all that the engine's own guard has to say: it judges the statement in the call that runs it, and refuses it there (`RefusedAsItRan`). */
  readonly isJudgedAsItRuns?: true;
}

export type Verified = Omit<VerifiedSql, typeof verified>;

const issued = new WeakSet<object>();

/** To be called by the proof alone; `test/tidy.test.ts` sees to that. */
export function issueVerified(fields: Verified): VerifiedSql {
  // The brand exists for the compiler only: at run time the set of issued objects takes its place.
  const statement = Object.freeze(Object.assign({}, fields)) as VerifiedSql;
  issued.add(statement);
  return statement;
}

/** The catalog changed since the statement was proven: it must be proven again before it runs. */
export class StaleProof extends Failure {
  constructor(cause?: unknown) {
    super('SCHEMA_CHANGED', 'the schema changed while the statement was about to run', { hints: ['Ask again.'], cause });
    this.name = 'StaleProof';
  }
}

/** The engine refused the statement as it was about to run it: an answer, not a fault. */
export class RefusedAsItRan extends Failure {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super('PERMISSION_DENIED', refusal.reason, { hints: refusal.hints });
    this.name = 'RefusedAsItRan';
    this.refusal = refusal;
  }
}

/** To be called by whoever is about to run the statement. */
export function assertIssued(statement: VerifiedSql): void {
  assert(issued.has(statement), 'a statement is executed that no proof has issued');
}

/** The limits of one run within those of the proof. Fails with PERMISSION_DENIED where the policy allows no further rows. */
export function limitsWithin({ rowsMax = Infinity }: VerifiedSql, limits: ResultLimits): ResultLimits {
  const left = rowsMax - limits.offset;
  if (left <= 0) throw new Failure('PERMISSION_DENIED', 'by policy no further rows may be read of this table', { hints: ['Aggregate, or filter more narrowly.'] });
  return extend(limits, { rowsMax: Math.min(limits.rowsMax, left) });
}
