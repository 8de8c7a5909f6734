import type { AnswerWire, OnwardWire } from '../../../src/core/wire.ts';
import { isRows } from '../answer/joined.ts';
import { api, callTool } from '../shell/api.ts';
import type { Asked } from './asked.ts';

export interface Answered {
  readonly answer: AnswerWire;
  /** Where the steps of the address led; of an answer without steps it is asked for afterwards. */
  readonly onward?: OnwardWire;
}

/** What an address asks for: a question, SQL for it, or the steps from there. What steps give is nobody's answer to the question, and is not remembered as such. */
export async function answerTo({ question, database, sql, steps = [] }: Asked, signal: AbortSignal): Promise<Answered> {
  if (sql === undefined) return { answer: await callTool<AnswerWire>('nl2sql', { question, database }, signal) };
  if (steps.length === 0) return { answer: await callTool<AnswerWire>('run_sql', { question, database, sql }, signal) };
  const onward = await onwardFrom({ question, database, sql, steps }, signal);
  const answer = await callTool<AnswerWire>('run_sql', { database, sql: onward.sql }, signal);
  return { answer: isRows(answer) && onward.reading !== undefined ? { ...answer, reading: onward.reading } : answer, onward };
}

export function onwardFrom(asked: Asked & { readonly sql: string }, signal: AbortSignal): Promise<OnwardWire> {
  return api<OnwardWire>('POST', 'api/onward', asked, signal);
}
