import type { ExportFormat } from '../../core/exports.ts';
import type { Cell } from '../../core/result.ts';

/** How rows become text: what stands before them, and each one with its line end. */
export interface RowText {
  readonly head: string;
  row(cells: readonly Cell[]): string;
}

export function rowTextOf(format: ExportFormat, names: readonly string[]): RowText {
  return formats[format](names);
}

const formats: Readonly<Record<ExportFormat, (names: readonly string[]) => RowText>> = { csv, ndjson };

/** As RFC 4180 has it. NULL is empty, an empty text is `""`. */
function csv(names: readonly string[]): RowText {
  const line = (cells: readonly Cell[]) => `${cells.map(csvCell).join(',')}\r\n`;
  return { head: line(names), row: line };
}

/** One object a line. Of columns of one name the later ones get a number. */
function ndjson(names: readonly string[]): RowText {
  const keys = distinct(names);
  return { head: '', row: (cells) => `${JSON.stringify(Object.fromEntries(keys.map((key, index) => [key, cells[index] ?? null])))}\n` };
}

/** What spreadsheets take for a formula, which may read or send what it likes; characters of full width included. */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
/** Decimals travel as text. */
const number = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = formula.test(cell) && !number.test(cell) ? `'${cell}` : cell;
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function distinct(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let number = 2; taken.has(unique); number += 1) unique = `${name}_${number}`;
    taken.add(unique);
    return unique;
  });
}
