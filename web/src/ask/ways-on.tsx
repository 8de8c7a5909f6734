import type { OnwardWire, StepWire } from '../../../src/core/wire.ts';
import { Menu } from '../answer/menu.tsx';

interface WaysOnProps {
  readonly onward: OnwardWire;
  readonly busy: boolean;
  /** Takes one more step, or goes back to before one. */
  readonly onSteps: (steps: readonly string[]) => void;
}

const kinds = [
  { kind: 'by', text: 'by …', label: 'For each' },
  { kind: 'only', text: 'only …', label: 'Only where' },
  { kind: 'top', text: 'top …', label: 'The first by size' },
] as const;

/** The steps that were taken, each to be undone, and those that can be taken from here. */
export function WaysOn({ onward: { taken, next }, busy, onSteps }: WaysOnProps) {
  const keys = taken.map(({ key }) => key);
  if (taken.length + next.length === 0) return null;
  return (
    <div class="ways" role="group" aria-label="Go on from here">
      {taken.map((step, index) => (
        <button key={step.key} type="button" class="chip taken" disabled={busy} aria-label={`Back to before: ${textOf(step)}`} onClick={() => onSteps(keys.slice(0, index))}>
          {textOf(step)} <span aria-hidden="true">×</span>
        </button>
      ))}
      {kinds.map(({ kind, text, label }) => {
        const options = next.filter((step) => step.kind === kind);
        return options.length > 0 && <Menu key={kind} class="chip" label={label} options={options} busy={busy} onTake={({ key }) => onSteps([...keys, key])}>{text}</Menu>;
      })}
    </div>
  );
}

function textOf({ kind, label, among }: StepWire): string {
  if (kind === 'instead') return `${among ?? ''} → ${label}`;
  return kind === 'top' ? label : `${kind} ${label}`;
}
