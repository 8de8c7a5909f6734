import type { Cell } from '../core/result.ts';

export type Row = readonly Cell[];

export const columnRules = ['perm', 'superset'] as const;

/** `perm`: the columns of the gold in any order. `superset`: further ones may stand beside them. */
export type ColumnRule = (typeof columnRules)[number];

export interface CompareOptions {
  readonly ordered: boolean;
  /** Rows that come from another engine than the gold: numbers may be text, times may carry a T or a zone. */
  readonly loose: boolean;
  readonly columns: ColumnRule;
}

const assignmentsMax = 5_000;

/**
 * Whether two results are equal, any column order allowed (execution accuracy as in test-suite evaluation, Zhong et al. 2020):
 * as multisets of rows, or as lists where the order matters; numbers to seven significant digits.
 */
export function sameRows(gold: readonly Row[], predicted: readonly Row[], { ordered, loose, columns }: CompareOptions): boolean {
  if (gold.length !== predicted.length) return false;
  if (gold.length === 0) return true;
  const [width, offered] = [gold[0]?.length ?? 0, predicted[0]?.length ?? 0];
  if (columns === 'superset' ? width > offered : width !== offered) return false;
  const goldKeys = gold.map((row) => row.map((cell) => cellKey(cell, loose)));
  const predictedKeys = predicted.map((row) => row.map((cell) => cellKey(cell, loose)));
  if (equalRows(goldKeys, predictedKeys, ordered)) return true;
  return (columns === 'superset' || width > 1) && someAssignment(goldKeys, predictedKeys, ordered);
}

function cellKey(cell: Cell, loose: boolean): string {
  if (cell === null) return 'z';
  if (typeof cell === 'boolean') return `n${Number(cell)}`;
  if (typeof cell === 'number') return numberKey(cell);
  return loose ? looseKey(cell) : `s${cell}`;
}

function numberKey(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? `n${value}` : `n${sevenDigits(value)}`;
}

/** To seven significant digits; what lies exactly between two goes to the even one, as the scorer's `%.7g` has it. */
function sevenDigits(value: number): number {
  const [digits = '', exponent = '0'] = value.toExponential(20).split('e');
  const isTie = /^-?\d\.\d{5}[02468]50*$/.test(digits);
  return isTie ? Number(`${digits.slice(0, digits.indexOf('.') + 7)}e${exponent}`) : Number(value.toPrecision(7));
}

function looseKey(text: string): string {
  if (/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text)) return numberKey(Number(text));
  const time = text.replace(/(\d)T(\d\d:)/g, '$1 $2');
  const plain = /^\d{4}-\d\d-\d\d/.test(time) ? time.replace(/( 00:00:00)?(\.0+)?(Z|\+00(:?00)?)?$/, '') : time;
  return `s${plain.toLowerCase()}`;
}

type Keys = readonly (readonly string[])[];

function equalRows(a: Keys, b: Keys, ordered: boolean): boolean {
  const [left, right] = [a.map(rowKey), b.map(rowKey)];
  if (!ordered) {
    left.sort();
    right.sort();
  }
  return left.every((row, index) => row === right[index]);
}

function rowKey(row: readonly string[]): string {
  return row.join('\u0001');
}

/** Tries the choices of columns in which every column has the same content as the gold's, up to a bound. */
function someAssignment(gold: Keys, predicted: Keys, ordered: boolean): boolean {
  const wanted = columnsOf(gold);
  const offered = columnsOf(predicted);
  const contentOf = (column: readonly string[]) => rowKey(ordered ? column : column.toSorted());
  const contents = offered.map(contentOf);
  const candidates = wanted.map((column) => {
    const content = contentOf(column);
    return offered.flatMap((_, index) => (contents[index] === content ? [index] : []));
  });
  const texts = offered.map(rowKey);
  let budget = assignmentsMax;
  const assign = (chosen: readonly number[]): boolean => {
    if (budget <= 0) return false;
    const open = candidates[chosen.length];
    if (!open) {
      budget -= 1;
      return equalRows(gold, predicted.map((row) => chosen.map((index) => row[index] ?? '')), ordered);
    }
    // Columns with the same cells in the same rows can stand for each other: one of them is tried.
    const free = open.filter((index) => !chosen.includes(index));
    const distinct = free.filter((index) => free.every((other) => other >= index || texts[other] !== texts[index]));
    return distinct.some((index) => assign([...chosen, index]));
  };
  return assign([]);
}

function columnsOf(rows: Keys): readonly (readonly string[])[] {
  return Array.from({ length: rows[0]?.length ?? 0 }, (_, column) => rows.map((row) => row[column] ?? ''));
}
