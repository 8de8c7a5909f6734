import type { Answer, OkAnswer } from '../../core/answer.ts';
import { inCommands } from '../in-commands.ts';
import { textTable } from '../table.ts';
import { offerLines, offersOf } from './readings.ts';

export interface AnswerTextOptions {
  /** Whether what a hand-off says to whoever writes the SQL is shown: tables, values, joins. */
  readonly context: boolean;
}

/** An answer for a person: rows where there are any, else one line of reason and what can be done. */
export function answerText(answer: Answer, { context }: AnswerTextOptions): string {
  switch (answer.status) {
    case 'ok':
      return rowsText(answer);
    case 'needs_sql':
    case 'choices': {
      const offers = offersOf(answer);
      const reason = offers.length > 0 ? `Not sure (${withoutReadings(answer.reason, offers)}). What may be meant:` : `No answer: ${answer.reason}.`;
      const lines = [reason, ...offerLines(offers, answer.reason)];
      return [...lines, ...(context && answer.status === 'needs_sql' ? ['', answer.context] : [])].join('\n');
    }
    case 'refused':
      return [`Refused: ${answer.reason}`, ...answer.hints.map((hint) => `  ${inCommands(hint)}`)].join('\n');
  }
}

/** A reason that lists the readings is told without them where they are listed below it. */
function withoutReadings(reason: string, [first]: readonly { readonly reading: string }[]): string {
  const at = first ? reason.indexOf(`: 1. ${first.reading.slice(0, readingStart)}`) : -1;
  return at < 0 ? reason : reason.slice(0, at);
}

/** Enough to tell a reading by, also where the reason was cut. */
const readingStart = 40;

function rowsText(answer: OkAnswer): string {
  const { proposal, rows, columns, truncated, warnings, notice, timings, exported } = answer;
  const notes = [...proposal.assumptions, ...warnings, ...(notice === undefined ? [] : [inCommands(notice)])].map((note) => `note: ${note}`);
  const count = `${rows.length}${truncated ? '+' : ''} ${rows.length === 1 && !truncated ? 'row' : 'rows'}`;
  const sureness = proposal.rung === 'host' ? '' : ` · confidence ${proposal.confidence.toFixed(2)}`;
  const source = `${proposal.rung === 'host' ? 'proven' : proposal.rung}${sureness} · ${(timings['total'] ?? 0).toFixed(1)} ms`;
  const head = proposal.reading === '' ? [] : [proposal.reading];
  if (exported) return [...head, proposal.sql, '', `${exported.rows}${truncated ? '+' : ''} rows, ${exported.bytes} bytes in ${exported.uri} · ${source}`, ...notes].join('\n');
  return [...head, proposal.sql, '', textTable(columns.map(({ name }) => name), rows), '', `${count} · ${source}`, ...notes].join('\n');
}

/** Why the answer is what it is: what the words were taken for, what was assumed, and what the proof says. */
export function explanationOf({ proposal, proof, cache, timings }: OkAnswer, question: string): string {
  const words = (proposal.spans ?? []).map(({ start, end, kind, what }) => `  "${question.slice(start, end)}" → ${kind} ${what}`);
  const steps = Object.entries(timings).filter(([step]) => step !== 'total').map(([step, ms]) => `${step} ${ms.toFixed(1)} ms`);
  return [
    `reading: ${proposal.reading === '' ? 'SQL as it was typed' : proposal.reading}`,
    ...(words.length > 0 ? ['words:', ...words] : []),
    ...proposal.assumptions.map((assumption) => `assumed: ${assumption}`),
    `proof: ${proof.statement}, reads only; tables ${proof.tables.join(', ') || 'none'}${proof.estimatedRows === undefined ? '' : `; about ${proof.estimatedRows} rows expected`}`,
    `cache: ${cache}; ${steps.join(', ')}`,
  ].join('\n');
}
