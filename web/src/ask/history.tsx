import type { Asked } from './asked.ts';

/** Each principal's own, so that whoever signs in next sees nothing of it. */
export function historyKey(principal: string): string {
  return `nl2sql.history.${principal}`;
}

export function History({ history, onAsk, onClear }: { readonly history: readonly Asked[]; readonly onAsk: (asked: Asked) => void; readonly onClear: () => void }) {
  return (
    <details class="panel" open={matchMedia('(min-width: 60rem)').matches}>
      <summary>Asked before</summary>
      <ul class="history">
        {history.slice(0, 12).map((asked) => (
          <li key={`${asked.database}\n${asked.question}`}>
            <button type="button" onClick={() => onAsk(asked)}>{asked.question}</button>
          </li>
        ))}
      </ul>
      <button type="button" class="quiet" onClick={onClear}>Forget all</button>
    </details>
  );
}
