import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AnswerWire } from '../../src/core/wire.ts';
import { AnswerView } from './answer/answer-view.tsx';
import type { Delivery } from './answer/delivery.ts';
import { isRows, joined } from './answer/joined.ts';
import { Readings } from './answer/readings.tsx';
import { connect, type Handlers, type Host, type HostContext, type ToolResult } from './app/bridge.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/answer.css';

/** The answer of one tool call, shown by a host beside the conversation. */
function App() {
  const [answer, setAnswer] = useState<AnswerWire>();
  const [question, setQuestion] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [host, setHost] = useState<Host>();
  const [said, setSaid] = useState(false);

  useEffect(() => {
    const handlers: Handlers = {
      onContext: follow,
      onInput: (input) => setQuestion(typeof input['question'] === 'string' ? input['question'] : undefined),
      onResult: (result) => {
        // The structured content of our own tools.
        if (result.isError) setProblem('The question could not be answered; the conversation says why.');
        else setAnswer(wholeAnswer(result));
      },
    };
    connect(handlers).then(setHost, (error: unknown) => setProblem(String(error)));
  }, []);

  const more = () => {
    if (!answer || !isRows(answer) || !host) return;
    host.callTool('run_sql', { sql: answer.sql, database: answer.database, cursor: answer.next_cursor }).then((result) => {
      const next = wholeAnswer(result);
      if (isRows(next)) setAnswer(joined(answer, next));
    }, () => undefined);
  };

  /** In the conversation, where its model goes on with it; a host that takes no messages has the SQL run here. */
  const choose = (sql: string, reading: string) => {
    setSaid(true);
    if (host?.say) host.say(`I mean: ${reading}`).catch(() => setSaid(false));
    else host?.callTool('run_sql', { sql, question }).then(({ structuredContent }) => setAnswer(structuredContent as AnswerWire), () => setSaid(false));
  };

  if (problem !== undefined) return <p class="empty">{problem}</p>;
  if (!answer) return <p class="empty" role="status">Waiting for the answer …</p>;
  if (isRows(answer)) return <AnswerView answer={answer} question={question} onMore={more} deliver={deliveryOf(host)} />;
  // The host's model writes the SQL now; its answer is a view of its own.
  if (answer.status === 'needs_sql') return null;
  if (answer.status === 'refused') return <p class="empty">{answer.reason}</p>;
  return (
    <section class="choices">
      <h2>Which one is meant?</h2>
      <Readings readings={answer.readings ?? []} onChoose={choose} busy={said} />
    </section>
  );
}

/** A frame has neither downloads nor the clipboard but by its host, and little room. */
function deliveryOf(host: Host | undefined): Delivery {
  return {
    ...(host?.keepFile ? { file: (name, text) => void host.keepFile?.(name, text).catch(() => undefined) } : {}),
    ...(host?.copies ? { copy: (text) => navigator.clipboard.writeText(text) } : {}),
    unfolds: false,
  };
}

function follow({ theme, styles, containerDimensions }: HostContext): void {
  const { height, maxHeight = height } = containerDimensions ?? {};
  if (maxHeight !== undefined) document.documentElement.style.setProperty('--height-max', `${maxHeight}px`);
  if (theme) document.documentElement.dataset['theme'] = theme;
  for (const [name, value] of Object.entries(styles?.variables ?? {})) if (value !== undefined) document.documentElement.style.setProperty(name, value);
}

const root = document.getElementById('root');
if (root) render(<App />, root);

/** What the model reads of our own tools' replies, with what stands beside it for the view. */
function wholeAnswer({ structuredContent, _meta: meta }: ToolResult): AnswerWire {
  return { ...(structuredContent as object), ...(meta?.['nl2sql/details'] as object | undefined) } as AnswerWire;
}
