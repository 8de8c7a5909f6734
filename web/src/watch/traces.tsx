import type { Trace } from '../../../src/core/telemetry.ts';
import { msText } from '../answer/numbers.ts';
import { SqlText } from '../answer/sql-text.tsx';
import { Timeline } from '../answer/timeline.tsx';

const shown = 8;

/** Calls with the timeline of their steps; literals were taken out before they were kept. */
export function Traces({ title, traces, none }: { readonly title: string; readonly traces: readonly Trace[]; readonly none: string }) {
  return (
    <section class="panel wide">
      <h2>{title}</h2>
      {traces.length === 0 && <p class="empty">{none}</p>}
      <ul class="traces">
        {traces.slice(0, shown).map((trace) => (
          <li key={trace.id}>
            <details>
              <summary>
                <span class="trace-ms">{msText(trace.ms)}</span>
                <span class="trace-what">{trace.question ?? trace.sql ?? trace.tool}</span>
                <span class="trace-status">{trace.code ?? trace.rung ?? trace.status}</span>
              </summary>
              <p class="trace-meta">{trace.tool} · {trace.database ?? ''} · {new Date(trace.startedAt).toLocaleTimeString()} · {trace.id}</p>
              {trace.message && <p>{trace.message}</p>}
              <Timeline totalMs={trace.ms} steps={trace.steps.map((step) => ({ ...step, failed: step.code !== undefined }))} />
              {trace.sql && <SqlText sql={trace.sql} />}
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
