import { expect, onTestFinished, test } from 'vitest';
import { recollect } from '../../src/answer/recollection.ts';
import { compose } from '../../src/compose.ts';
import { TextIndex } from '../../src/memory/text-index.ts';
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
