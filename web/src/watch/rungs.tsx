const names: Readonly<Record<string, string>> = { remembered: 'from memory', instant: 'instant', model: 'by a model', none: 'left to the host' };

/** Who answered: the shares of the rungs as one bar. */
export function Rungs({ rungs }: { readonly rungs: Readonly<Record<string, number>> }) {
  const all = Object.values(rungs).reduce((sum, count) => sum + count, 0);
  const share = (count: number) => (all === 0 ? 0 : Math.round((count / all) * 100));
  return (
    <section class="panel">
      <h2>Who answered</h2>
      <div class="stack" aria-hidden="true">
        {Object.entries(rungs).map(([rung, count]) => count > 0 && <span key={rung} class={`rung-${rung}`} style={{ flexGrow: count }} />)}
      </div>
      <ul class="legend">
        {Object.entries(rungs).map(([rung, count]) => (
          <li key={rung}>
            <i class={`rung-${rung}`} aria-hidden="true" />
            <span>{names[rung] ?? rung}</span>
            <span>{count} <small>({share(count)} %)</small></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
