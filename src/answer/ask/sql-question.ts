import type { CallOptions } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import { prove } from '../verify/prove.ts';
import type { Services, Target } from '../services.ts';

const openings = /^\s*\(*\s*(select|with|values|table|show|explain|insert\s+into|update|delete\s+from|drop|alter|create|truncate|grant|pragma)\b/i;

/** Whether a "question" is a statement: it opens like one, and the database can bind it or it holds punctuation that only SQL has. */
export async function looksLikeSql(text: string, target: Target, services: Services, call: CallOptions): Promise<boolean> {
  if (!openings.test(text)) return false;
  if (/^\s*(insert\s+into|update\s+\S+\s+set|delete\s+from|drop\s+(table|database|view)|alter\s+table|create\s+(table|view|index)|truncate\s+table|select\s+\*)/i.test(text)) return true;
  return prove(text, target, services, call).then((outcome) => !isRefusal(outcome), () => false);
}
