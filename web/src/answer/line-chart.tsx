import { useEffect, useRef } from 'preact/hooks';
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

/** Lines over time, drawn on a canvas in the colours of the theme; the legend follows the pointer. */
export function LineChart({ xs, lines, height, summary, format, days = false }: LineChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const shape = lines.map((line) => line.label).join('\n');

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const draw = () => {
      chart.current?.destroy();
      chart.current = new uPlot(optionsFor(element, lines, { height, format, days }), dataOf(xs, lines), element);
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

  return <div class="line-chart" ref={host} role="img" aria-label={summary} />;
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
    legend: { show: lines.length > 1 },
    scales: { x: { time: true }, y: { range: (_, min, max) => (min === max ? [Math.min(0, min), max === 0 ? 1 : max * 1.2] : [Math.min(0, min), max * 1.08]) } },
    axes: [
      { ...axis, space: 80, values: (_, splits, __, ___, secondsApart) => splits.map((at) => momentText(at, secondsApart, days)) },
      { ...axis, size: 64, values: (_, splits) => splits.map(format) },
    ],
    series: [
      { label: '', value: (_, at) => (at === null || at === undefined ? '' : days ? new Date(at * 1_000).toISOString().slice(0, 10) : new Date(at * 1_000).toLocaleTimeString()) },
      ...lines.map((line, index) => ({
        label: line.label,
        stroke: color(`--series-${index + 1}`),
        width: 2,
        points: { show: line.values.length < 40, size: 5 },
        value: (_: uPlot, value: number | null) => (value === null || value === undefined ? '' : format(value)),
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
