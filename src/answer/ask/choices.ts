import type { Answer, ChoicesAnswer } from '../../core/answer.ts';
import { Failure } from '../../core/errors.ts';
import type { CursorCodec } from '../run/cursor.ts';
import { targetOf } from '../target/target.ts';
import type { AskRequest } from './requests.ts';
import { runSql, type RunSqlServices } from './run-sql.ts';

/** The readings as a person chooses among them. */
export function choiceTexts({ readings }: ChoicesAnswer): string[] {
  return readings.map(({ reading }, index) => `${index + 1}. ${reading}`);
}

/** The choices as text that may leave the server and come back: it is bound to the principal and can't be changed on the way. */
export function stateOf(answer: ChoicesAnswer, request: AskRequest, { cursors }: { readonly cursors: CursorCodec }): string {
  return cursors.encode({ database: answer.database, subject: JSON.stringify([request.question, answer]), offset: 0 }, request.principal);
}

/** Goes on with the reading that the person chose: it is proven, run, and remembered for the principal. Without a choice the readings are given as they are. */
export async function chosen(answered: { readonly state: string; readonly choice: string | undefined }, request: AskRequest, services: RunSqlServices): Promise<Answer> {
  const { database, subject } = await services.cursors.decode(answered.state, request.principal);
  // What was signed by us has the form that we gave it.
  const [question, answer] = JSON.parse(subject) as [string, ChoicesAnswer];
  if (question !== request.question || database !== targetOf(services, request.database).name) throw new Failure('BAD_ARGUMENT', 'the choice belongs to another question', { hints: ['Ask again.'] });
  const reading = answer.readings[choiceTexts(answer).indexOf(answered.choice ?? '')];
  if (!reading) return answer;
  return runSql({ ...request, sql: reading.sql, reading: reading.reading }, services);
}
