import type { Cell } from '../../../src/core/result.ts';

const grouped = new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 });

/** A cell as a person reads it. Digits are never lost: what is text in JSON stays as it is. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isInteger(cell) && Math.abs(cell) < 10_000 ? String(cell) : grouped.format(cell);
  return String(cell);
}

const wholes = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat(undefined, { maximumFractionDigits: 4 });
const coarse = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const point = coarse.formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
/** Columns whose digits name something: no separators there. */
const naming = /(^|[_ ])(id|year|code|number|no|zip|postcode|phone)$/i;

/** Units that the names of columns tell, as Intl calls them. */
const units: Readonly<Record<string, string>> = {
  percent: 'percent',
  percentage: 'percent',
  pct: 'percent',
  days: 'day',
  hours: 'hour',
  minutes: 'minute',
  seconds: 'second',
  ms: 'millisecond',
  kg: 'kilogram',
  km: 'kilometer',
  cm: 'centimeter',
};
const currencies: ReadonlySet<string> = new Set(['eur', 'usd', 'gbp', 'chf', 'jpy']);

/** A figure as people of the browser's language write it, with the unit where the column's name tells one; the export's digits stay those of the database. */
export function figureText(cell: Cell, column: string): string {
  if (cell === null) return '';
  if (naming.test(column)) return String(cell);
  const unit = /(?:^|[_ ])([a-z]+)$/i.exec(column)?.[1]?.toLowerCase() ?? '';
  if (typeof cell === 'number' && units[unit] !== undefined) return new Intl.NumberFormat(undefined, { style: 'unit', unit: units[unit], maximumFractionDigits: 2 }).format(cell);
  if (typeof cell === 'number' && currencies.has(unit)) return new Intl.NumberFormat(undefined, { style: 'currency', currency: unit.toUpperCase() }).format(cell);
  if (typeof cell === 'number') return Number.isInteger(cell) ? wholes.format(cell) : (Math.abs(cell) < 100 ? fine : coarse).format(cell);
  const [, sign = '', integer, fraction] = /^(-?)(\d+)\.(\d+)$/.exec(String(cell)) ?? [];
  return integer === undefined ? cellText(cell) : `${sign}${wholes.format(BigInt(integer))}${point}${fraction}`;
}

/** Milliseconds with three digits that mean something. */
export function msText(ms: number): string {
  if (ms === 0) return '0 ms';
  if (ms >= 10_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${ms >= 100 ? Math.round(ms) : ms >= 10 ? ms.toFixed(1) : ms >= 1 ? ms.toFixed(2) : ms.toFixed(3)} ms`;
}

export function bytesText(bytes: number): string {
  if (!Number.isFinite(bytes)) return '–';
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

export function percentText(share: number): string {
  return Number.isFinite(share) ? `${Math.round(share * 1_000) / 10} %` : '–';
}
