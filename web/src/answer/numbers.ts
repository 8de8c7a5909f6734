import type { Cell } from '../../../src/core/result.ts';

const grouped = new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 });

/** A cell as a person reads it. Digits are never lost: what is text in JSON stays as it is. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isInteger(cell) && Math.abs(cell) < 10_000 ? String(cell) : grouped.format(cell);
  return String(cell);
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
