import type { Question } from '../core/question.ts';
import type { Services } from './services.ts';
import type { Recollection } from './source.ts';

const examplesMax = 3;
const hintCharsMax = 900;

/** What memory tells whoever writes the SQL: the terms of the house that bear on the question, and similar verified questions. */
export async function hintsFor(question: Question, { glossary }: Recollection, services: Services, signal: AbortSignal | undefined): Promise<string[]> {
  const examples = await services.examples.similar(question, examplesMax, signal ?? new AbortController().signal);
  return [listed('terms', glossary.lines(question.text)), listed('similar questions', examples.map((example) => `${example.question} => ${example.sql}`))].filter((hint) => hint !== '');
}

function listed(title: string, lines: readonly string[]): string {
  const kept: string[] = [];
  let chars = 0;
  for (const line of lines) {
    chars += line.length + 2;
    if (chars > hintCharsMax) break;
    kept.push(line);
  }
  return kept.length === 0 ? '' : `${title}: ${kept.join('; ')}`;
}
