import type { Cell } from '../core/result.ts';

export type Row = readonly Cell[];

export interface CompareOptions {
  readonly ordered: boolean;
  /** Rows that come from another engine than the gold: numbers may be text, times may carry a T or a zone. */
  readonly loose: boolean;
}

const permutationsMax = 5_000;

/**
 * Whether two results are equal, any column order allowed (execution accuracy as in test-suite evaluation, Zhong et al. 2020):
 * as multisets of rows, or as lists where the order matters; numbers to seven significant digits.
 */
export function sameRows(gold: readonly Row[], predicted: readonly Row[], options: CompareOptions): boolean {
  const first = gold[0];
  if (gold.length !== predicted.length) return false;
  if (!first) return true;
  if (first.length !== predicted[0]?.length) return false;
  const goldKeys = gold.map((row) => row.map((cell) => cellKey(cell, options.loose)));
  const predictedKeys = predicted.map((row) => row.map((cell) => cellKey(cell, options.loose)));
  if (equalRows(goldKeys, predictedKeys, options.ordered)) return true;
  return first.length > 1 && somePermutation(goldKeys, predictedKeys, options.ordered);
}

function cellKey(cell: Cell, loose: boolean): string {
  if (cell === null) return 'z';
  if (typeof cell === 'boolean') return `n${Number(cell)}`;
  if (typeof cell === 'number') return numberKey(cell);
  return loose ? looseKey(cell) : `s${cell}`;
}

function numberKey(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? `n${value}` : `n${Number(value.toPrecision(7))}`;
}

function looseKey(text: string): string {
  if (/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text)) return numberKey(Number(text));
  const time = text.replace(/(\d)T(\d\d:)/, '$1 $2');
  const plain = /^\d{4}-\d\d-\d\d/.test(time) ? time.replace(/( 00:00:00)?(\.0+)?(Z|\+00(:?00)?)?$/, '') : time;
  return `s${plain.toLowerCase()}`;
}

function equalRows(a: readonly (readonly string[])[], b: readonly (readonly string[])[], ordered: boolean): boolean {
  const left = a.map((row) => row.join('\u0001'));
  const right = b.map((row) => row.join('\u0001'));
  if (!ordered) {
    left.sort();
    right.sort();
  }
  return left.every((row, index) => row === right[index]);
}

/** Tries the column orders in which every column has the same content, up to a bound. */
function somePermutation(gold: readonly (readonly string[])[], predicted: readonly (readonly string[])[], ordered: boolean): boolean {
  const width = gold[0]?.length ?? 0;
  const signature = (rows: readonly (readonly string[])[], column: number) => {
    const cells = rows.map((row) => row[column] ?? '');
    return (ordered ? cells : cells.toSorted()).join('\u0001');
  };
  const wanted = Array.from({ length: width }, (_, column) => signature(gold, column));
  const offered = Array.from({ length: width }, (_, column) => signature(predicted, column));
  let budget = permutationsMax;
  const assign = (column: number, order: readonly number[]): boolean => {
    if (budget <= 0) return false;
    if (column === width) {
      budget -= 1;
      return equalRows(gold, predicted.map((row) => order.map((index) => row[index] ?? '')), ordered);
    }
    for (let index = 0; index < width; index += 1) {
      if (!order.includes(index) && offered[index] === wanted[column] && assign(column + 1, [...order, index])) return true;
    }
    return false;
  };
  return assign(0, []);
}
