import { msText } from './numbers.ts';

export interface TimelineStep {
  readonly name: string;
  readonly startMs: number;
  readonly ms: number;
  readonly failed?: boolean;
}

/** Where the time went: each step as a bar on a common scale. */
export function Timeline({ steps, totalMs }: { readonly steps: readonly TimelineStep[]; readonly totalMs: number }) {
  const scale = Math.max(totalMs, ...steps.map((step) => step.startMs + step.ms), 1e-6);
  return (
    <ol class="timeline" aria-label={`Timeline, ${msText(totalMs)} in all`}>
      {steps.map((step, index) => (
        <li key={index} class={step.failed ? 'failed' : ''}>
          <span class="step-name">{step.name}</span>
          <span class="step-track" aria-hidden="true">
            <span class="step-bar" style={{ marginLeft: `${(step.startMs / scale) * 100}%`, width: `max(2px, ${(step.ms / scale) * 100}%)` }} />
          </span>
          <span class="step-ms">{msText(step.ms)}</span>
        </li>
      ))}
    </ol>
  );
}

/** The steps of an answer follow one another: its timings say how long, in order. */
export function stepsOf(timings: Readonly<Record<string, number>>): { readonly steps: readonly TimelineStep[]; readonly totalMs: number } {
  let startMs = 0;
  const steps = Object.entries(timings)
    .filter(([name]) => name !== 'total_ms')
    .map(([name, ms]) => {
      const step = { name: name.replace(/_ms$/, ''), startMs, ms };
      startMs += ms;
      return step;
    });
  return { steps, totalMs: timings['total_ms'] ?? startMs };
}
