import type { StoreChange } from '../core/ports.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { digest } from '../std/digest.ts';
import { Shares } from '../std/shares.ts';
import type { Scope } from './scope.ts';
import { sqlFingerprint } from './sql-fingerprint.ts';

/** Beyond it the oldest of whoever rejected most are forgotten. */
const budget = { entriesMax: 50_000, bytesMax: Infinity };

/** Which SQL was called wrong for which question: a corrected answer must not come back. Kept by digests, so that a long statement takes no more room than a short one. */
export class Rejections {
  readonly collection = 'rejections';
  /** Digests of words and SQL together. */
  readonly #marks = new Shares<string>();

  has(words: string, sql: string, dialect: SqlDialect): boolean {
    return this.#marks.size > 0 && this.#marks.has(markOf(words, sql, dialect));
  }

  same(a: string, b: string, dialect: SqlDialect): boolean {
    return sqlFingerprint(a, dialect) === sqlFingerprint(b, dialect);
  }

  /** What has to be written for a rejection to hold everywhere. */
  change(words: string, sql: string, { dialect, principal }: Pick<Scope, 'dialect' | 'principal'>): StoreChange {
    return { collection: this.collection, key: markOf(words, sql, dialect), value: JSON.stringify({ by: principal }) };
  }

  /** What has to be written to take one back: its SQL was verified after all. */
  withdrawal(words: string, sql: string, scope: Pick<Scope, 'dialect' | 'principal'>): StoreChange {
    return { ...this.change(words, sql, scope), value: null };
  }

  apply({ collection, key, value }: StoreChange): void {
    if (collection !== this.collection) return;
    if (value === null) return this.#marks.release(key);
    this.#marks.hold(key, principalOf(value), 0);
    for (const old of this.#marks.surplus(budget)) this.#marks.release(old);
  }

  clear(): void {
    this.#marks.clear();
  }
}

function markOf(words: string, sql: string, dialect: SqlDialect): string {
  return digest(words, sqlFingerprint(sql, dialect));
}

/** Empty where it is not known any more. */
function principalOf(text: string): string {
  try {
    const { by } = JSON.parse(text) as { readonly by?: unknown };
    return typeof by === 'string' ? by : '';
  } catch {
    return '';
  }
}
