import type { Cell, ResultColumn } from '../../core/result.ts';

const barsMax = 40;
const barWidth = 40;
const labelWidth = 28;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

interface Table {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The rows as bars: one label and one figure each. Undefined where no column holds figures only, or none is left to name them by. */
export function chartText({ columns, rows }: Table): string | undefined {
  const figure = columns.findLastIndex((_, index) => rows.length > 0 && rows.every((row) => isFigure(row[index])));
  const labels = columns.map((_, index) => index).filter((index) => index !== figure && !(columns.length > 2 && rows.every((row) => isFigure(row[index]))));
  if (figure < 0 || labels.length === 0) return undefined;
  const labelOf = (row: readonly Cell[]) => shortened(labels.map((index) => row[index] ?? '').join(' '));
  const bars = rows.slice(0, barsMax).map((row) => ({ label: labelOf(row), text: String(row[figure]), value: Number(row[figure]) }));
  const most = Math.max(...bars.map(({ value }) => Math.abs(value)), Number.MIN_VALUE);
  const [labelSpace, figureSpace] = [Math.max(...bars.map(({ label }) => label.length)), Math.max(...bars.map(({ text }) => text.length))];
  const lines = bars.map(({ label, text, value }) => `${label.padEnd(labelSpace)}  ${text.padStart(figureSpace)}  ${bar(Math.abs(value) / most)}`.trimEnd());
  const title = `${columns[figure]?.name} by ${labels.map((index) => columns[index]?.name).join(', ')}`;
  return [title, ...lines, ...(rows.length > barsMax ? [`… ${rows.length - barsMax} more`] : [])].join('\n');
}

/** Exact decimals travel as text. */
function isFigure(cell: Cell | undefined): boolean {
  return typeof cell === 'number' || (typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell));
}

function bar(share: number): string {
  const units = Math.round(share * barWidth * eighths.length);
  return '█'.repeat(Math.floor(units / eighths.length)) + (eighths[units % eighths.length] ?? '');
}

function shortened(label: string): string {
  return label.length > labelWidth ? `${label.slice(0, labelWidth - 1)}…` : label;
}
