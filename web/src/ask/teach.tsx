import { useState } from 'preact/hooks';
import type { OkWire } from '../../../src/core/wire.ts';
import { callTool } from '../shell/api.ts';
import { FailureNote } from '../shell/failure.tsx';
import { SqlEditor } from '../sql/sql-editor.tsx';

interface TeachProps {
  readonly asked: { readonly question: string; readonly database: string };
  readonly answer: OkWire;
  /** Runs the corrected SQL. */
  readonly onCorrected: (sql: string) => void;
}

/** The reader's verdict: right, or wrong with better SQL. It is remembered and answers the same question from then on. */
export function Teach({ asked, answer, onCorrected }: TeachProps) {
  const [said, setSaid] = useState<string>();
  const [correcting, setCorrecting] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const teach = (verdict: 'accept' | 'correct' | 'forget', sql: string | undefined, text: string) => {
    setBusy(true);
    setError(undefined);
    callTool('teach', { ...asked, verdict, ...(sql === undefined ? {} : { sql }) })
      .then(() => {
        setSaid(text);
        setCorrecting(false);
        if (verdict === 'correct' && sql !== undefined) onCorrected(sql);
      }, setError)
      .finally(() => setBusy(false));
  };

  const correct = (sql: string) => teach('correct', sql, 'Corrected: this SQL answers the question from now on.');

  return (
    <section class="teach" aria-label="Verdict">
      {said === undefined ? (
        <>
          <span>Is this what was meant?</span>
          <button type="button" disabled={busy} onClick={() => teach('accept', answer.sql, 'Accepted: it is verified and answers this question from now on.')}>Yes, accept</button>
          <button type="button" disabled={busy} aria-expanded={correcting} onClick={() => setCorrecting(!correcting)}>No, correct it</button>
        </>
      ) : (
        <span role="status">{said}</span>
      )}
      {correcting && <SqlEditor initial={answer.sql} label="Better SQL" action="Prove, run and remember" busy={busy} database={{ name: answer.database, dialect: answer.dialect }} onRun={correct} />}
      {error !== undefined && <FailureNote error={error} />}
    </section>
  );
}
