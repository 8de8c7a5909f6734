import { namedTool, ownValues, runNamed, type WrittenTool, writtenTools } from '../answer/ask/named-tools.ts';
import { recollect } from '../answer/ask/recollection.ts';
import { questionOf } from '../answer/ask/requests.ts';
import type { Services } from '../answer/services.ts';
import type { Answer, OkAnswer } from '../core/answer.ts';
import { toFailure } from '../core/errors.ts';
import type { Principal } from '../core/question.ts';
import { sameRows } from './compare.ts';
import { orderMatters } from './order.ts';

/** What became of a tool of the knowledge file; `reason` says what no longer holds. */
export interface ToolVerdict {
  readonly name: string;
  readonly database: string;
  readonly parameters: readonly string[];
  readonly rows?: number;
  readonly ms: number;
  readonly reason?: string;
}

/** Proves every named tool again, runs it with the values of its own question, and holds what it gives against what was written down. */
export async function checkTools(principal: Principal, services: Services, database?: string): Promise<readonly ToolVerdict[]> {
  const verdicts: ToolVerdict[] = [];
  for (const written of await writtenTools(services)) if (database === undefined || written.target.name === database) verdicts.push(await checkTool(written, principal, services));
  return verdicts;
}

async function checkTool({ entry, target }: WrittenTool, principal: Principal, services: Services): Promise<ToolVerdict> {
  const startedMs = services.clock.monotonicMs();
  const about = { name: entry.name, database: target.name, parameters: entry.parameters ?? [] };
  try {
    const tool = await namedTool(entry, target, principal);
    const answer = await runNamed(tool, { values: ownValues(tool), maxAge: 0, principal }, services);
    const parameters = tool.parameters.map(({ name }) => name);
    const reason = answer.status === 'ok' ? (unexpected(answer, entry) ?? (await askedOtherwise({ entry, target }, principal, services))) : whyNot(answer);
    return { ...about, parameters, ...(answer.status === 'ok' ? { rows: answer.rows.length } : {}), ms: services.clock.monotonicMs() - startedMs, ...(reason === undefined ? {} : { reason }) };
  } catch (error) {
    const { message, hints } = toFailure(error);
    return { ...about, ms: services.clock.monotonicMs() - startedMs, reason: [message, ...hints].join('. ') };
  }
}

function unexpected({ columns, rows }: OkAnswer, { expect = {}, sql }: WrittenTool['entry']): string | undefined {
  const names = columns.map(({ name }) => name);
  if (expect.columns && JSON.stringify(names) !== JSON.stringify(expect.columns)) return `its columns are ${names.join(', ')}, not ${expect.columns.join(', ')}`;
  if (!expect.rows || sameRows(expect.rows, rows, { ordered: orderMatters(sql), loose: true, columns: 'perm' })) return undefined;
  return `its ${rows.length} rows are not the ${expect.rows.length} that are expected`;
}

/** Another verified answer may have taken the place of the tool's for its question. */
async function askedOtherwise({ entry, target }: WrittenTool, principal: Principal, services: Services): Promise<string | undefined> {
  const { memory, scope, glossary } = await recollect(target, principal, await target.knowledge.get(), services);
  const recall = memory.remembered.find(questionOf({ principal }, entry.question, target), scope, glossary);
  return recall?.proposal.verified && !memory.remembered.sameSql(recall.proposal.sql, entry.sql, scope) ? `another verified answer goes to its question: ${recall.proposal.sql}` : undefined;
}

function whyNot(answer: Answer): string {
  return answer.status === 'refused' ? [answer.reason, ...answer.hints].join('. ') : `it ends with ${answer.status}`;
}
