import { useRef, useState } from 'preact/hooks';
import type { AnswerWire, OfferWire } from '../../../src/core/wire.ts';
import { callTool } from '../shell/api.ts';
import { FailureNote } from '../shell/failure.tsx';
import { useStored } from '../shell/stored.ts';
import { AnswerCard } from './answer-card.tsx';
import { SchemaBrowser } from './schema-browser.tsx';

const historyMax = 30;

interface Asked {
  readonly question: string;
  readonly database: string;
}

/** `number` tells one asking from the next: the rows of both may come from the same moment. */
type Outcome = { readonly number: number; readonly asked: Asked; readonly answer?: AnswerWire; readonly error?: unknown };

/** One question after the other; the last answer on top, what was asked before beside it. */
export function Ask({ offer }: { readonly offer: OfferWire }) {
  const [database, setDatabase] = useStored('nl2sql.database', offer.databases[0]?.name ?? '');
  const [history, setHistory] = useStored<readonly Asked[]>('nl2sql.history', []);
  const [question, setQuestion] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  const [busy, setBusy] = useState(false);
  const running = useRef<AbortController>(undefined);
  const asks = useRef(0);
  const chosen = offer.databases.some(({ name }) => name === database) ? database : (offer.databases[0]?.name ?? '');

  const ask = (asked: Asked) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    asks.current += 1;
    const number = asks.current;
    setBusy(true);
    callTool<AnswerWire>('nl2sql', asked, controller.signal)
      .then((answer) => setOutcome({ number, asked, answer }), (error: unknown) => !controller.signal.aborted && setOutcome({ number, asked, error }))
      .finally(() => running.current === controller && setBusy(false));
    setHistory([asked, ...history.filter((earlier) => earlier.question !== asked.question || earlier.database !== asked.database)].slice(0, historyMax));
  };
  const again = (asked: Asked) => {
    setQuestion(asked.question);
    setDatabase(asked.database);
    ask(asked);
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
          <input id="question" type="text" autocomplete="off" placeholder="Ask in plain words" value={question} maxLength={8_000} onInput={(event) => setQuestion(event.currentTarget.value)} />
          {offer.databases.length > 1 && (
            <select aria-label="Database" value={chosen} onChange={(event) => setDatabase(event.currentTarget.value)}>
              {offer.databases.map(({ name }) => <option key={name} value={name}>{name}</option>)}
            </select>
          )}
          {busy ? <button type="button" class="primary" onClick={() => { running.current?.abort(); setBusy(false); }}>Stop</button> : <button type="submit" class="primary">Ask</button>}
        </form>
        <div aria-live="polite" aria-busy={busy}>
          {outcome?.error !== undefined && <FailureNote error={outcome.error} />}
          {outcome?.answer && <AnswerCard key={outcome.number} asked={outcome.asked} first={outcome.answer} tools={offer.tools} />}
          {!outcome && <Welcome databases={offer.databases} />}
        </div>
      </div>
      <aside class="ask-side" aria-label="Schema and history">
        {history.length > 0 && <History history={history} onAsk={again} onClear={() => setHistory([])} />}
        {chosen !== '' && <SchemaBrowser key={chosen} database={chosen} />}
      </aside>
    </div>
  );
}

function Welcome({ databases }: { readonly databases: OfferWire['databases'] }) {
  if (databases.length === 0) return <p class="welcome">No database is configured yet: start the server with <code>--demo</code>, <code>--dsn URL</code>, or a configuration file.</p>;
  return (
    <p class="welcome">
      Every answer comes with its SQL, proven to only read, and with what the question was taken to mean. The schema shows what can be asked about.
    </p>
  );
}

function History({ history, onAsk, onClear }: { readonly history: readonly Asked[]; readonly onAsk: (asked: Asked) => void; readonly onClear: () => void }) {
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
