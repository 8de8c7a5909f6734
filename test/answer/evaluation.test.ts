import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { performanceReport } from '../../src/answer/report/performance.ts';
import { compose } from '../../src/compose.ts';
import { localPrincipal } from '../../src/core/question.ts';
import { placeOf } from '../../src/std/hash.ts';
import { meanInterval, proportionInterval } from '../../src/std/interval.ts';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { shop, sqlReply, provider } from '../model/asking.ts';
import { fakeOpenAi } from '../model/fake-provider.ts';
import { mainModule } from '../stdio-server.ts';

const golds = Array.from({ length: 40 }, (_, n) => ({ id: `q${n}`, db_id: 'test', question: `Whose loyalty pays off in year ${n}?`, gold_sql: `SELECT name, ${n} AS y FROM customers WHERE id > ${n % 3} ORDER BY id`, hardness: 'easy' }));

function files(): { folder: string; questions: string } {
  const folder = temporaryFolder();
  sqliteFile(shop, folder);
  const questions = join(folder, 'questions.jsonl');
  writeFileSync(questions, golds.map((row) => JSON.stringify(row)).join('\n'));
  return { folder, questions };
}

function run(args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [mainModule, ...args], { encoding: 'utf8' });
}

describe('eval with an oracle', () => {
  const evaluate = (oracle: string) => {
    const { folder, questions } = files();
    return run(['eval', '--questions', questions, '--databases', folder, '--out', join(folder, 'out.jsonl'), '--rungs', 'model', '--oracle', oracle]);
  };
  const accuracy = (stdout: string) => Number(/^all +(.*)$/m.exec(stdout)?.[1]?.split(/ +/)[6]);

  test('a perfect one loses nothing on the way', () => {
    expect(accuracy(evaluate('0').stdout)).toBe(1);
  });

  test('a wrong one is wrong, and repair wins back what the database finds', () => {
    const reached = accuracy(evaluate('0.5').stdout);
    expect(reached).toBeGreaterThan(0.5);
    expect(reached).toBeLessThan(1);
  });

  test('a rate or a rung that is none is told', () => {
    expect(evaluate('2')).toMatchObject({ status: 2, stderr: expect.stringContaining('--oracle is 2') as unknown });
    const { folder, questions } = files();
    expect(run(['eval', '--questions', questions, '--databases', folder, '--out', join(folder, 'o'), '--rungs', 'modell'])).toMatchObject({ status: 2, stderr: expect.stringContaining('modell') as unknown });
  });
});

describe('an experiment', () => {
  test('ab asks both arms and prints the two side by side', async () => {
    const { folder, questions } = files();
    const fake = await fakeOpenAi([{ reply: sqlReply('SELECT name FROM customers') }]);
    const config = join(folder, 'config.json');
    const model = { providers: [provider(fake.baseUrl)] };
    writeFileSync(config, JSON.stringify({ state: { file: ':memory:' }, databases: { test: { dsn: `sqlite:${join(folder, 'test.sqlite')}` } }, model, experiment: { share: 0.5, features: { model: false } } }));
    const stdout = await new Promise<string>((resolve) => execFile(process.execPath, [mainModule, 'ab', '--questions', questions, '--config', config], (_, text) => resolve(text)));
    expect(stdout).toMatch(/^questions +40 +40$/m);
    expect(stdout).toMatch(/^answered +100\.0 % \(9\d\.\d–100\.0\) +0\.0 % /m);
    expect(stdout).toMatch(/^model calls +1\.00 \(1\.00–1\.00\) +0\.00/m);
    expect(fake.requests).toHaveLength(40);
  });

  test('a question stays on its arm, and the share is kept', async () => {
    const services = await compose({ databases: { test: { dsn: `sqlite:${sqliteFile(shop)}` } }, baseFolder: '/', state: { file: ':memory:' }, experiment: { share: 0.3, features: { instant: false } } }, { careful: true });
    const arms = Array.from({ length: 2_000 }, (_, n) => services.experiment.variantOf(`How many ${n} are there?`));
    expect(arms).toEqual(Array.from({ length: 2_000 }, (_, n) => services.experiment.variantOf(` how many ${n} are THERE? `)));
    expect(arms.filter((arm) => arm === 'B').length / 2_000).toBeCloseTo(0.3, 1);
    for (const variant of ['A', 'B'] as const) await ask({ question: 'How many customers are there?', principal: localPrincipal, variant }, services);
    expect(services.experiment.report()).toMatchObject({ A: { questions: 1, answered: { value: 1 } }, B: { questions: 1 }, agreement: { value: 1 } });
    expect(await performanceReport({ principal: localPrincipal }, services)).toMatchObject({ experiment: { A: expect.stringContaining('questions 1; answered 100.0 %') as unknown, agreement: expect.stringContaining('100.0 %') as unknown } });
    await services.close();
  });
});

test('intervals hold what the textbooks say', () => {
  const { low, high } = proportionInterval(8, 10);
  expect([low, high]).toEqual([expect.closeTo(0.4902, 3), expect.closeTo(0.9433, 3)]);
  expect(proportionInterval(0, 0)).toEqual({ value: 0, low: 0, high: 1 });
  expect(meanInterval(4, 10, 30)).toEqual({ value: 2.5, low: expect.closeTo(1.235, 3) as unknown, high: expect.closeTo(3.765, 3) as unknown });
  const places = Array.from({ length: 10_000 }, (_, n) => placeOf(`a${n}`));
  expect(places.reduce((sum, place) => sum + place, 0) / 10_000).toBeCloseTo(0.5, 1);
});
