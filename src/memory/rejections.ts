import type { StoreChange } from '../core/ports.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { digest } from '../std/digest.ts';
import { sqlFingerprint } from './sql-fingerprint.ts';

interface Rejection {
  readonly words: string;
  readonly mark: string;
}

/** Which SQL was called wrong for which question. Never forgotten by itself: a corrected answer must not come back. */
export class Rejections {
  readonly collection = 'rejections';
  readonly #fingerprints = new Map<string, Set<string>>();

  has(words: string, sql: string, dialect: SqlDialect): boolean {
    const fingerprints = this.#fingerprints.get(words);
    return fingerprints !== undefined && fingerprints.has(sqlFingerprint(sql, dialect));
  }

  same(a: string, b: string, dialect: SqlDialect): boolean {
    return sqlFingerprint(a, dialect) === sqlFingerprint(b, dialect);
  }

  /** What has to be written for a rejection to hold everywhere. */
  change(words: string, sql: string, dialect: SqlDialect): StoreChange {
    const rejection: Rejection = { words, mark: sqlFingerprint(sql, dialect) };
    return { collection: this.collection, key: digest(rejection.words, rejection.mark), value: JSON.stringify(rejection) };
  }

  /** What has to be written to take one back: its SQL was verified after all. */
  withdrawal(words: string, sql: string, dialect: SqlDialect): StoreChange {
    return { ...this.change(words, sql, dialect), value: null };
  }

  /** A removed rejection is known by its key only, so all are looked through; it happens by hand and seldom. */
  apply({ collection, key, value }: StoreChange): void {
    if (collection !== this.collection) return;
    if (value === null) return this.#remove(key);
    const rejection = parseRejection(value);
    if (!rejection) return;
    const fingerprints = this.#fingerprints.get(rejection.words) ?? new Set<string>();
    fingerprints.add(rejection.mark);
    this.#fingerprints.set(rejection.words, fingerprints);
  }

  clear(): void {
    this.#fingerprints.clear();
  }

  #remove(key: string): void {
    for (const [words, fingerprints] of this.#fingerprints) for (const mark of fingerprints) if (digest(words, mark) === key) fingerprints.delete(mark);
  }
}

function parseRejection(text: string): Rejection | undefined {
  try {
    const { words, mark } = JSON.parse(text) as Partial<Rejection>;
    return typeof words === 'string' && typeof mark === 'string' ? { words, mark } : undefined;
  } catch {
    return undefined;
  }
}
