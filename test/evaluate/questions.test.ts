import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readQuestions } from '../../src/evaluate/questions.ts';
import { temporaryFolder } from '../fixtures/make-database.ts';

const first = '{"id": "q1", "db_id": "shop", "question": "How many orders?", "gold_sql": "SELECT 1"}';

function fileOf(...lines: readonly string[]): string {
  const file = join(temporaryFolder(), 'questions.jsonl');
  writeFileSync(file, lines.join('\n'));
  return file;
}

test('a question without gold is read, and so is one that must be refused', () => {
  const file = fileOf(first, '', '{"id": "q2", "db_id": "shop", "question": "Delete all orders", "gold_sql": null, "alt_sql": [], "answerable": false, "label_check": null}', '{"id": "q3", "db_id": "shop", "question": "?"}', '');
  expect(readQuestions(file).map(({ id, gold_sql: gold, answerable }) => ({ id, gold, answerable }))).toEqual([
    { id: 'q1', gold: 'SELECT 1', answerable: undefined },
    { id: 'q2', gold: null, answerable: false },
    { id: 'q3', gold: undefined, answerable: undefined },
  ]);
});

test.each([
  ['a line that is no JSON', '{"id": "q2",', /line 3 is not JSON: /],
  ['a line that is no object', '[1]', /line 3: the line: .*expected object/],
  ['a number for a text', '{"id": 2, "db_id": "shop", "question": "?"}', /line 3: id: .*expected string/],
  ['no question', '{"id": "q2", "db_id": "shop"}', /line 3: question: /],
  ['gold that is no text', '{"id": "q2", "db_id": "shop", "question": "?", "gold_sql": 1}', /line 3: gold_sql: /],
])('%s is told with its file and line, and with what would work', (_, line, message) => {
  const file = fileOf(first, '', line);
  expect(() => readQuestions(file)).toThrow(expect.objectContaining({ code: 'BAD_CONFIG', message: expect.stringMatching(message) as unknown, hints: [expect.stringContaining('"gold_sql"')] }));
  expect(() => readQuestions(file)).toThrow(file);
});

test('a file that does not exist is told', () => {
  expect(() => readQuestions('/no/such/questions.jsonl')).toThrow('the questions file /no/such/questions.jsonl does not exist');
});
