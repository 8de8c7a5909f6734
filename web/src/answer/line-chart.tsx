import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

export interface Line {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

export interface LineChartProps {
  /** Epoch seconds, ascending. */
  readonly xs: readonly number[];
  readonly lines: readonly Line[];
  readonly height: number;
  /** What a screen reader says in place of the drawing. */
  readonly summary: string;
  readonly format: (value: number) => string;
  /** Whole days: no times of day on the axis. */
  readonly days?: boolean;
}

/** Lines over time, drawn on a canvas in the colours of the theme; below them stand the values under the pointer, or where the arrow keys went. */
export function LineChart({ xs, lines, height, summary, format, days = false }: LineChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const [at, setAt] = useState<number>();
  const shape = lines.map((line) => line.label).join('\n');

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const draw = () => {
      chart.current?.destroy();
      chart.current = new uPlot({ ...optionsFor(element, lines, { height, format, days }), hooks: { setCursor: [({ cursor }) => setAt(cursor.idx ?? undefined)] } }, dataOf(xs, lines), element);
    };
    draw();
    const resize = new ResizeObserver(() => chart.current?.setSize({ width: element.clientWidth, height }));
    resize.observe(element);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const preference = matchMedia('(prefers-color-scheme: dark)');
    preference.addEventListener('change', draw);
    return () => {
      resize.disconnect();
      theme.disconnect();
      preference.removeEventListener('change', draw);
      chart.current?.destroy();
    };
  }, [shape, height]);

  useEffect(() => chart.current?.setData(dataOf(xs, lines)), [xs, lines]);

  const move = (event: KeyboardEvent) => {
    const next = { ArrowLeft: (at ?? xs.length) - 1, ArrowRight: (at ?? -1) + 1, Home: 0, End: xs.length - 1 }[event.key];
    if (next === undefined || !chart.current) return;
    event.preventDefault();
    const index = Math.min(Math.max(next, 0), xs.length - 1);
    chart.current.setCursor({ left: chart.current.valToPos(xs[index] ?? 0, 'x'), top: 0 });
  };
  const point = at === undefined ? undefined : xs[at];
  return (
    <div class="line-chart">
      <div class="line-canvas" ref={host} role="img" aria-label={`${summary} Arrow keys go through it.`} tabIndex={0} onKeyDown={move} />
      <p class="line-values" aria-live="polite">
        {point === undefined ? (lines.length > 1 ? lines.map((line, index) => <span key={line.label}><i class={`series-${index + 1}`} /> {line.label}</span>) : '\u00a0') : (
          <>
            <b>{pointText(point, xs, days)}</b>
            {lines.map((line, index) => <span key={line.label}>{lines.length > 1 && <i class={`series-${index + 1}`} />} {line.label} <b>{valueText(line.values[at ?? 0], format)}</b></span>)}
          </>
        )}
      </p>
    </div>
  );
}

function valueText(value: number | null | undefined, format: LineChartProps['format']): string {
  return value === null || value === undefined ? 'none' : format(value);
}

/** As fine as the points are apart. */
function pointText(point: number, xs: readonly number[], days: boolean): string {
  const apart = xs.length > 1 ? Math.min(...xs.slice(1).map((x, index) => x - (xs[index] ?? 0))) : 0;
  if (apart >= 86_400 && apart < 28 * 86_400) return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', ...(days ? { timeZone: 'UTC' } : {}) }).format(point * 1_000);
  return momentText(point, Math.max(apart, 1), days);
}

function dataOf(xs: readonly number[], lines: readonly Line[]): uPlot.AlignedData {
  return [[...xs], ...lines.map((line) => [...line.values])];
}

function optionsFor(element: HTMLElement, lines: readonly Line[], { height, format, days }: Pick<LineChartProps, 'height' | 'format'> & { readonly days: boolean }): uPlot.Options {
  const color = (name: string) => resolvedColor(element, name);
  const axis = { stroke: color('--ink-soft'), grid: { stroke: color('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui' };
  return {
    width: element.clientWidth,
    height,
    cursor: { y: false, points: { size: 6 } },
    // Days and months have no time zone: they are drawn as they are written.
    ...(days ? { tzDate: (at: number) => uPlot.tzDate(new Date(at * 1_000), 'Etc/UTC') } : {}),
    legend: { show: false },
    scales: { x: { time: true }, y: { range: (_, min, max) => (min === max ? [Math.min(0, min), max === 0 ? 1 : max * 1.2] : [Math.min(0, min), max * 1.08]) } },
    axes: [
      { ...axis, size: 30, space: 80, values: (_, splits, __, ___, secondsApart) => splits.map((at) => momentText(at, secondsApart, days)) },
      { ...axis, size: 64, values: (_, splits) => splits.map(format) },
    ],
    series: [
      {},
      ...lines.map((line, index) => ({
        label: line.label,
        stroke: color(`--series-${index + 1}`),
        width: 2,
        points: { show: line.values.length < 40, size: 5 },
      })),
    ],
  };
}

/** As the reader's own locale writes it, no finer than the ticks are apart. */
function momentText(at: number, secondsApart: number, days: boolean): string {
  const fields: Intl.DateTimeFormatOptions =
    secondsApart < 60 ? { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }
    : secondsApart < 86_400 ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
    : secondsApart < 28 * 86_400 ? { day: 'numeric', month: 'short' }
    : secondsApart < 365 * 86_400 ? { month: 'short', year: 'numeric' }
    : { year: 'numeric' };
  return new Intl.DateTimeFormat(undefined, { ...fields, ...(days ? { timeZone: 'UTC' } : {}) }).format(at * 1_000);
}

/** A variable may hold light-dark(): only a property that uses it tells the colour of the present theme. */
function resolvedColor(element: HTMLElement, name: string): string {
  const probe = element.appendChild(document.createElement('i'));
  probe.style.color = `var(${name})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
