import type { Cell } from '../../../src/core/result.ts';
import type { OkWire } from '../../../src/core/wire.ts';

/** Rows as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8. A cell that a spreadsheet would run as a formula is told to be text. */
export function toCsv({ columns = [], rows = [] }: OkWire): string {
  return `\uFEFF${[columns.map((column) => column.name), ...rows].map((row) => row.map(field).join(',')).join('\r\n')}`;
}

function field(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) && !/^-?[\d.]+$/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
