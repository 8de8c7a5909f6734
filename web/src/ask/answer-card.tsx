import { useEffect, useState } from 'preact/hooks';
import type { AnswerWire, ChoicesWire, NeedsSqlWire, OnwardWire, RefusedWire, WayWire } from '../../../src/core/wire.ts';
import { AnswerView } from '../answer/answer-view.tsx';
import { isRows, joined } from '../answer/joined.ts';
import { Readings } from '../answer/readings.tsx';
import { SqlText } from '../answer/sql-text.tsx';
import { callTool } from '../shell/api.ts';
import { FailureNote } from '../shell/failure.tsx';
import { type Answered, onwardFrom } from './answering.ts';
import type { Asked } from './asked.ts';
import { SqlEditor } from '../sql/sql-editor.tsx';
import { Teach } from './teach.tsx';
import { WaysOn } from './ways-on.tsx';

interface AnswerCardProps {
  readonly asked: Asked;
  readonly first: Answered;
  readonly teaches: boolean;
  readonly busy: boolean;
  readonly onAsk: (asked: Asked) => void;
}

/** An answer with what can be done about it: more rows, a choice, a step further, one's own SQL, a verdict. */
export function AnswerCard({ asked, first, teaches, busy, onAsk }: AnswerCardProps) {
  const [answer, setAnswer] = useState(first.answer);
  const [error, setError] = useState<unknown>();
  const [loading, setLoading] = useState(false);
  const onward = useOnward(asked, first);
  const { question, database } = asked;
  const onRun = (sql: string) => onAsk({ question, database, sql });

  const more = () => {
    if (!isRows(answer)) return;
    setLoading(true);
    setError(undefined);
    callTool<AnswerWire>('run_sql', { database, sql: answer.sql, cursor: answer.next_cursor })
      .then((next) => setAnswer(isRows(next) ? joined(answer, next) : next), setError)
      .finally(() => setLoading(false));
  };
  /** The SQL from which steps lead on. */
  const base = asked.sql ?? (isRows(answer) ? answer.sql : '');
  const goOn = (steps: readonly string[]) => onAsk({ question, database, sql: base, ...(steps.length > 0 ? { steps } : {}) });
  const take = ({ key, sql }: WayWire) => (key === undefined ? onRun(sql ?? base) : goOn([...(asked.steps ?? []), key]));

  return (
    <article class="card">
      {error !== undefined && <FailureNote error={error} />}
      {isRows(answer) && (
        <AnswerView key={answer.sql} answer={answer} question={question} title={onward?.title} onMore={more} loadingMore={loading} ways={onward && { words: onward.words, busy, onTake: take }}>
          {onward && <WaysOn onward={onward} busy={busy} onSteps={goOn} />}
        </AnswerView>
      )}
      {answer.status === 'choices' && <Choices answer={answer} onChoose={onRun} busy={busy} />}
      {answer.status === 'needs_sql' && <NeedsSql answer={answer} onRun={onRun} busy={busy} />}
      {answer.status === 'refused' && <Refused answer={answer} />}
      {isRows(answer) && teaches && (asked.steps ?? []).length === 0 && <Teach asked={{ question, database }} answer={answer} onCorrected={onRun} />}
    </article>
  );
}

/** Where the answer leads; it comes after the answer, and an answer without it is complete. */
function useOnward(asked: Asked, { answer, onward: given }: Answered): OnwardWire | undefined {
  const [onward, setOnward] = useState(given);
  useEffect(() => {
    if (given || !isRows(answer)) return undefined;
    const controller = new AbortController();
    onwardFrom({ question: asked.question, database: asked.database, sql: answer.sql }, controller.signal).then(setOnward, () => undefined);
    return () => controller.abort();
  }, []);
  return onward;
}

function Choices({ answer, onChoose, busy }: { readonly answer: ChoicesWire; readonly onChoose: (sql: string) => void; readonly busy: boolean }) {
  return (
    <section class="choices">
      <h2>Which one is meant?</h2>
      <p class="sentence">{answer.reason}.</p>
      <Readings readings={answer.readings ?? []} onChoose={onChoose} busy={busy} />
    </section>
  );
}

function NeedsSql({ answer, onRun, busy }: { readonly answer: NeedsSqlWire; readonly onRun: (sql: string) => void; readonly busy: boolean }) {
  const readings = (answer.drafts ?? []).flatMap(({ reading, sql, confidence }) => (reading === undefined ? [] : [{ reading, sql, confidence }]));
  return (
    <section class="needs-sql choices">
      <h2>{readings.length > 0 ? 'Not sure: is one of these meant?' : 'Not answered'}</h2>
      <p class="sentence">{withoutReadings(answer.reason, readings)}.</p>
      {readings.length > 0 && <Readings readings={readings} onChoose={onRun} busy={busy} />}
      <SqlEditor initial={answer.drafts?.[0]?.sql ?? ''} label={`${readings.length > 0 ? 'Or write' : 'Write'} the SQL; it is proven to be read-only before it runs`} action="Prove and run" busy={busy} database={{ name: answer.database, dialect: answer.dialect }} onRun={onRun} />
      <details class="how">
        <summary>Context</summary>
        <pre class="context" tabIndex={0}>{answer.context}</pre>
      </details>
    </section>
  );
}

/** A reason that lists the readings is told without them where they are listed below it. */
function withoutReadings(reason: string, [first]: readonly { readonly reading: string }[]): string {
  const at = first ? reason.indexOf(`: 1. ${first.reading.slice(0, readingStart)}`) : -1;
  return at < 0 ? reason : reason.slice(0, at);
}

/** Enough to tell a reading by, also where the reason was cut. */
const readingStart = 40;

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
