import type { Cell } from '../../../src/core/result.ts';
import type { OkWire } from '../../../src/core/wire.ts';

/** Rows as CSV (RFC 4180). A cell that a spreadsheet would run as a formula is told to be text. */
export function toCsv({ columns = [], rows = [] }: OkWire): string {
  return [columns.map((column) => column.name), ...rows].map((row) => row.map(field).join(',')).join('\r\n');
}

function field(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) && !/^-?[\d.]+$/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`\uFEFF${text}`], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
