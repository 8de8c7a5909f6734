import { useEffect, useRef, useState } from 'preact/hooks';
import type { AnswerWire, OfferWire } from '../../../src/core/wire.ts';
import { AnswerView } from '../answer/answer-view.tsx';
import { isRows, joined } from '../answer/joined.ts';
import { callTool } from '../shell/api.ts';
import { Running } from '../ask/running.tsx';
import { DatabaseChoice } from '../shell/database-choice.tsx';
import { FailureNote } from '../shell/failure.tsx';
import { useAddress } from '../shell/address.ts';
import { useStored } from '../shell/stored.ts';
import { SqlEditor } from './sql-editor.tsx';

const historyMax = 30;
const shownMax = 10;

export function sqlHistoryKey(principal: string): string {
  return `nl2sql.sql.${principal}`;
}

export function addressOfSql(sql: string, database: string): string {
  return `#sql?${new URLSearchParams({ in: database, sql }).toString()}`;
}

/** SQL of one's own, its result beside it; every statement has an address. */
export function SqlView({ offer }: { readonly offer: OfferWire }) {
  const [address, go] = useAddress('sql');
  const [history, setHistory] = useStored<readonly string[]>(sqlHistoryKey(offer.principal), []);
  const [answer, setAnswer] = useState<AnswerWire>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const running = useRef<AbortController>(undefined);
  const name = address.get('in') ?? offer.databases[0]?.name ?? '';
  const database = offer.databases.find((other) => other.name === name);
  const sql = address.get('sql') ?? '';

  const perform = (statement: string, cursor?: string) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setBusy(true);
    setError(undefined);
    callTool<AnswerWire>('run_sql', { database: name, sql: statement, ...(cursor === undefined ? {} : { cursor }) }, controller.signal)
      .then((next) => setAnswer((before) => (cursor !== undefined && before && isRows(before) && isRows(next) ? joined(before, next) : next)), (problem: unknown) => !controller.signal.aborted && setError(problem))
      .finally(() => running.current === controller && setBusy(false));
  };
  useEffect(() => {
    if (sql !== '') perform(sql);
  }, [sql, name]);

  const run = (statement: string) => {
    setHistory([statement, ...history.filter((earlier) => earlier !== statement)].slice(0, historyMax));
    if (statement === sql) perform(statement);
    else go({ in: name, sql: statement });
  };
  const more = () => answer && isRows(answer) && perform(answer.sql, answer.next_cursor);

  return (
    <div class="sql-view">
      <section class="card">
        <h2>SQL</h2>
        <DatabaseChoice offer={offer} chosen={name} onChoose={(other) => go({ in: other })} />
        {error !== undefined && <FailureNote error={error} />}
        {answer?.status === 'refused' && error === undefined && <div class="failure" role="alert"><strong>{answer.reason}</strong>{(answer.hints ?? []).map((hint) => <p key={hint}>{hint}</p>)}</div>}
        <SqlEditor key={`${name}\n${sql}`} initial={sql} label="It is proven to be read-only before it runs" action={busy ? 'Running …' : 'Prove and run'} busy={busy} database={database} onRun={run} />
        {history.length > 0 && (
          <details class="how">
            <summary>Run before</summary>
            <ul class="history sql-history">
              {history.slice(0, shownMax).map((statement) => <li key={statement}><button type="button" title={statement} onClick={() => run(statement)}><code>{statement}</code></button></li>)}
            </ul>
            <button type="button" class="quiet" onClick={() => setHistory([])}>Forget all</button>
          </details>
        )}
      </section>
      <section class="card" aria-busy={busy} aria-label="Result of the SQL">
        {busy && <><button type="button" onClick={() => { running.current?.abort(); setBusy(false); }}>Stop</button><Running what="the statement" /></>}
        {answer && isRows(answer) ? <AnswerView key={answer.sql} answer={answer} onMore={more} loadingMore={busy} hidesSql /> : <p class="empty">Rows will appear here.</p>}
      </section>
    </div>
  );
}
