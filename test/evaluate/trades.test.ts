// The benchmark's own rules: bench/trades/README.md.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../fixtures/make-database.ts';

interface Checked {
  readonly split: string;
  readonly name: string;
  readonly questions: number;
  readonly distinct: number;
  readonly refused: number;
  readonly problems: readonly string[];
}

const program = fileURLToPath(new URL('../../bench/trades/check.mjs', import.meta.url));
const check = (...options: readonly string[]) => JSON.parse(execFileSync(process.execPath, [program, ...options], { encoding: 'utf8' })) as readonly Checked[];
const checked = check();

test('most of the schemas are to learn from, on some thresholds are chosen, six are held out', () => {
  const ofSplit = (wanted: string) => checked.filter(({ split }) => split === wanted).map(({ name }) => name);
  expect(ofSplit('train')).toHaveLength(102);
  expect(ofSplit('calibration')).toHaveLength(21);
  expect(ofSplit('heldout')).toHaveLength(6);
  expect(new Set(checked.map(({ name }) => name)).size).toBe(129);
});

test.each(checked)('$name: three dozen questions or more, none twice, about a tenth to be refused', ({ questions, distinct, refused }) => {
  expect(questions).toBeGreaterThanOrEqual(36);
  expect(distinct).toBe(questions);
  expect(refused).toBeGreaterThanOrEqual(3);
  expect(refused).toBeLessThanOrEqual(questions / 8);
});

test.each(checked)('$name: every gold runs, tells something, and needs each of its conditions', ({ problems }) => {
  expect(problems).toEqual([]);
});

test.each([
  ['a name that is no column', 'SELECT nom FROM vets', [], /no such column: nom/],
  ['nothing', 'SELECT full_name FROM vets WHERE id > 99', [], /the result is nothing or nought/],
  ['a condition that changes nothing', 'SELECT full_name FROM vets WHERE hourly_rate > 1', [], /the same without hourly_rate > 1/],
  ['one side of a range that changes nothing', 'SELECT full_name FROM vets WHERE id BETWEEN 1 AND 3 AND id < 9', [], /^vet_1: the same without id < 9$/],
  ['an order that changes nothing', 'SELECT COUNT(*) FROM vets ORDER BY 1 LIMIT 1', [], /the same in reverse order/],
  ['a tie at the limit', 'SELECT city FROM owners ORDER BY marketing_opt_in DESC LIMIT 1', [], /equal keys within the limit or at its end: \[1\] \[1\]/],
  ['an alternative that is none', 'SELECT COUNT(*) FROM pets', ['SELECT COUNT(id) FROM pets'], /an alternative gives what the gold gives/],
])('a gold with %s is told', (_, gold, alternatives, problem) => {
  const folder = temporaryFolder();
  for (const split of ['train', 'heldout']) mkdirSync(join(folder, split));
  writeFileSync(join(folder, 'train', 'vet_practice.jsonl'), JSON.stringify({ id: 'vet_1', db_id: 'vet_practice', question: '?', gold_sql: gold, alt_sql: alternatives }));
  const [found] = check('--only', 'vet_practice', '--questions', folder);
  expect(found?.problems).toContainEqual(expect.stringMatching(problem));
});
