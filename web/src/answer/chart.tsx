import type { Cell } from '../../../src/core/result.ts';
import type { OkWire } from '../../../src/core/wire.ts';
import { type ChartKind, timeOf } from './chart-kind.ts';
import { headingOf } from './headings.ts';
import { LineChart } from './line-chart.tsx';
import { cellText, figureText } from './numbers.ts';

export function Chart({ answer, kind }: { readonly answer: OkWire; readonly kind: ChartKind }) {
  switch (kind.kind) {
    case 'number':
      return <p class="big-number">{figureText(kind.value, kind.label) || 'nothing'}</p>;
    case 'bars':
      return <Bars answer={answer} label={kind.label} value={kind.value} />;
    case 'lines':
      return <TimeLines answer={answer} time={kind.time} values={kind.values} />;
  }
}

function Bars({ answer: { columns = [], rows = [] }, label, value }: { readonly answer: OkWire; readonly label: number; readonly value: number }) {
  const sorted = rows.toSorted((a, b) => amountOf(b[value]) - amountOf(a[value]));
  const amounts = sorted.map((row) => amountOf(row[value]));
  const largest = Math.max(...amounts.map(Math.abs), 1e-12);
  const summary = `Bars of ${headingOf(columns[value]?.name ?? '')} by ${headingOf(columns[label]?.name ?? '')}; the table has the same figures.`;
  return (
    <ol class="bars" aria-label={summary}>
      {sorted.map((row, index) => (
        <li key={index}>
          <span class="bar-label" title={cellText(row[label] ?? null)}>{row[label] === null ? <span class="null">none</span> : cellText(row[label] ?? null)}</span>
          <span class="bar-track" aria-hidden="true">
            <span class={`bar ${(amounts[index] ?? 0) < 0 ? 'negative' : ''}`} style={{ width: `${(Math.abs(amounts[index] ?? 0) / largest) * 100}%` }} />
          </span>
          <span class="bar-value">{figureText(row[value] ?? null, columns[value]?.name ?? '')}</span>
        </li>
      ))}
    </ol>
  );
}

function TimeLines({ answer: { columns = [], rows = [] }, time, values }: { readonly answer: OkWire; readonly time: number; readonly values: readonly number[] }) {
  const sorted = rows.toSorted((a, b) => (timeOf(a[time] ?? null) ?? 0) - (timeOf(b[time] ?? null) ?? 0));
  const xs = sorted.map((row) => timeOf(row[time] ?? null) ?? 0);
  const lines = values.map((index) => ({ label: headingOf(columns[index]?.name ?? ''), values: sorted.map((row) => (row[index] === null ? null : amountOf(row[index]))) }));
  const summary = `${lines.map((line) => line.label).join(', ')} over ${headingOf(columns[time]?.name ?? '')}, ${rows.length} points; the table has the same figures.`;
  return <LineChart xs={xs} lines={lines} height={260} summary={summary} format={(value) => figureText(value, '')} days={xs.every((x) => x % 86_400 === 0)} />;
}

function amountOf(cell: Cell | undefined): number {
  return typeof cell === 'number' ? cell : Number(cell ?? 0);
}
