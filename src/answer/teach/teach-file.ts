import { Failure } from '../../core/errors.ts';
import { isRefusal } from '../../core/proof.ts';
import { withEntry } from '../../memory/knowledge-file.ts';
import type { KnowledgeSource } from '../../memory/knowledge-source.ts';
import { normaliseQuestion } from '../../memory/question-key.ts';
import { targetOf, type Targets } from '../target/target.ts';
import { type TeachRequest, withoutMeaning } from './teach.ts';

/** Writes a verified question or a synonym into the knowledge file, after its SQL is proven. */
export async function teachFile(request: TeachRequest, file: KnowledgeSource, services: Targets): Promise<void> {
  const target = targetOf(services, request.database);
  const database = services.targets.size > 1 ? { database: target.name } : {};
  const isHere = (other: { readonly database?: string | undefined }) => other.database === undefined || other.database === target.name;
  const known = file.read();
  if (request.term !== undefined) {
    const { term, meaning } = request;
    if (term.trim() === '' || meaning === undefined) throw withoutMeaning();
    file.write(withEntry(known, 'synonyms', { term, meaning, ...database }, (other) => other.term.toLowerCase() === term.toLowerCase() && isHere(other)));
    return;
  }
  const { question, sql, history = [] } = request;
  if (question === undefined || sql === undefined) throw new Failure('BAD_ARGUMENT', 'the knowledge file holds questions with their SQL', { hints: ['Give both, or a term and its meaning.'] });
  const statement = await target.prover.prove(sql, { timeoutMs: target.policy.timeoutMs });
  if (isRefusal(statement)) throw new Failure('BAD_ARGUMENT', `this SQL may not be run: ${statement.reason}`, { hints: statement.hints });
  const key = (words: readonly string[]) => words.map(normaliseQuestion).join('\n');
  const entry = { question, sql, ...(history.length > 0 ? { history: [...history] } : {}), ...database };
  file.write(withEntry(known, 'questions', entry, (other) => key([...(other.history ?? []), other.question]) === key([...history, question]) && isHere(other)));
}
