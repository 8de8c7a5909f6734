import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import type { AskRequest } from '../../src/answer/ask/requests.ts';
import { teach } from '../../src/answer/teach/teach.ts';
import type { Services } from '../../src/answer/services.ts';
import { compose } from '../../src/compose.ts';
import { type Scratch, scratchDatabase } from '../database/engines.ts';

const question = 'Who is our best patron?';
const sql = 'SELECT name FROM clients ORDER BY id LIMIT 1';

interface Stage {
  readonly scratch: Scratch;
  readonly services: Services;
  /** Asks, and tells whether the answer stood from before. */
  readonly again: (request?: Partial<AskRequest>) => Promise<{ readonly stood: boolean; readonly answer: Awaited<ReturnType<typeof ask>> }>;
}

/** A question that the host has answered and that stands by now. */
async function standing(): Promise<Stage> {
  const scratch = await scratchDatabase('sqlite');
  await scratch.write('CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT)', "INSERT INTO clients VALUES (1, 'Ada'), (2, 'Bob')");
  const services = await compose({ databases: { test: { dsn: scratch.dsn } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  const again: Stage['again'] = async (request = {}) => {
    const before = services.answers.stats().hits;
    const answer = await ask({ question, principal: 'ann', ...request }, services);
    // Only the ladder has steps.
    return { stood: services.answers.stats().hits > before && Object.keys(answer.timings).join() === 'total', answer };
  };
  await runSql({ sql, question, principal: 'ann' }, services);
  expect(await again()).toMatchObject({ stood: false, answer: { rows: [['Ada']] } });
  expect(await again()).toMatchObject({ stood: true, answer: { rows: [['Ada']], cache: 'memory', proposal: { rung: 'remembered', sql } } });
  return { scratch, services, again };
}

describe('an answer that stands', () => {
  test('falls when its data changes', async () => {
    const { scratch, again } = await standing();
    await scratch.write("INSERT INTO clients VALUES (0, 'Zoe')");
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(await again()).toMatchObject({ stood: false, answer: { rows: [['Zoe']] } });
    expect(await again()).toMatchObject({ stood: true, answer: { rows: [['Zoe']] } });
  });

  test('falls when anything is taught', async () => {
    const { services, again } = await standing();
    const other = 'SELECT name FROM clients ORDER BY id DESC LIMIT 1';
    await teach({ question, sql: other, verdict: 'correct', principal: 'ann' }, services);
    expect(await again()).toMatchObject({ stood: false, answer: { rows: [['Bob']], proposal: { sql: other, verified: true } } });
  });

  test('falls when it is forgotten', async () => {
    const { services, again } = await standing();
    await teach({ question, verdict: 'forget', principal: 'ann' }, services);
    expect(await again()).toMatchObject({ stood: false, answer: { status: 'needs_sql' } });
  });

  test('falls when the schema is another one', async () => {
    const { scratch, services, again } = await standing();
    await scratch.write('ALTER TABLE clients ADD COLUMN country TEXT');
    await services.targets.get('test')?.knowledge.refresh();
    expect(await again()).toMatchObject({ stood: false });
  });

  test('falls with its proof', async () => {
    const { services, again } = await standing();
    await services.caches.find((level) => level.stats().name === 'proofs')?.clear();
    expect(await again()).toMatchObject({ stood: false, answer: { rows: [['Ada']] } });
  });

  test('stands for nobody else, for no other limit and for no other words', async () => {
    const { again } = await standing();
    expect(await again({ principal: 'bob' })).toMatchObject({ stood: false, answer: { status: 'needs_sql' } });
    expect(await again({ limit: 7 })).toMatchObject({ stood: false });
    expect(await again({ question: `${question}!` })).toMatchObject({ stood: false });
    expect(await again({ history: ['How many clients are there?'] })).toMatchObject({ stood: false });
    expect(await again()).toMatchObject({ stood: true });
  });

  test('is not used where rows are to be read now, or none at all', async () => {
    const { again } = await standing();
    expect(await again({ maxAge: 0 })).toMatchObject({ stood: false, answer: { cache: 'none' } });
    expect(await again({ execute: false })).toMatchObject({ stood: false, answer: { executed: false } });
  });
});
