import type { Cell } from '../../../src/core/result.ts';

export interface Order {
  readonly column: number;
  readonly direction: 'ascending' | 'descending';
}

type Rows = readonly (readonly Cell[])[];

/** A heading's first click sorts upwards, its second downwards, its third gives the order of the answer back. */
export function nextOrder(order: Order | undefined, column: number): Order | undefined {
  if (order?.column !== column) return { column, direction: 'ascending' };
  return order.direction === 'ascending' ? { column, direction: 'descending' } : undefined;
}

const words = new Intl.Collator(undefined, { numeric: true });

/** Missing values stand last either way. */
export function sortedRows(rows: Rows, order: Order | undefined): Rows {
  if (!order) return rows;
  const sign = order.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [one = null, other = null] = [a[order.column], b[order.column]];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * compared(one, other);
  });
}

/** Exact decimals travel as text and compare as numbers, negative ones too. */
function compared(one: Cell, other: Cell): number {
  const [left, right] = [Number(one), Number(other)];
  return Number.isFinite(left) && Number.isFinite(right) ? left - right : words.compare(String(one), String(other));
}
