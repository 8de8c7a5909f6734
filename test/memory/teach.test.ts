import { onTestFinished, describe, expect, test } from 'vitest';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { startServer } from '../stdio-server.ts';

const shop = `
CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT, country TEXT, joined TEXT);
INSERT INTO clients VALUES (1, 'Ada', 'France', '2023-01-05'), (2, 'Bob', 'Italy', '2024-02-01'), (3, 'Cyd', 'France', '2024-03-01');`;

const asked = 'Who is our best patron in France?';
const sql = "SELECT name FROM clients WHERE country = 'France' ORDER BY joined LIMIT 1";

async function shopServer(folder = temporaryFolder(), path = sqliteFile(shop, folder)) {
  const server = await startServer(['--dsn', `sqlite:${path}`], { environment: { NL2SQL_STATE_DIR: folder } });
  onTestFinished(() => server.close());
  return { server, folder, path };
}

describe('teaching', () => {
  test('an accepted answer is verified and survives a restart', async () => {
    const { server, folder, path } = await shopServer();
    expect(await server.call('teach', { question: asked, sql, verdict: 'accept' })).toMatchObject({ done: 'accepted', verified: true });
    await server.close();
    const again = await shopServer(folder, path);
    expect(await again.server.call('nl2sql', { question: asked })).toMatchObject({ rung: 'remembered', verified: true, sql, rows: [['Ada']] });
  });

  test('what a host supplied survives a restart, unverified', async () => {
    const { server, folder, path } = await shopServer();
    await server.call('run_sql', { sql, question: asked });
    await server.close();
    const again = await shopServer(folder, path);
    expect(await again.server.call('nl2sql', { question: asked })).toMatchObject({ rung: 'remembered', verified: false, rows: [['Ada']] });
  });

  test('a corrected answer is never given again, not even when the correction is forgotten', async () => {
    const { server } = await shopServer();
    const question = 'How many clients are there?';
    expect(await server.call('nl2sql', { question })).toMatchObject({ rung: 'instant', rows: [[3]] });
    const right = 'SELECT count(DISTINCT country) FROM clients';
    await server.call('teach', { question, sql: right, verdict: 'correct' });
    expect(await server.call('nl2sql', { question })).toMatchObject({ rung: 'remembered', rows: [[2]] });
    await server.call('teach', { question, verdict: 'forget' });
    expect(await server.call('nl2sql', { question })).toMatchObject({ status: 'needs_sql' });
  });

  test('a verified question answers other literals of the same column and says what it swapped', async () => {
    const { server } = await shopServer();
    await server.call('teach', { question: asked, sql, verdict: 'accept' });
    const answer = await server.call('nl2sql', { question: 'Who is our best patron in Italy?' });
    expect(answer).toMatchObject({ rung: 'remembered', rows: [['Bob']], sql: sql.replace('France', 'Italy'), assumptions: [expect.stringContaining('Italy in place of France')] });
    expect(await server.call('nl2sql', { question: 'Who is our best patron in Ada?' })).toMatchObject({ status: 'needs_sql' });
    expect(await server.call('nl2sql', { question: 'Who is our worst patron in Italy?' })).toMatchObject({ status: 'needs_sql' });
  });

  test('a term makes the words of the house understood, until it is taken back', async () => {
    const { server } = await shopServer();
    const question = 'How many punters are there?';
    expect(await server.call('nl2sql', { question })).toMatchObject({ status: 'needs_sql' });
    await server.call('teach', { term: 'punters', meaning: 'clients' });
    expect(await server.call('nl2sql', { question })).toMatchObject({ status: 'ok', rows: [[3]] });
    await server.call('teach', { term: 'punters', meaning: '' });
    expect(await server.call('nl2sql', { question })).toMatchObject({ status: 'needs_sql' });
  });

  test('SQL that writes is not learned', async () => {
    const { server } = await shopServer();
    expect(await server.fail('teach', { question: asked, sql: 'DELETE FROM clients', verdict: 'accept' })).toMatchObject({ code: 'BAD_ARGUMENT' });
  });

  test('a follow-up is not learned without the questions before it', async () => {
    const { server } = await shopServer();
    expect(await server.fail('teach', { question: 'and in Italy?', sql, verdict: 'accept' })).toMatchObject({ code: 'BAD_ARGUMENT', message: expect.stringContaining('earlier') });
    await server.call('teach', { question: 'and in Italy?', history: [asked], sql: sql.replace('France', 'Italy'), verdict: 'accept' });
    expect(await server.call('nl2sql', { question: 'and in Italy?', history: [asked] })).toMatchObject({ rows: [['Bob']] });
    expect(await server.call('nl2sql', { question: 'and in Italy?' })).not.toMatchObject({ rung: 'remembered' });
  });

  test('cache_status says why a question would be served', async () => {
    const { server } = await shopServer();
    await server.call('teach', { question: asked, sql, verdict: 'accept' });
    expect(await server.call('cache_status', { question: asked.toLowerCase() })).toMatchObject({ question: { remembered: true, via: 'words', verified: true } });
    expect(await server.call('cache_status', { question: 'Who is our best patron in Italy?' })).toMatchObject({ question: { remembered: true, via: 'template' } });
    expect(await server.call('cache_status', { question: 'Who is our best patron in Spain?' })).toMatchObject({ question: { remembered: false } });
  });
});

describe('a schema that changes', () => {
  test('drops a verified answer whose tables changed and keeps the others', async () => {
    const { DatabaseSync } = await import('@photostructure/sqlite');
    const { server, folder, path } = await shopServer();
    await server.call('teach', { question: asked, sql, verdict: 'accept' });
    await server.close();
    const writer = new DatabaseSync(path);
    writer.exec('CREATE TABLE unrelated (x INTEGER)');
    const second = await shopServer(folder, path);
    expect(await second.server.call('nl2sql', { question: asked })).toMatchObject({ rung: 'remembered' });
    await second.server.close();
    writer.exec('ALTER TABLE clients ADD COLUMN note TEXT');
    writer.close();
    const third = await shopServer(folder, path);
    expect(await third.server.call('nl2sql', { question: asked })).toMatchObject({ status: 'needs_sql' });
    expect(await third.server.call('cache_status', { question: asked })).toMatchObject({ question: { remembered: false, reason: 'the schema changed since' } });
  }, 90_000);
});
