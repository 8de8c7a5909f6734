import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AnswerWire, OkWire } from '../../src/core/wire.ts';
import { AnswerView } from './answer/answer-view.tsx';
import { joined } from './answer/joined.ts';
import { connect, type Handlers, type Host, type HostContext } from './app/bridge.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/answer.css';

/** The answer of one tool call, shown by a host beside the conversation. */
function App() {
  const [answer, setAnswer] = useState<AnswerWire>();
  const [question, setQuestion] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [host, setHost] = useState<Host>();

  useEffect(() => {
    const handlers: Handlers = {
      onContext: follow,
      onInput: (input) => setQuestion(typeof input['question'] === 'string' ? input['question'] : undefined),
      onResult: (result) => {
        // The structured content of our own tools.
        if (result.isError) setProblem('The question could not be answered; the conversation says why.');
        else setAnswer({ ...(result.structuredContent as AnswerWire), ...spansIn(result['_meta']) });
      },
    };
    connect(handlers).then(setHost, (error: unknown) => setProblem(String(error)));
  }, []);

  const more = () => {
    if (answer?.status !== 'ok' || !host) return;
    host.callTool('run_sql', { sql: answer.sql, database: answer.database, cursor: answer.next_cursor }).then(({ structuredContent }) => {
      const next = structuredContent as AnswerWire;
      if (next.status === 'ok') setAnswer(joined(answer, next));
    }, () => undefined);
  };

  if (problem !== undefined) return <p class="empty">{problem}</p>;
  if (!answer) return <p class="empty" role="status">Waiting for the answer …</p>;
  if (answer.status === 'ok') return <AnswerView answer={answer} question={question} onMore={more} />;
  return <p class="empty">{answer.reason}</p>;
}

function follow({ theme, styles }: HostContext): void {
  if (theme) document.documentElement.dataset['theme'] = theme;
  for (const [name, value] of Object.entries(styles?.variables ?? {})) if (value !== undefined) document.documentElement.style.setProperty(name, value);
}

const root = document.getElementById('root');
if (root) render(<App />, root);

/** What our server tells the view beside the answer. */
function spansIn(meta: Readonly<Record<string, unknown>> | undefined): Pick<OkWire, 'spans'> {
  const spans = meta?.['nl2sql/spans'];
  return Array.isArray(spans) ? { spans: spans as NonNullable<OkWire['spans']> } : {};
}
