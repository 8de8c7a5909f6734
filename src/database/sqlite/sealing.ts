import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** What a function of ours gets from SQLite: integers come as BigInt. */
type Value = null | number | bigint | string | Uint8Array;
type Numeric = number | bigint | null;

interface Opened {
  readonly value: Numeric;
  /** Equal for the same row of the table, however often a join repeats it. */
  readonly row: bigint;
}

const sealedBytes = 32;
const kinds = { null: 1, integer: 2, real: 3 } as const;
const rowMark = 255;

/**
 * Makes values opaque: two AES blocks, one with the value and one with the row that it is of, each with the same number used
 * once. Whatever a statement does with a sealed value (compare, cut, join, sort) tells nothing, parts of two of them do not fit
 * together, and only the aggregates of `sealed-aggregates.ts`, in this process, can open one.
 */
export class Sealing {
  readonly #key = randomBytes(16);
  readonly #cipher = createCipheriv('aes-128-ecb', this.#key, null).setAutoPadding(false);
  readonly #decipher = createDecipheriv('aes-128-ecb', this.#key, null).setAutoPadding(false);
  #number = 0;

  /** Defines `nl2sql_seal(value, …what identifies the row)`. */
  define(database: DatabaseSyncInstance): void {
    database.function('nl2sql_seal', { varargs: true, useBigIntArguments: true }, (value: Value, ...row: readonly Value[]) => this.#seal(numericOf(value), identityOf(row)));
  }

  open(value: unknown): Opened | undefined {
    if (!(value instanceof Uint8Array) || value.byteLength !== sealedBytes) return undefined;
    const plain = this.#decipher.update(value);
    if (plain.compare(plain, 16, 23, 0, 7) !== 0 || plain[23] !== rowMark) return undefined;
    const row = plain.readBigInt64LE(24);
    if (plain[7] === kinds.null) return { value: null, row };
    if (plain[7] === kinds.integer) return { value: plain.readBigInt64LE(8), row };
    return plain[7] === kinds.real ? { value: plain.readDoubleLE(8), row } : undefined;
  }

  #seal(value: Numeric, row: bigint): Uint8Array {
    const plain = Buffer.alloc(sealedBytes);
    this.#number += 1;
    for (const at of [0, 16]) plain.writeUIntLE(this.#number, at, 6);
    plain[7] = value === null ? kinds.null : typeof value === 'bigint' ? kinds.integer : kinds.real;
    if (typeof value === 'bigint') plain.writeBigInt64LE(value, 8);
    if (typeof value === 'number') plain.writeDoubleLE(value, 8);
    plain[23] = rowMark;
    plain.writeBigInt64LE(row, 24);
    return this.#cipher.update(plain);
  }
}

/** Texts count as the numbers that they begin with, as in SQLite's own aggregates. */
export function numericOf(value: Value): Numeric {
  if (value === null || typeof value === 'number' || typeof value === 'bigint') return value;
  const text = typeof value === 'string' ? value : Buffer.from(value).toString('latin1');
  return Number(/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i.exec(text)?.[0] ?? 0);
}

function identityOf(row: readonly Value[]): bigint {
  const [only] = row;
  if (row.length === 1 && typeof only === 'bigint') return only;
  const hash = createHash('md5');
  for (const part of row) hash.update(`${typeof part} `).update(part instanceof Uint8Array ? Buffer.from(part).toString('hex') : String(part)).update('\0');
  return hash.digest().readBigInt64LE(0);
}
