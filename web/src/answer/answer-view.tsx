import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { OkWire } from '../../../src/core/wire.ts';
import { Chart } from './chart.tsx';
import { type ChartKind, chartKind } from './chart-kind.ts';
import { toCsv } from './csv.ts';
import { type Delivery, inBrowser } from './delivery.ts';
import { msText, percentText } from './numbers.ts';
import { QuestionWords, type QuestionWordsProps } from './question-words.tsx';
import { ResultTable } from './result-table.tsx';
import { SqlText } from './sql-text.tsx';
import { stepsOf, Timeline } from './timeline.tsx';

const rungTexts: Readonly<Record<string, string>> = { remembered: 'from memory', instant: 'instant, no model', model: 'by a model', host: 'proven SQL' };

interface AnswerViewProps {
  readonly answer: OkWire;
  readonly question?: string | undefined;
  /** The shortest words for what is shown; without them, its reading. */
  readonly title?: string | undefined;
  readonly ways?: QuestionWordsProps['ways'];
  readonly onMore?: () => void;
  readonly loadingMore?: boolean;
  readonly deliver?: Delivery;
  /** Where the SQL stands beside the answer already. */
  readonly hidesSql?: boolean;
  /** What stands under the result: where it leads. */
  readonly children?: ComponentChildren;
}

/** A proven answer: the result first, what it is, what the words were taken for, the SQL, and how it came about. Used by the page and by the MCP App. */
export function AnswerView({ answer, question, title, ways, onMore, loadingMore = false, deliver = inBrowser, hidesSql = false, children }: AnswerViewProps) {
  const kind = answer.rows ? chartKind(answer) : undefined;
  const short = title ?? answer.reading;
  return (
    <div class="answer">
      {answer.rows && <Result answer={answer} kind={kind} onMore={onMore} loadingMore={loadingMore} deliver={deliver} />}
      {short && <p class={title === undefined ? 'reading' : 'reading title'}>{short}</p>}
      {children}
      {question !== undefined && <QuestionWords question={question} answer={answer} ways={ways} />}
      <Facts answer={answer} />
      <Notes answer={answer} />
      {answer.sql && !hidesSql && <Sql sql={answer.sql} deliver={deliver} />}
      <Details answer={answer} isTitled={title !== undefined} />
    </div>
  );
}

function Facts({ answer }: { readonly answer: OkWire }) {
  const total = answer.timings?.['total_ms'];
  const { confidence } = answer;
  return (
    <ul class="facts" aria-label="About this answer">
      {confidence !== undefined && answer.rung !== 'host' && (
        <li class={confidence >= 0.85 ? 'good' : 'doubt'}>
          <meter min={0} max={1} low={0.6} high={0.85} optimum={1} value={confidence} aria-label="Confidence" /> {percentText(confidence)} sure
        </li>
      )}
      {answer.rung && <li>{rungTexts[answer.rung] ?? answer.rung}</li>}
      {answer.verified && <li class="good">verified</li>}
      {answer.cache && answer.cache !== 'none' && <li>cached rows</li>}
      {total !== undefined && <li>{msText(total)}</li>}
      {answer.database && <li>{answer.database}</li>}
    </ul>
  );
}

function Notes({ answer: { assumptions = [], warnings = [] } }: { readonly answer: OkWire }) {
  if (assumptions.length + warnings.length === 0) return null;
  return (
    <ul class="notes">
      {warnings.map((text) => <li key={text} class="warning">{text}</li>)}
      {assumptions.map((text) => <li key={text}>Assumed: {text}</li>)}
    </ul>
  );
}

function Result({ answer, kind, onMore, loadingMore, deliver }: { readonly answer: OkWire; readonly kind: ChartKind | undefined; readonly onMore: (() => void) | undefined; readonly loadingMore: boolean; readonly deliver: Delivery }) {
  const [view, setView] = useState<'chart' | 'table'>(kind ? 'chart' : 'table');
  const shown = kind ? view : 'table';
  const count = answer.rows?.length ?? 0;
  if (kind?.kind === 'number') return <section class="result"><Chart answer={answer} kind={kind} /></section>;
  return (
    <section class="result">
      <div class="result-bar">
        <span>
          {count}
          {answer.truncated ? '+' : ''} {count === 1 ? 'row' : 'rows'}
        </span>
        {kind && (
          <div class="switch" role="group" aria-label="Show as">
            <button type="button" aria-pressed={shown === 'chart'} onClick={() => setView('chart')}>Chart</button>
            <button type="button" aria-pressed={shown === 'table'} onClick={() => setView('table')}>Table</button>
          </div>
        )}
        {deliver.file && <button type="button" class="quiet" onClick={() => deliver.file?.('answer.csv', toCsv(answer))}>Export CSV</button>}
      </div>
      {shown === 'chart' && kind ? <Chart answer={answer} kind={kind} /> : <ResultTable answer={answer} />}
      {answer.truncated && onMore && (
        <button type="button" class="more" disabled={loadingMore} onClick={onMore}>{loadingMore ? 'Loading …' : 'More rows'}</button>
      )}
    </section>
  );
}

function Sql({ sql, deliver }: { readonly sql: string; readonly deliver: Delivery }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    deliver.copy?.(sql).then(() => setCopied(true), () => undefined);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <details class="how" open={deliver.unfolds}>
      <summary>SQL</summary>
      <div class="sql-section">
        <SqlText sql={sql} />
        {deliver.copy && <button type="button" class="quiet copy" onClick={copy}>{copied ? 'Copied' : 'Copy'}</button>}
      </div>
    </details>
  );
}

function Details({ answer: { timings, proof, reading, as_of: asOf }, isTitled }: { readonly answer: OkWire; readonly isTitled: boolean }) {
  if (!timings && !proof) return null;
  return (
    <details class="how">
      <summary>How it came about</summary>
      {timings && <Timeline {...stepsOf(timings)} />}
      {proof && (
        <dl class="proof">
          {isTitled && reading && <div><dt>Reads as</dt><dd>{reading}</dd></div>}
          <div><dt>Proven</dt><dd>reads only</dd></div>
          {proof.tables && <div><dt>Tables</dt><dd>{proof.tables.join(', ')}</dd></div>}
          {proof.columns_read && <div><dt>Columns</dt><dd>{proof.columns_read.join(', ')}</dd></div>}
          {proof.functions && <div><dt>Functions</dt><dd>{proof.functions.join(', ')}</dd></div>}
          {proof.estimated_rows !== undefined && <div><dt>Estimate</dt><dd>{proof.estimated_rows} rows</dd></div>}
          {asOf && <div><dt>As of</dt><dd>{new Date(asOf).toLocaleString()}</dd></div>}
        </dl>
      )}
    </details>
  );
}
