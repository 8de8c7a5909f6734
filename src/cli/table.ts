import type { Cell } from '../core/result.ts';

const widthMax = 40;

/** Rows as a table that a person likes to read: numbers to the right, long cells cut, NULL shown as empty. */
export function textTable(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const shown = rows.map((row) => row.map(cellText));
  const widths = columns.map((name, index) => Math.min(widthMax, Math.max(name.length, 1, ...shown.map((row) => row[index]?.length ?? 0))));
  const numeric = columns.map((_, index) => rows.length > 0 && rows.every((row) => row[index] === null || typeof row[index] === 'number'));
  const line = (cells: readonly string[]) => cells.map((cell, index) => (numeric[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0))).join('  ').trimEnd();
  return [line(columns), widths.map((width) => '─'.repeat(width)).join('  '), ...shown.map(line)].join('\n');
}

function cellText(cell: Cell): string {
  const text = cell === null ? '' : String(cell).replace(/\s+/g, ' ');
  return text.length > widthMax ? `${text.slice(0, widthMax - 1)}…` : text;
}
