import type { Cell } from '../../../src/core/result.ts';
import type { ColumnWire, OkWire } from '../../../src/core/wire.ts';

/** What fits a result beside its table. */
export type ChartKind =
  | { readonly kind: 'number'; readonly label: string; readonly value: Cell }
  | { readonly kind: 'bars'; readonly label: number; readonly value: number }
  | { readonly kind: 'lines'; readonly time: number; readonly values: readonly number[] };

const barsMax = 40;

/** One value → number; times and numbers → lines; names and a number → bars; nothing else is drawn. */
export function chartKind({ columns = [], rows = [], truncated }: OkWire): ChartKind | undefined {
  if (rows.length === 1 && columns.length === 1) return { kind: 'number', label: columns[0]?.name ?? '', value: rows[0]?.[0] ?? null };
  if (rows.length < 2 || columns.length < 2 || columns.length > 6) return undefined;
  const indexes = columns.map((_, index) => index);
  const numeric = indexes.filter((index) => isNumeric(rows, index) && !isIdentifier(columns[index]));
  const time = indexes.find((index) => isTime(rows, index));
  if (time !== undefined && numeric.some((index) => index !== time)) return { kind: 'lines', time, values: numeric.filter((index) => index !== time).slice(0, 4) };
  const label = indexes.find((index) => typeof rows[0]?.[index] === 'string' && !numeric.includes(index));
  const value = numeric[0];
  return label !== undefined && value !== undefined && rows.length <= barsMax && !truncated ? { kind: 'bars', label, value } : undefined;
}

export function isNumeric(rows: readonly (readonly Cell[])[], index: number): boolean {
  return rows.some((row) => row[index] !== null) && rows.every((row) => row[index] === null || typeof row[index] === 'number' || (typeof row[index] === 'string' && /^-?\d{1,15}\.\d+$/.test(row[index])));
}

function isIdentifier(column: ColumnWire | undefined): boolean {
  return /(^|_)id$/i.test(column?.name ?? '');
}

function isTime(rows: readonly (readonly Cell[])[], index: number): boolean {
  return rows.every((row) => typeof row[index] === 'string' && timeOf(row[index]) !== undefined) && new Set(rows.map((row) => row[index])).size === rows.length;
}

/** Epoch seconds of a year, a month, a day or a moment as text. */
export function timeOf(text: Cell): number | undefined {
  if (typeof text !== 'string' || !/^\d{4}(-\d{2}(-\d{2}([ T]\d{2}:\d{2}.*)?)?)?$/.test(text)) return undefined;
  const milliseconds = Date.parse(text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text.replace(' ', 'T'));
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1_000;
}
