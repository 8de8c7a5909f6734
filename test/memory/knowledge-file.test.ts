import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import type { Services } from '../../src/answer/services.ts';
import { compose } from '../../src/compose.ts';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { mainModule } from '../stdio-server.ts';

const shop = "CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT, country TEXT, active INTEGER); INSERT INTO clients VALUES (1, 'Ada', 'France', 1), (2, 'Bob', 'Italy', 0)";

interface Shop {
  readonly folder: string;
  readonly file: string;
  readonly config: string;
  readonly open: () => Promise<Services>;
}

function shopWith(knowledge: object | undefined): Shop {
  const folder = temporaryFolder();
  const [file, config] = [join(folder, 'knowledge.json'), join(folder, 'config.json')];
  if (knowledge) writeFileSync(file, JSON.stringify(knowledge));
  const settings = { databases: { shop: { dsn: `sqlite:${sqliteFile(shop, folder)}` } }, knowledge: 'knowledge.json', state: { file: 'state.sqlite' } };
  writeFileSync(config, JSON.stringify(settings));
  const open = async () => {
    const services = await compose({ ...settings, baseFolder: folder }, { careful: true });
    onTestFinished(() => services.close());
    return services;
  };
  return { folder, file, config, open };
}

const put = (question: string) => ({ question, principal: 'ann' });
const best = { question: 'Who is our best patron in France?', sql: "SELECT name FROM clients WHERE country = 'France'" };

describe('the knowledge file', () => {
  test('answers its questions for everyone, by words and by template', async () => {
    const services = await shopWith({ questions: [best] }).open();
    expect(await ask(put(best.question), services)).toMatchObject({ proposal: { rung: 'remembered', verified: true }, rows: [['Ada']] });
    expect(await ask({ question: 'Who is our best patron in Italy?', principal: 'bob' }, services)).toMatchObject({ rows: [['Bob']] });
  });

  test('is read anew when it changes, and goes on holding when it is spoilt', async () => {
    const { file, open } = shopWith({ questions: [best] });
    const services = await open();
    await ask(put(best.question), services);
    writeFileSync(file, JSON.stringify({ questions: [{ ...best, sql: "SELECT 'nobody' AS name" }] }));
    await sleep(1_050);
    expect(await ask(put(best.question), services)).toMatchObject({ rows: [['nobody']] });
    writeFileSync(file, '{ spoilt');
    await sleep(1_050);
    expect(await ask(put(best.question), services)).toMatchObject({ rows: [['nobody']] });
  });

  test('its synonyms are understood, its metrics and filters are left to who can weave them in', async () => {
    const { file, open } = shopWith({ synonyms: [{ term: 'punters', meaning: 'clients' }] });
    const services = await open();
    const question = 'How many punters are there?';
    expect(await ask(put(question), services)).toMatchObject({ status: 'ok', rows: [[2]] });
    writeFileSync(file, JSON.stringify({ synonyms: [{ term: 'punters', meaning: 'clients' }], filters: [{ table: 'clients', condition: 'active = 1' }] }));
    await sleep(1_050);
    expect(await ask(put(question), services)).toMatchObject({ status: 'needs_sql' });
    writeFileSync(file, JSON.stringify({ metrics: [{ name: 'country', sql: 'count(DISTINCT country)' }] }));
    await sleep(1_050);
    expect(await ask(put('Show the country of clients'), services)).toMatchObject({ status: 'needs_sql', reason: expect.stringContaining('country') });
  });

  test('is written by the command line, after the SQL is proven, and what else stands in it stays', async () => {
    const { file, config, folder, open } = shopWith({ metrics: [{ name: 'revenue', sql: 'sum(x)' }] });
    const cli = (...args: string[]) => execFileSync(process.execPath, [mainModule, 'teach', '--config', config, ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    cli(best.question, '--sql', best.sql);
    cli('--term', 'punters', '--meaning', 'clients');
    expect(() => cli('Drop it', '--sql', 'DROP TABLE clients')).toThrow();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ metrics: [{ name: 'revenue', sql: 'sum(x)' }], questions: [best], synonyms: [{ term: 'punters', meaning: 'clients' }] });
    const right = "SELECT name FROM clients WHERE country = 'Italy'";
    cli(best.question, '--sql', right, '--verdict', 'correct');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ questions: [{ ...best, sql: right }] });
    expect(await ask(put(best.question), await open())).toMatchObject({ rows: [['Bob']] });
  }, 60_000);

  test('that says something wrong is told of at start and costs no question', async () => {
    const services = await shopWith({ questions: [{ question: 'x' }] }).open();
    expect(await ask(put('How many clients are there?'), services)).toMatchObject({ rows: [[2]] });
  });
});

test('clearing the caches from the command line reaches a running server', async () => {
  const { config, folder, open } = shopWith(undefined);
  const services = await open();
  const run = () => runSql({ sql: 'SELECT count(*) FROM clients', principal: 'ann' }, services);
  await ask(put('How many clients are there?'), services);
  await run();
  expect(await run()).toMatchObject({ cache: 'memory' });
  const output = execFileSync(process.execPath, [mainModule, 'cache', 'clear', '--config', config], { cwd: folder, encoding: 'utf8' });
  expect(output).toContain('results');
  await sleep(50);
  expect(await run()).toMatchObject({ cache: 'none' });
}, 60_000);
