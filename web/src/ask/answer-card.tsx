import { useState } from 'preact/hooks';
import type { AnswerWire, ChoicesWire, NeedsSqlWire, RefusedWire } from '../../../src/core/wire.ts';
import { AnswerView } from '../answer/answer-view.tsx';
import { joined } from '../answer/joined.ts';
import { percentText } from '../answer/numbers.ts';
import { SqlText } from '../answer/sql-text.tsx';
import { callTool } from '../shell/api.ts';
import { FailureNote } from '../shell/failure.tsx';
import { SqlEditor } from './sql-editor.tsx';
import { Teach } from './teach.tsx';

interface Asked {
  readonly question: string;
  readonly database: string;
}

/** An answer with what can be done about it: more rows, a choice, one's own SQL, a verdict. */
export function AnswerCard({ asked, first, tools }: { readonly asked: Asked; readonly first: AnswerWire; readonly tools: readonly string[] }) {
  const [answer, setAnswer] = useState(first);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const call = (tool: string, input: object, use: (answer: AnswerWire) => void) => {
    setBusy(true);
    setError(undefined);
    callTool<AnswerWire>(tool, { database: asked.database, ...input }).then(use, setError).finally(() => setBusy(false));
  };
  const run = (sql: string) => call('run_sql', { sql, question: asked.question }, setAnswer);
  const more = () => {
    if (answer.status === 'ok') call('run_sql', { sql: answer.sql, cursor: answer.next_cursor }, (next) => setAnswer(next.status === 'ok' ? joined(answer, next) : next));
  };

  return (
    <article class="card">
      {error !== undefined && <FailureNote error={error} />}
      {answer.status === 'ok' && <AnswerView key={answer.sql} answer={answer} question={asked.question} onMore={more} loadingMore={busy} />}
      {answer.status === 'choices' && <Choices answer={answer} onChoose={run} busy={busy} />}
      {answer.status === 'needs_sql' && <NeedsSql answer={answer} onRun={run} busy={busy} />}
      {answer.status === 'refused' && <Refused answer={answer} />}
      {answer.status === 'ok' && tools.includes('teach') && <Teach asked={asked} answer={answer} onCorrected={run} />}
    </article>
  );
}

function Choices({ answer, onChoose, busy }: { readonly answer: ChoicesWire; readonly onChoose: (sql: string) => void; readonly busy: boolean }) {
  return (
    <section class="choices">
      <h2>Which one is meant?</h2>
      <p class="sentence">{answer.reason}.</p>
      <ol>
        {(answer.readings ?? []).map(({ reading, sql, confidence }) => (
          <li key={sql}>
            <button type="button" class="choice" disabled={busy} onClick={() => onChoose(sql)}>
              <span>{reading}</span>
              <small>{percentText(confidence)} sure</small>
            </button>
            <SqlText sql={sql} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function NeedsSql({ answer, onRun, busy }: { readonly answer: NeedsSqlWire; readonly onRun: (sql: string) => void; readonly busy: boolean }) {
  const draft = answer.drafts?.[0];
  return (
    <section class="needs-sql">
      <h2>Not sure enough to answer</h2>
      <p class="sentence">{answer.reason}. A model behind a host would write the SQL from the context below; here it can be written by hand and is proven before it runs.</p>
      {draft && <p class="doubts">Best draft, {percentText(draft.confidence)} sure{draft.doubts && draft.doubts.length > 0 ? `: ${draft.doubts.join('; ')}` : ''}.</p>}
      <SqlEditor initial={draft?.sql ?? ''} label="SQL" action="Prove and run" busy={busy} onRun={onRun} />
      <details class="how">
        <summary>Context</summary>
        <pre class="context" tabIndex={0}>{answer.context}</pre>
      </details>
    </section>
  );
}

function Refused({ answer }: { readonly answer: RefusedWire }) {
  return (
    <section>
      <h2>Refused</h2>
      <p class="sentence">{answer.reason}</p>
      {(answer.hints ?? []).map((hint) => <p key={hint}>{hint}</p>)}
      {answer.sql && <SqlText sql={answer.sql} />}
    </section>
  );
}
