import { ask } from '../answer/ask/ladder.ts';
import { answerToWire } from '../answer/wire.ts';
import type { Answer } from '../core/answer.ts';
import { Failure } from '../core/errors.ts';
import { localPrincipal } from '../core/question.ts';
import { compose } from '../compose.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';
import { textTable } from './table.ts';

/** Asks one question and prints the answer; exit code 0 with rows, 3 where no rung could answer or the SQL was refused. */
export async function askCommand(options: Options, positionals: readonly string[]): Promise<number> {
  const question = positionals.join(' ');
  if (question.trim() === '') throw new Failure('BAD_ARGUMENT', 'there is no question', { hints: ['nl2sql-mcp ask "How many customers are there?" --demo'] });
  const services = await compose(await configure(options), { careful: options.careful ?? false });
  try {
    const answer = await ask({ question, principal: localPrincipal, ...(options.database === undefined ? {} : { database: options.database }) }, services);
    process.stdout.write(`${options.json ? JSON.stringify(answerToWire(answer)) : answerText(answer)}\n`);
    return answer.status === 'ok' ? 0 : 3;
  } finally {
    await services.close();
  }
}

export function answerText(answer: Answer): string {
  const total = `${(answer.timings['total'] ?? 0).toFixed(1)} ms`;
  switch (answer.status) {
    case 'ok': {
      const { proposal, rows, columns, truncated, warnings, notice } = answer;
      const notes = [...proposal.assumptions, ...warnings, ...(notice ? [notice] : [])].map((note) => `note: ${note}`);
      const count = `${rows.length}${truncated ? '+' : ''} ${rows.length === 1 ? 'row' : 'rows'}`;
      return [proposal.reading, proposal.sql, '', textTable(columns.map((column) => column.name), rows), '', `${count} · ${proposal.rung} · confidence ${proposal.confidence.toFixed(2)} · ${total}`, ...notes].join('\n');
    }
    case 'needs_sql':
      return [`No confident answer: ${answer.reason}.`, ...answer.drafts.map((draft) => `draft (${draft.confidence.toFixed(2)}): ${draft.sql}`), '', answer.context].join('\n');
    case 'choices':
      return [`${answer.reason}:`, ...answer.readings.map((reading, index) => `${index + 1}. ${reading.reading}\n   ${reading.sql}`)].join('\n');
    case 'refused':
      return [`Refused: ${answer.reason}`, ...answer.hints].join('\n');
  }
}
