import { Failure } from '../core/errors.ts';
import { cursorCharsMax, historyMax, nameCharsMax, questionCharsMax } from '../core/input-limits.ts';
import type { AskRequest } from '../answer/ask/requests.ts';

export type Query = Omit<AskRequest, 'principal' | 'signal' | 'progress'>;

type Check = (value: unknown) => boolean;

const text = (charsMax: number): Check => (value) => typeof value === 'string' && value.length <= charsMax;
const flag: Check = (value) => typeof value === 'boolean';
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);

/** What a body may hold: its own name, that of the request, and what it must be. */
const fields: readonly (readonly [name: string, key: keyof Query, check: Check, expected: string])[] = [
  ['question', 'question', text(questionCharsMax), `a text of at most ${questionCharsMax} characters`],
  ['database', 'database', text(nameCharsMax), `a text of at most ${nameCharsMax} characters`],
  ['history', 'history', (value) => Array.isArray(value) && value.length <= historyMax && value.every(text(questionCharsMax)), `a list of at most ${historyMax} texts`],
  ['execute', 'execute', flag, 'true or false'],
  ['limit', 'limit', number, 'a number'],
  ['max_age', 'maxAge', number, 'a number of seconds'],
  ['cursor', 'cursor', text(cursorCharsMax), `a text of at most ${cursorCharsMax} characters`],
  ['variant', 'variant', (value) => value === 'A' || value === 'B', 'A or B'],
];

/** The JSON body of a question. Fails with BAD_ARGUMENT on anything that it may not hold. */
export function parseQuery(body: unknown): Query {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Failure('BAD_ARGUMENT', 'the body is no JSON object', { hints: ['{"question": "How many orders are there?"}'] });
  const given = Object.entries(body).map(([name, value]) => fieldOf(name, value));
  if (!('question' in body)) throw new Failure('BAD_ARGUMENT', 'the question is missing', { hints: ['question: a sentence'] });
  // Every key was checked against the table above, which follows the type.
  return Object.fromEntries(given) as unknown as Query;
}

function fieldOf(name: string, value: unknown): readonly [keyof Query, unknown] {
  const field = fields.find(([known]) => known === name);
  if (!field) throw new Failure('BAD_ARGUMENT', `${name.slice(0, 40)}: no such field`, { hints: [`Known: ${fields.map(([known]) => known).join(', ')}`] });
  const [, key, check, expected] = field;
  if (!check(value)) throw new Failure('BAD_ARGUMENT', `${name} is not ${expected}`);
  return [key, value];
}
