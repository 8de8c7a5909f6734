import { useEffect, useRef, useState } from 'preact/hooks';
import { isRows } from '../answer/joined.ts';
import type { OfferWire } from '../../../src/core/wire.ts';
import { ApiError } from '../shell/api.ts';
import { FailureNote } from '../shell/failure.tsx';
import { viewIn } from '../shell/header.tsx';
import { useStored } from '../shell/stored.ts';
import { addressOfSql } from '../sql/sql-view.tsx';
import { AnswerCard } from './answer-card.tsx';
import { type Answered, answerTo } from './answering.ts';
import { addressOf, type Asked, askedIn, isSame } from './asked.ts';
import { History, historyKey } from './history.tsx';
import { Running } from './running.tsx';
import { SchemaBrowser } from './schema-browser.tsx';
import { Welcome } from './welcome.tsx';

const historyMax = 30;

/** `number` tells one asking from the next: the rows of both may come from the same moment. */
type Outcome = { readonly number: number; readonly asked: Asked; readonly answered?: Answered; readonly error?: unknown };

/** One question after the other, each with an address; the last answer on top, what was asked before beside it. */
export function Ask({ offer }: { readonly offer: OfferWire }) {
  const [database, setDatabase] = useStored('nl2sql.database', offer.databases[0]?.name ?? '');
  const [history, setHistory] = useStored<readonly Asked[]>(historyKey(offer.principal), []);
  const [question, setQuestion] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  const [busy, setBusy] = useState<Asked>();
  const running = useRef<AbortController>(undefined);
  const asks = useRef(0);
  const shown = useRef('');
  const known = (name: string) => offer.databases.some((other) => other.name === name);
  const chosen = known(database) ? database : (offer.databases[0]?.name ?? '');

  const perform = ({ database: named, ...rest }: Asked) => {
    const asked = { ...rest, database: known(named) ? named : chosen };
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    shown.current = addressOf(asked);
    asks.current += 1;
    const number = asks.current;
    setQuestion(asked.question);
    setDatabase(asked.database);
    setBusy(asked);
    answerTo(asked, controller.signal)
      .then((answered) => setOutcome({ number, asked, answered }), (error: unknown) => {
        if (controller.signal.aborted) return;
        if (!isSql(error)) return setOutcome((before) => failed({ number, asked, error }, before));
        setHistory(history);
        location.replace(addressOfSql(asked.question, asked.database));
      })
      .finally(() => running.current === controller && setBusy(undefined));
    // What was typed as SQL and where it led come back with their address; the list is of questions.
    const plain = { question: asked.question, database: asked.database };
    setHistory([plain, ...history.filter((earlier) => !isSame(earlier, plain))].slice(0, historyMax));
  };
  const teaches = ({ database: name }: Asked) => offer.tools.includes('teach') && offer.databases.some((other) => other.name === name && other.teaches);
  const latest = useRef(perform);
  latest.current = perform;
  const stop = () => {
    running.current?.abort();
    setBusy(undefined);
  };
  /** Back to before anything was asked. */
  const clear = () => {
    stop();
    shown.current = '';
    setQuestion('');
    setOutcome(undefined);
  };

  useEffect(() => {
    const follow = () => {
      const asked = askedIn(location.hash);
      // Whoever comes back from another view finds what was there.
      if (!asked) return viewIn(location.hash) === 'ask' && shown.current !== '' ? clear() : undefined;
      if (addressOf(asked) !== shown.current) latest.current(asked);
    };
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  const ask = (asked: Asked) => {
    if (location.hash === addressOf(asked)) perform(asked);
    else location.hash = addressOf(asked);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (question.trim() !== '') ask({ question: question.trim(), database: chosen });
  };
  return (
    <div class="ask">
      <div class="ask-main">
        <form class="ask-form" onSubmit={submit}>
          <label for="question" class="visually-hidden">Question</label>
          <input id="question" type="text" autocomplete="off" autofocus placeholder="Ask in plain words" value={question} maxLength={8_000} onInput={(event) => setQuestion(event.currentTarget.value)} />
          {offer.databases.length > 1 && (
            <select aria-label="Database" value={chosen} onChange={(event) => setDatabase(event.currentTarget.value)}>
              {offer.databases.map(({ name }) => <option key={name} value={name}>{name}</option>)}
            </select>
          )}
          {/* Two elements: one that became the other would submit the form with the very click that stops. */}
          {busy ? <button key="stop" type="button" class="primary" onClick={stop}>Stop</button> : <button key="ask" type="submit" class="primary">Ask</button>}
        </form>
        <p class="visually-hidden" role="status">{busy ? 'Working' : statusOf(outcome)}</p>
        <div aria-busy={busy !== undefined}>
          {busy && <Running key={addressOf(busy)} what={`“${busy.question}”`} sql={busy.steps === undefined ? busy.sql : undefined} />}
          {outcome?.error !== undefined && <FailureNote error={outcome.error} />}
          {outcome?.answered && <AnswerCard key={outcome.number} asked={outcome.asked} first={outcome.answered} teaches={teaches(outcome.asked)} busy={busy !== undefined} onAsk={ask} />}
          {!outcome && !busy && <Welcome databases={offer.databases} database={chosen} onAsk={ask} />}
        </div>
      </div>
      <aside class="ask-side" aria-label="Schema and history">
        {history.length > 0 && <History history={history} onAsk={ask} onClear={() => setHistory([])} />}
        {chosen !== '' && <SchemaBrowser key={chosen} database={chosen} />}
      </aside>
    </div>
  );
}

/** SQL is run, too, in the view that is made for it. */
function isSql(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'NOT_A_QUESTION';
}

/** SQL that failed stands below its error, where it can be mended. */
function failed(now: Outcome, before: Outcome | undefined): Outcome {
  return now.asked.sql !== undefined && before?.answered && before.asked.question === now.asked.question ? { ...before, error: now.error } : now;
}

/** One line of what came, for whoever hears the page. */
function statusOf(outcome: Outcome | undefined): string {
  if (!outcome) return '';
  if (outcome.error !== undefined || !outcome.answered) return 'That failed';
  const { answer } = outcome.answered;
  if (!isRows(answer)) return answer.reason;
  const count = answer.rows?.length ?? 0;
  return `Answered: ${count}${answer.truncated ? ' and more' : ''} ${count === 1 ? 'row' : 'rows'}`;
}
