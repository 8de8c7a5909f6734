import type { AnswerWire, OkWire } from '../../../src/core/wire.ts';

/** The rows of both pages, going on from the second. */
export function joined(first: OkWire, second: OkWire): OkWire {
  const rows = [...(first.rows ?? []), ...(second.rows ?? [])];
  const { next_cursor: _, ...kept } = first;
  return { ...kept, rows, row_count: rows.length, truncated: second.truncated ?? false, ...(second.next_cursor ? { next_cursor: second.next_cursor } : {}) };
}

/** Whether the answer has rows to show, sure of them or not. */
export function isRows(answer: AnswerWire): answer is OkWire {
  return answer.status === 'ok' || answer.status === 'check';
}
