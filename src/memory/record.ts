import type { Proposal, Rung } from '../core/answer.ts';
import { questionCharsMax, sqlCharsMax } from '../core/input-limits.ts';

/** Raised when the meaning of a field changes: records of another format are left alone. */
export const recordFormat = 1;
export const everyone = '*';
export const anyGlossary = '*';

/** SQL for a question, as it is kept. Verified ones belong to everyone, others to the principal who supplied them. */
export interface RememberedQuestion {
  readonly format: typeof recordFormat;
  readonly database: string;
  readonly question: string;
  readonly history: readonly string[];
  readonly sql: string;
  readonly reading: string;
  readonly assumptions: readonly string[];
  readonly confidence: number;
  readonly origin: Rung;
  readonly verified: boolean;
  readonly owner: string;
  /** The principal who supplied it, where that is not the owner. */
  readonly by?: string;
  /** Empty where verified: the SQL is proven anew under the policy of whoever asks. */
  readonly policy: string;
  /** Set where the question names a time relative to this day and the SQL does not read the clock itself. */
  readonly day: string;
  /** Fingerprint of the whole schema; an unverified answer holds only while nothing changed. */
  readonly catalog: string;
  /** The tables that the SQL reads and their mark; a verified answer holds while these are the same. */
  readonly tables: readonly string[];
  readonly tablesMark: string;
  /** Fingerprint of the glossary's terms that stand in the question; `anyGlossary` where it was written with all of them in view. */
  readonly glossary: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** From the text of a store, or undefined where it is damaged, of another format, or longer than any that is kept. */
export function parseRecord(text: string): RememberedQuestion | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && isShort(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const texts = ['database', 'question', 'sql', 'reading', 'owner', 'policy', 'day', 'catalog', 'tablesMark', 'glossary', 'origin'] as const;
const lists = ['history', 'assumptions', 'tables'] as const;

function isRecord(value: unknown): value is RememberedQuestion {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Record<string, unknown>;
  return (
    fields['format'] === recordFormat &&
    typeof fields['verified'] === 'boolean' &&
    typeof fields['confidence'] === 'number' &&
    typeof fields['at'] === 'number' &&
    (fields['by'] === undefined || typeof fields['by'] === 'string') &&
    texts.every((name) => typeof fields[name] === 'string') &&
    lists.every((name) => Array.isArray(fields[name]) && fields[name].every((item) => typeof item === 'string'))
  );
}

/** A question is read word by word whenever it is compared with another. */
function isShort({ question, history, sql }: RememberedQuestion): boolean {
  return history.reduce((sum, text) => sum + text.length, question.length) <= questionCharsMax && sql.length <= sqlCharsMax;
}

export function toProposal(record: RememberedQuestion, sql = record.sql): Proposal {
  const { confidence, verified, reading, assumptions } = record;
  return { sql, rung: 'remembered', confidence, verified, reading, assumptions };
}
