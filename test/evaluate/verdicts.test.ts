import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import type { ColumnRule, Row } from '../../src/evaluate/compare.ts';
import { judge } from '../../src/evaluate/judge.ts';
import { type Judged, scoreTable } from '../../src/evaluate/score.ts';
import { sqliteFile } from '../fixtures/make-database.ts';

/** A case with the verdicts that the scorer of the data sets gives, on what was answered and on the best reading. */
interface Case {
  readonly about: string;
  readonly gold_sql: string | null;
  readonly alt_sql?: string[];
  readonly answerable?: boolean;
  readonly cols: ColumnRule;
  readonly sql: string | null;
  readonly best_sql?: string;
  readonly rows?: readonly Row[];
  readonly status: string;
  readonly correct: boolean;
  readonly best: string;
  readonly bestCorrect: boolean;
  readonly surplus?: number;
}

const cases = readFileSync(new URL('../fixtures/verdicts.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case);
const schema = "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, price REAL, tag TEXT); INSERT INTO items VALUES (1, 'Lamp', 10.5, 'a'), (2, 'Desk', 99.0, 'b'), (3, 'Chair', 45.25, NULL), (4, 'lamp', 10.5, 'a')";

test('an answer is judged as the scorer judges it', async () => {
  const services = await compose({ databases: { test: { dsn: `sqlite:${sqliteFile(schema)}` } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: false });
  const seen = [];
  for (const { about, cols, gold_sql, alt_sql, answerable, ...answer } of cases) {
    const question = { id: about, db_id: 'test', question: about, history: [], hardness: '', gold_sql, alt_sql, answerable };
    const { status, correct, best, surplus } = await judge(question, { ...answer, best_sql: answer.best_sql ?? null }, services.targets.get('test'), { columns: cols });
    seen.push({ about, status, correct, best: best.status, bestCorrect: best.correct, ...(answer.surplus === undefined ? {} : { surplus }) });
  }
  await services.close();
  expect(seen).toEqual(cases.map(({ about, status, correct, best, bestCorrect, surplus }) => ({ about, status, correct, best, bestCorrect, ...(surplus === undefined ? {} : { surplus }) })));
});

test('the table tells the interval of a precision, the best reading of every question, and columns beyond the gold', () => {
  const right = (surplus: number) => ({ status: 'right', answered: true, correct: true, surplus }) as const;
  const abstained = { status: 'abstained', answered: false, correct: false } as const;
  const question = { id: 'q', hardness: 'easy', goldNonEmpty: true };
  const judged: Judged[] = [
    { ...question, ...right(0), best: right(0) },
    { ...question, ...right(4), best: right(4) },
    { ...question, ...abstained, best: right(2) },
    { ...question, ...abstained, label: 'PARTIALLY_CORRECT', best: { status: 'wrong', answered: true, correct: false } },
    { ...question, status: 'unanswerable', answered: false, correct: true, best: { status: 'unanswerable', answered: true, correct: false } },
  ];
  expect(scoreTable(judged, { surplus: true }).split('\n').map((line) => line.replace(/ +/g, ' '))).toEqual([
    'questions 5 excluded 0 unanswerable 1, abstained 1',
    ' n answered correct errors coverage precision accuracy 95 % of precision',
    'easy 4 2 2 0 0.5000 1.0000 0.5000 0.3424–1.0000',
    'all 4 2 2 0 0.5000 1.0000 0.5000 0.3424–1.0000',
    'nonempty 4 2 2 0 0.5000 1.0000 0.5000 0.3424–1.0000',
    'not wrong 3 2 2 0 0.6667 1.0000 0.6667 0.3424–1.0000',
    'best 4 4 3 0 1.0000 0.7500 0.7500 0.3006–0.9544',
    'columns beyond the gold, right: 2.00 on average of 2; more than 3 in 1',
    'columns beyond the gold, right at best: 2.00 on average of 3; more than 3 in 1',
  ]);
});
