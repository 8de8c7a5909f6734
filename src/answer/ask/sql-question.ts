import { toFailure } from '../../core/errors.ts';
import type { CallOptions } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import type { Target } from '../target/target.ts';

const openings = /^\s*\(*\s*(select|with|values|table|show|explain|insert\s+into|update|delete\s+from|drop|alter|create|truncate|grant|pragma)\b/i;
const unmistakable = /^\s*(insert\s+into|update\s+\S+\s+set|delete\s+from|drop\s+(table|database|view)|alter\s+table|create\s+(table|view|index)|truncate\s+table|select\s+\*)/i;
/** Nobody writes these two in capitals within a question. */
const shouted = /^\s*SELECT\s[\s\S]*\sFROM\s/;

/**
 * Whether a "question" is a statement: it opens like one, and the database can bind it or misses no more than a column, or it holds what only SQL has.
 * A table that is missing proves nothing: "select customers from Germany" parses.
 */
export async function looksLikeSql(text: string, { prover }: Pick<Target, 'prover'>, call: CallOptions): Promise<boolean> {
  if (!openings.test(text)) return false;
  if (unmistakable.test(text) || shouted.test(text)) return true;
  return prover.prove(text, call).then((outcome) => !isRefusal(outcome), (error: unknown) => toFailure(error).code === 'UNKNOWN_COLUMN');
}
