import { useState } from 'preact/hooks';
import type { HistoryPoint, WindowName } from '../../../src/core/telemetry.ts';
import type { WatchWire } from '../../../src/core/wire.ts';
import { bytesText, msText, percentText } from '../answer/numbers.ts';
import { LineChart } from '../answer/line-chart.tsx';
import { useStored } from '../shell/stored.ts';
import { useFigures } from './figures.ts';
import { HealthPanel } from './health-panel.tsx';
import { Rungs } from './rungs.tsx';
import { Caches, Operations, Pools } from './tables.tsx';
import { Traces } from './traces.tsx';

const windows: readonly (readonly [WindowName, string])[] = [['1m', '1 min'], ['15m', '15 min'], ['24h', '24 h'], ['all', 'since start']];

/** How fast, how right, how loaded: live. */
export function Watch() {
  const [window, setWindow] = useStored<WindowName>('nl2sql.window', '15m');
  const { figures, history, live } = useFigures(window);
  if (!figures) return <p class="welcome" role="status">Waiting for figures …</p>;
  return (
    <div class="watch">
      <div class="watch-bar">
        <p class={`headline ${figures.health.status}`} role="status">{figures.summary.summary}</p>
        <span class={live ? 'live on' : 'live'}>{live ? 'live' : 'connecting again …'}</span>
        <div class="switch" role="group" aria-label="Window">
          {windows.map(([name, text]) => <button key={name} type="button" aria-pressed={window === name} onClick={() => setWindow(name)}>{text}</button>)}
        </div>
      </div>
      <Tiles figures={figures} />
      <div class="watch-grid">
        <HealthPanel health={figures.health} alerts={figures.alerts} />
        <Latency history={history} asked={hasQuestions(figures)} />
        <Load history={history} figures={figures} />
        <Rungs rungs={figures.summary.rungs} />
        <div class="pair">
          <Pools pools={figures.pools} />
          <Caches caches={figures.caches} />
        </div>
        <Traces title="Slowest" traces={figures.slow} none="Nothing was asked yet." />
        <Traces title="Failed" traces={figures.failed} none="Nothing failed." />
        <Operations operations={figures.operations} />
      </div>
    </div>
  );
}

function hasQuestions({ summary: { rungs } }: WatchWire): boolean {
  return Object.values(rungs).some((count) => count > 0);
}

function Tiles({ figures }: { readonly figures: WatchWire }) {
  const { summary, operations, seconds, gauges } = figures;
  const ofQuestions = (text: string) => (hasQuestions(figures) ? text : '–');
  const tools = operations.filter((entry) => entry.operation.startsWith('tool.'));
  const calls = tools.reduce((sum, entry) => sum + entry.count, 0);
  const inFlight = tools.reduce((sum, entry) => sum + entry.in_flight, 0);
  const tiles: readonly (readonly [string, string])[] = [
    ['p50', ofQuestions(msText(summary.response_times.p50_ms))],
    ['p95', ofQuestions(msText(summary.response_times.p95_ms))],
    ['p99', ofQuestions(msText(summary.response_times.p99_ms))],
    ['calls', `${calls}`],
    ['per second', (calls / Math.max(1, seconds)).toFixed(2)],
    ['in flight', String(inFlight)],
    ['without a model', ofQuestions(`${summary.heuristic_routing.percentage} %`)],
    ['abstained', ofQuestions(`${summary.abstained} %`)],
    ['cache hits', percentText(summary.cache_stats.hit_rate)],
    ['memory', bytesText(gauges.rssBytes ?? Number.NaN)],
    ...(summary.model ? ([['model calls', String(summary.model.calls)], ['tokens', String(summary.model.tokens)]] as const) : []),
  ];
  return (
    <dl class="tiles">
      {tiles.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}

function Latency({ history, asked }: { readonly history: readonly HistoryPoint[]; readonly asked: boolean }) {
  const last = history.at(-1);
  return (
    <section class="panel broad">
      <h2>Latency of questions</h2>
      {!asked && <p class="empty">No questions yet.</p>}
      {asked && history.length > 1 && (
        <LineChart
          xs={history.map((point) => point.at / 1_000)}
          lines={[
            { label: 'p50', values: history.map((point) => point.p50Ms) },
            { label: 'p95', values: history.map((point) => point.p95Ms) },
            { label: 'p99', values: history.map((point) => point.p99Ms) },
          ]}
          height={280}
          summary={`Latency over the last half hour; now p50 ${msText(last?.p50Ms ?? 0)}, p95 ${msText(last?.p95Ms ?? 0)}, p99 ${msText(last?.p99Ms ?? 0)}.`}
          format={msText}
        />
      )}
    </section>
  );
}

function Load({ history, figures: { gauges } }: { readonly history: readonly HistoryPoint[]; readonly figures: WatchWire }) {
  const [what, setWhat] = useState<'calls' | 'process'>('calls');
  const last = history.at(-1);
  const gauge = (name: keyof WatchWire['gauges']) => gauges[name] ?? Number.NaN;
  return (
    <section class="panel">
      <div class="result-bar">
        <h2>Load</h2>
        <div class="switch" role="group" aria-label="Load of">
          <button type="button" aria-pressed={what === 'calls'} onClick={() => setWhat('calls')}>calls</button>
          <button type="button" aria-pressed={what === 'process'} onClick={() => setWhat('process')}>CPU</button>
        </div>
      </div>
      {history.length > 1 && (
        <LineChart
          key={what}
          xs={history.map((point) => point.at / 1_000)}
          lines={what === 'calls' ? [{ label: 'calls a second', values: history.map((point) => point.callsPerSecond) }] : [{ label: 'CPU of the process', values: history.map((point) => point.cpuShare) }]}
          height={150}
          summary={what === 'calls' ? `Calls a second; now ${(last?.callsPerSecond ?? 0).toFixed(2)}.` : `CPU of the process; now ${percentText(last?.cpuShare ?? 0)}.`}
          format={what === 'calls' ? (value) => String(Math.round(value * 100) / 100) : percentText}
        />
      )}
      <dl class="pairs">
        <div><dt>Process</dt><dd>{percentText(gauge('processCpuShare'))} CPU, {bytesText(gauge('heapUsedBytes'))} heap</dd></div>
        <div><dt>Event loop</dt><dd>p99 {msText(gauge('eventLoopP99Ms'))} late</dd></div>
        <div><dt>Machine</dt><dd>{percentText(gauge('machineCpuShare'))} CPU, {bytesText(gauge('machineMemoryFreeBytes'))} free</dd></div>
        <div><dt>Disk</dt><dd>{bytesText(gauge('diskFreeBytes'))} free</dd></div>
        <div><dt>Network</dt><dd>{bytesText(gauge('networkInBytesPerSecond'))}/s in, {bytesText(gauge('networkOutBytesPerSecond'))}/s out</dd></div>
      </dl>
    </section>
  );
}
