import { useEffect, useState } from 'preact/hooks';
import type { InboxWire, OfferWire } from '../../../src/core/wire.ts';
import { addressOf } from '../ask/asked.ts';
import { useAddress } from '../shell/address.ts';
import { api } from '../shell/api.ts';
import { DatabaseChoice } from '../shell/database-choice.tsx';
import { FailureNote } from '../shell/failure.tsx';

/** Questions that nothing could answer, for those who may teach: each opens as it was asked, with its readings and SQL to be run and accepted. */
export function Inbox({ offer }: { readonly offer: OfferWire }) {
  const [address, go] = useAddress('inbox');
  const [inbox, setInbox] = useState<InboxWire>();
  const [error, setError] = useState<unknown>();
  const databases = offer.databases.filter(({ teaches }) => teaches);
  const database = address.get('in') ?? (databases[0] ?? offer.databases[0])?.name ?? '';

  const load = (dismiss?: string) => {
    const controller = new AbortController();
    setError(undefined);
    api<InboxWire>('POST', 'api/inbox', { database, ...(dismiss === undefined ? {} : { dismiss }) }, controller.signal).then(setInbox, (problem: unknown) => !controller.signal.aborted && setError(problem));
    return () => controller.abort();
  };
  useEffect(() => load(), [database]);

  return (
    <section class="card inbox">
      <h2>Not answered yet</h2>
      <DatabaseChoice offer={{ ...offer, databases }} chosen={database} onChoose={(name) => go({ in: name })} />
      {error !== undefined && <FailureNote error={error} />}
      {inbox && <Questions inbox={inbox} onDismiss={load} />}
    </section>
  );
}

function Questions({ inbox: { database, questions, total }, onDismiss }: { readonly inbox: InboxWire; readonly onDismiss: (question: string) => void }) {
  if (questions.length === 0) return <p class="empty">Nothing went unanswered. Questions that nobody here could answer will appear here, the most asked first.</p>;
  return (
    <>
      <p class="empty">
        Open one, take a reading or write its SQL, and accept what it gives: from then on the question is answered.
        {questions.some(({ question }) => isRedacted(question)) && ' Values were not kept: put one in for ? and ask again.'}
      </p>
      <ul class="inbox-questions">
        {questions.map(({ question, reason, count, asked_at }) => (
          <li key={question}>
            <a href={addressOf({ question, database })}>{question}</a>
            <button type="button" class="quiet" aria-label={`Dismiss: ${question}`} onClick={() => onDismiss(question)}>Dismiss</button>
            <small>{count === 1 ? 'once' : `${count} times`}, last on <time dateTime={asked_at}>{new Date(asked_at).toLocaleDateString()}</time>{reason && `: ${reason}`}</small>
          </li>
        ))}
      </ul>
      {questions.length < total && <p class="count">{questions.length} of {total} questions</p>}
    </>
  );
}

/** Its own mark ends a question; any other stands for what was left out. */
function isRedacted(question: string): boolean {
  return /\?(?=.)/.test(question);
}
