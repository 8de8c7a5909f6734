import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { defaultMaintenance, Maintenance } from '../../src/answer/run/maintenance.ts';
import type { Services } from '../../src/answer/services.ts';
import { compose } from '../../src/compose.ts';
import { scratchDatabase } from '../database/engines.ts';
import { temporaryFolder } from '../fixtures/make-database.ts';

async function shop() {
  const scratch = await scratchDatabase('sqlite');
  await scratch.write('CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT)', "INSERT INTO clients VALUES (1, 'Ada')");
  const file = join(temporaryFolder(), 'state.sqlite');
  const open = async (): Promise<Services> => {
    const services = await compose({ databases: { shop: { dsn: scratch.dsn } }, baseFolder: '/', state: { file } }, { careful: true });
    onTestFinished(() => services.close());
    return services;
  };
  return { scratch, open };
}

const question = { question: 'How many clients are there?', principal: 'ann' };
const sql = 'SELECT COUNT(*) FROM "clients"';

test('the most asked questions are read again after a restart and after their data changed, before anybody asks', async () => {
  const { scratch, open } = await shop();
  const first = await open();
  const answer = await ask(question, first);
  const asked = answer.status === 'ok' ? answer.proposal.sql : sql;
  await first.close();

  const second = await open();
  const maintenance = new Maintenance(second, defaultMaintenance);
  await maintenance.round();
  expect(await runSql({ sql: asked, principal: 'ann' }, second)).toMatchObject({ cache: 'memory', rows: [[1]] });

  await scratch.write("INSERT INTO clients VALUES (2, 'Bob')");
  await sleep(1_050);
  await maintenance.round();
  await sleep(1_050);
  await maintenance.round();
  expect(await runSql({ sql: asked, principal: 'ann' }, second)).toMatchObject({ cache: 'memory', rows: [[2]] });
});

test('what was asked is warmed for the principal who asked, and for no other', async () => {
  const { open } = await shop();
  const services = await open();
  await ask(question, services);
  await services.results.clear();
  await new Maintenance(services, defaultMaintenance).round();
  expect(services.results.stats().entries).toBe(1);
  const answer = await ask({ ...question, principal: 'bob' }, services);
  expect(answer).toMatchObject({ cache: 'none' });
});

test('a round that may not warm reads nothing', async () => {
  const { open } = await shop();
  const services = await open();
  await ask(question, services);
  await services.results.clear();
  await new Maintenance(services, { ...defaultMaintenance, warm: false }).round();
  expect(services.results.stats().entries).toBe(0);
});
