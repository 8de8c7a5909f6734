import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Failure } from '../core/errors.ts';

/** One line of a questions file; whatever else stands in it is not looked at. */
const questionSchema = z.object({
  id: z.string().min(1),
  db_id: z.string().min(1),
  question: z.string().min(1),
  history: z.array(z.string()).default([]),
  /** Null where there is none, as for a question that must be refused. */
  gold_sql: z.string().nullish(),
  alt_sql: z.array(z.string()).nullish(),
  hardness: z.string().default(''),
  label_check: z.string().nullish(),
  answerable: z.boolean().optional(),
});

export type EvaluationQuestion = z.infer<typeof questionSchema>;

const example = '{"id": "q1", "db_id": "shop", "question": "How many orders?", "gold_sql": "SELECT COUNT(*) FROM orders"}';
const remedy = `One JSON object a line, such as ${example}; gold_sql may be null, and "answerable": false marks what must be refused.`;

/** Fails naming the file and the line that can't be read, and what one should look like. */
export function readQuestions(file: string): EvaluationQuestion[] {
  if (!existsSync(file)) throw new Failure('BAD_CONFIG', `the questions file ${file} does not exist`);
  const lines = readFileSync(file, 'utf8').split('\n').map((text, index) => ({ text, place: `${file}, line ${index + 1}` }));
  return lines.filter(({ text }) => text.trim() !== '').map(({ text, place }) => parseQuestion(text, place));
}

function parseQuestion(text: string, place: string): EvaluationQuestion {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new Failure('BAD_CONFIG', `${place} is not JSON: ${error instanceof Error ? error.message : String(error)}`, { hints: [remedy], cause: error });
  }
  const parsed = questionSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || 'the line'}: ${issue.message}`);
  throw new Failure('BAD_CONFIG', `${place}: ${problems.join('; ')}`, { hints: [remedy] });
}
