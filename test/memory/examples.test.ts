import { expect, onTestFinished, test } from 'vitest';
import { exampleFinder } from '../../src/answer/ask/examples.ts';
import { ask } from '../../src/answer/ask/ladder.ts';
import { recollect } from '../../src/answer/ask/recollection.ts';
import { targetOf } from '../../src/answer/target/target.ts';
import { teach } from '../../src/answer/teach/teach.ts';
import { compose } from '../../src/compose.ts';
import type { Embedder } from '../../src/core/ports.ts';
import { TextIndex } from '../../src/memory/text-index.ts';
import { MemoryVectorIndex } from '../../src/memory/vector-index.ts';
import { systemClock } from '../../src/std/clock.ts';
import { sqliteFile } from '../fixtures/make-database.ts';

const questions = [
  ['Which customers spent the most last year?', 'SELECT name FROM customers ORDER BY spent DESC'],
  ['How many orders were shipped late?', 'SELECT count(*) FROM orders WHERE shipped > due'],
  ['What is the average price of a product?', 'SELECT avg(price) FROM products'],
  ['List the suppliers in Norway', "SELECT name FROM suppliers WHERE country = 'Norway'"],
] as const;

test('the verified questions that are most like a new one come first, by their words and by the names in their SQL', () => {
  const index = new TextIndex();
  for (const [key, [question, sql]] of questions.entries()) index.add(String(key), { question, sql });
  const first = (text: string) => questions[Number(index.search(text, 2)[0]?.key)]?.[0];
  expect(first('top customers by spending')).toBe(questions[0][0]);
  expect(first('late orders of this month')).toBe(questions[1][0]);
  expect(first('mean prices of products')).toBe(questions[2][0]);
  expect(first('country of each supplier')).toBe(questions[3][0]);
  expect(index.search('completely unrelated things', 2)).toEqual([]);
  index.remove('3');
  expect(first('suppliers')).toBeUndefined();
});

test('only verified questions that hold on the present schema are examples', async () => {
  const services = await compose({ databases: { shop: { dsn: `sqlite:${sqliteFile('CREATE TABLE clients (id INTEGER, name TEXT)')}` } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  const target = services.targets.get('shop');
  if (!target) throw new Error('no target');
  const { memory, scope, glossary } = await recollect(target, 'ann', await target.knowledge.get(), services);
  const asked = (text: string) => ({ text, history: [], database: 'shop', principal: 'ann' });
  const learn = (text: string, verified: boolean, tables = ['clients']) => memory.remembered.remember(asked(text), scope, glossary, { proposal: { sql: 'SELECT name FROM clients', rung: 'host', confidence: 1, verified, reading: '', assumptions: [] }, tables });
  await learn('Show the names of our clients', true);
  await learn('Show the names of our best clients', false);
  await learn('Show the names of gone clients', true, ['clients', 'gone']);
  const names = (holds: typeof scope) => memory.remembered.similar(asked('names of clients'), holds, glossary, 5).map((record) => record.question);
  expect(names(scope)).toEqual(['Show the names of our clients', 'Show the names of gone clients']);
  const { CatalogIndex } = await import('../../src/catalog/index.ts');
  const changed = new CatalogIndex({ ...scope.catalog.snapshot, version: 'later', tables: [{ ...(scope.catalog.snapshot.tables[0] ?? { schema: 'main', name: 'clients', kind: 'table', primaryKey: [], foreignKeys: [], indexes: [] }), columns: [] }] });
  expect(names({ ...scope, catalog: changed })).toEqual([]);
});

test('whoever writes the SQL is told of terms and of similar verified questions', async () => {
  const services = await compose({ databases: { shop: { dsn: `sqlite:${sqliteFile('CREATE TABLE clients (id INTEGER, name TEXT, gone INTEGER)')}` } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  await teach({ question: 'Which clients left us for good?', sql: 'SELECT name FROM clients WHERE gone = 1', verdict: 'accept', principal: 'ann' }, services);
  await teach({ term: 'deserters', meaning: 'clients that are gone', principal: 'ann' }, services);
  const answer = await ask({ question: 'Name the worst deserters that left last winter', principal: 'bob' }, services);
  expect(answer).toMatchObject({ status: 'needs_sql', context: expect.stringMatching(/terms: deserters = clients that are gone\nsimilar questions: Which clients left us for good\? => SELECT name FROM clients WHERE gone = 1/) });
});

/** Embeds by which of three topics a text names, so that texts without a common word can be near. */
function topicEmbedder(calls: string[][]): Embedder {
  const topics = [/price|cost|expensive|cheap/i, /client|customer|patron|buyer/i, /ship|send|parcel|deliver/i];
  return {
    model: 'topics',
    embed: async (texts) => {
      calls.push([...texts]);
      return texts.map((text) => Float32Array.from(topics, (topic) => (topic.test(text) ? 1 : 0.01)));
    },
  };
}

test('with embeddings, questions of like meaning and other words are found; each text is embedded once', async () => {
  const services = await compose({ databases: { shop: { dsn: `sqlite:${sqliteFile('CREATE TABLE clients (id INTEGER, name TEXT)')}` } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  for (const question of ['Name every customer', 'Average cost overall', 'Parcels under way now']) await teach({ question, sql: 'SELECT name FROM clients', verdict: 'accept', principal: 'ann' }, services);
  const calls: string[][] = [];
  const finder = exampleFinder({ ...services, meaning: { embedder: topicEmbedder(calls), index: new MemoryVectorIndex(), clock: systemClock } });
  const nearest = async (text: string) => (await finder.similar({ text, history: [], database: 'shop', principal: 'ann' }, targetOf(services, 'shop'), 1, new AbortController().signal))[0]?.question;
  expect(await nearest('our most loyal buyers')).toBe('Name every customer');
  expect(await nearest('what is expensive')).toBe('Average cost overall');
  expect(await nearest('what is expensive')).toBe('Average cost overall');
  expect(calls.map((texts) => texts.length)).toEqual([1, 3, 1]);
});

test('a provider that fails costs the meaning and not the words', async () => {
  const services = await compose({ databases: { shop: { dsn: `sqlite:${sqliteFile('CREATE TABLE clients (id INTEGER, name TEXT)')}` } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  await teach({ question: 'Name every customer', sql: 'SELECT name FROM clients', verdict: 'accept', principal: 'ann' }, services);
  const finder = exampleFinder({ ...services, meaning: { embedder: { model: 'down', embed: () => Promise.reject(new Error('down')) }, index: new MemoryVectorIndex(), clock: systemClock } });
  const question = { text: 'customer names', history: [], database: 'shop', principal: 'ann' };
  expect(await finder.similar(question, targetOf(services, 'shop'), 1, new AbortController().signal)).toEqual([{ question: 'Name every customer', sql: 'SELECT name FROM clients' }]);
});
