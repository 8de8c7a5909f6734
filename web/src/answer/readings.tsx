import { percentText } from './numbers.ts';
import { SqlText } from './sql-text.tsx';

interface ReadingsProps {
  readonly readings: readonly { readonly reading: string; readonly sql: string; readonly confidence: number }[];
  readonly onChoose: (sql: string, reading: string) => void;
  readonly busy: boolean;
}

/** What may be meant, each a button that goes on with it. */
export function Readings({ readings, onChoose, busy }: ReadingsProps) {
  return (
    <ol>
      {readings.map(({ reading, sql, confidence }) => (
        <li key={sql}>
          <button type="button" class="choice" disabled={busy} onClick={() => onChoose(sql, reading)}>
            <span>{reading}</span>
            <small>{percentText(confidence)} sure</small>
          </button>
          <SqlText sql={sql} />
        </li>
      ))}
    </ol>
  );
}
