import { expect, onTestFinished, test } from 'vitest';
import { proposeAlone } from '../../src/answer/ask/rung.ts';
import { compose } from '../../src/compose.ts';
import { isRefusal } from '../../src/core/proof.ts';
import { localPrincipal } from '../../src/core/question.ts';
import { engineNames, scratchDatabase } from '../database/engines.ts';

const schema = [
  'CREATE TABLE visits (id INTEGER PRIMARY KEY, city VARCHAR(40), kind VARCHAR(40), spent VARCHAR(20), limits INTEGER, day TIMESTAMP, birth_date DATE)',
  "INSERT INTO visits VALUES (1, 'Rome', 'trip', '10.5', 3, CURRENT_TIMESTAMP, '1950-06-15'), (2, 'Rome', 'work', '20', 30, '2001-02-03 04:05:06', '2000-06-15'), (3, 'Oslo', 'trip', '9', 5, '2001-03-03 00:00:00', NULL), (4, 'Oslo', 'work', '100', 200, CURRENT_TIMESTAMP, '1990-06-15')",
];

/** Every engine must give these rows, numbers as they are read. */
const questions: readonly (readonly [string, readonly (readonly (string | number)[])[]])[] = [
  ['average spent of visits', [[34.875]]],
  ['ids of visits this month', [[1], [4]]],
  ['ids of visits today', [[1], [4]]],
  ['ids of visits in the past 7 days', [[1], [4]]],
  ['ids of visits this year', [[1], [4]]],
  ['ids of visits this week', [[1], [4]]],
  ['ids of visits in 2001', [[2], [3]]],
  ['percentage of visits in Rome', [[50]]],
  ['share of visits by city', [[50, 'Oslo'], [50, 'Rome']]],
  ['share of limits by city in March 2001', [[100, 'Oslo']]],
  ['top 1 city by number of visits', [['Rome']]],
  ['city with the most visits', [['Rome']]],
  ['ids of visits older than 60', [[1]]],
  ['average limits of visits in Rome', [[16.5]]],
  ['average limits of visits where limits is below 31', [[12.666666666666666]]],
  ['ids of visits with limits above the average limits of their city', [[2], [4]]],
  ['cumulative number of visits in 2001 per month', [['2001-02', 1], ['2001-03', 2]]],
];

test.each(engineNames)('%s: one plan gives the same rows on every engine', async (engine) => {
  const scratch = await scratchDatabase(engine);
  for (const statement of schema) await scratch.write(statement);
  const services = await compose({ databases: { test: { dsn: scratch.dsn } }, baseFolder: '/' }, { careful: false, look: false });
  onTestFinished(() => services.close());
  const target = services.targets.get('test');
  const source = services.sources.find(({ rung }) => rung === 'instant');
  if (!target || !source) throw new Error('nothing to ask');
  const knowledge = await target.knowledge.get();
  for (const [text, expected] of questions) {
    const said = await proposeAlone(source, { question: { text, history: [], database: 'test', principal: localPrincipal }, target, knowledge }, services);
    const sql = said.kind === 'proposal' ? said.proposal.sql : said.kind === 'choices' ? said.readings[0]?.sql : said.drafts?.[0]?.sql;
    const statement = await target.prover.prove(sql ?? '', { timeoutMs: 10_000 });
    if (isRefusal(statement)) throw new Error(statement.reason);
    const { rows } = await target.database.execute(statement, { rowsMax: 50, offset: 0, cellBytesMax: 1_000, bytesMax: 100_000 }, { timeoutMs: 10_000 });
    const read = rows.map((row) => row.map((cell) => (typeof cell === 'string' && /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell)));
    expect(read.toSorted((a, b) => Number(a[0]) - Number(b[0]) || String(a[1]).localeCompare(String(b[1]))), `${text}: ${sql}`).toEqual(expected);
  }
});
