import { useEffect, useState } from 'preact/hooks';
import type { FactWire, MeaningWire } from '../../../src/core/wire.ts';
import { api } from '../shell/api.ts';

const origins = { inferred: '', person: 'people', model: 'a model' } as const;

/** What the table is taken to mean: a line above its rows, the rest folded. A table is complete without it. */
export function Meaning({ database, table }: { readonly database: string; readonly table: string }) {
  const [meaning, setMeaning] = useState<MeaningWire>();
  useEffect(() => {
    const controller = new AbortController();
    setMeaning(undefined);
    api<MeaningWire>('POST', 'api/meaning', { database, table }, controller.signal).then(setMeaning, () => undefined);
    return () => controller.abort();
  }, [database, table]);

  if (!meaning) return null;
  const { rows, measures, states, columns } = meaning;
  return (
    <details class="how meaning">
      <summary>What it means: {inShort(meaning)}</summary>
      <p class="comment">Inferred from names, types, keys and values where nobody is named.</p>
      <div class="known-sections" role="region" aria-label="What it means" tabIndex={0}>
        <Facts title="A row" facts={rows} />
        <Facts title="Figures" facts={measures} />
        <Facts title="States" facts={states} />
        <Facts title="Columns" facts={columns} />
      </div>
    </details>
  );
}

function Facts({ title, facts }: { readonly title: string; readonly facts: readonly FactWire[] }) {
  if (facts.length === 0) return null;
  return (
    <section class="known-facts">
      <h3>{title}</h3>
      <dl>
        {facts.map((fact, index) => (
          <div key={index}>
            <dt>{fact.what}</dt>
            <dd>{fact.text}</dd>
            <dd class={`origin origin-${fact.origin}`}>{originText(fact)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function originText({ origin, certainty = 1 }: FactWire): string {
  return certainty < 1 ? `${origins[origin]}, ${certainty}` : origins[origin];
}

/** `transaction · ordered_at · 3 figures, 4 states` */
function inShort({ rows, measures, states }: MeaningWire): string {
  const of = (what: string) => rows.find((fact) => fact.what === what)?.text;
  const counts = [countText(measures.length, 'figure'), countText(states.length, 'state')].filter((text) => text !== '').join(', ');
  return [of('is'), of('also called'), of('happened at'), counts].filter((text) => text !== undefined && text !== '').join(' · ');
}

function countText(count: number, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;
}
