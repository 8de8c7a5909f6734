import { useState } from 'preact/hooks';
import type { OkWire } from '../../../src/core/wire.ts';
import { Chart } from './chart.tsx';
import { type ChartKind, chartKind } from './chart-kind.ts';
import { download, toCsv } from './csv.ts';
import { msText, percentText } from './numbers.ts';
import { QuestionWords } from './question-words.tsx';
import { ResultTable } from './result-table.tsx';
import { SqlText } from './sql-text.tsx';
import { stepsOf, Timeline } from './timeline.tsx';

const rungTexts: Readonly<Record<string, string>> = { remembered: 'from memory', instant: 'instant, no model', model: 'by a model', host: 'SQL given' };

/** A proven answer: reading, result, SQL, and how it came about. Used by the page and by the MCP App. */
export function AnswerView({ answer, question, onMore, loadingMore }: { readonly answer: OkWire; readonly question?: string; readonly onMore?: () => void; readonly loadingMore?: boolean }) {
  const kind = answer.rows ? chartKind(answer) : undefined;
  return (
    <div class="answer">
      {question !== undefined && <QuestionWords question={question} answer={answer} />}
      {answer.reading && <p class="reading">{answer.reading}</p>}
      <Facts answer={answer} />
      <Notes answer={answer} />
      {answer.rows && <Result answer={answer} kind={kind} onMore={onMore} loadingMore={loadingMore ?? false} />}
      {answer.sql && <Sql sql={answer.sql} />}
      <Details answer={answer} />
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

function Result({ answer, kind, onMore, loadingMore }: { readonly answer: OkWire; readonly kind: ChartKind | undefined; readonly onMore: (() => void) | undefined; readonly loadingMore: boolean }) {
  const [view, setView] = useState<'chart' | 'table'>(kind ? 'chart' : 'table');
  const shown = kind ? view : 'table';
  const count = answer.rows?.length ?? 0;
  return (
    <section class="result">
      <div class="result-bar">
        <span>
          {count}
          {answer.truncated ? '+' : ''} {count === 1 ? 'row' : 'rows'}
        </span>
        {kind && kind.kind !== 'number' && (
          <div class="switch" role="group" aria-label="Show as">
            <button type="button" aria-pressed={shown === 'chart'} onClick={() => setView('chart')}>Chart</button>
            <button type="button" aria-pressed={shown === 'table'} onClick={() => setView('table')}>Table</button>
          </div>
        )}
        <button type="button" class="quiet" onClick={() => download('answer.csv', toCsv(answer))}>Export CSV</button>
      </div>
      {shown === 'chart' && kind ? <Chart answer={answer} kind={kind} /> : <ResultTable answer={answer} />}
      {answer.truncated && onMore && (
        <button type="button" class="more" disabled={loadingMore} onClick={onMore}>{loadingMore ? 'Loading …' : 'More rows'}</button>
      )}
    </section>
  );
}

function Sql({ sql }: { readonly sql: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(sql).then(() => setCopied(true), () => undefined);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <section class="sql-section">
      <div class="result-bar">
        <h2>SQL</h2>
        <button type="button" class="quiet" onClick={copy}>{copied ? 'Copied' : 'Copy'}</button>
      </div>
      <SqlText sql={sql} />
    </section>
  );
}

function Details({ answer: { timings, proof, as_of: asOf } }: { readonly answer: OkWire }) {
  if (!timings && !proof) return null;
  return (
    <details class="how">
      <summary>How it came about</summary>
      {timings && <Timeline {...stepsOf(timings)} />}
      {proof && (
        <dl class="proof">
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
