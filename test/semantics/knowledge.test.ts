import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { checkKnowledge } from '../../src/answer/learn/check.ts';
import type { Services } from '../../src/answer/services.ts';
import { targetOf } from '../../src/answer/target/target.ts';
import { compose } from '../../src/compose.ts';
import { type KnowledgeFile, questionsOf } from '../../src/memory/knowledge-file.ts';
import type { Problem } from '../../src/semantics/declared/read.ts';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { rental } from './schemas.ts';

async function open(knowledge: KnowledgeFile, databases: readonly string[] = ['bikes']): Promise<Services> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'knowledge.json'), JSON.stringify(knowledge));
  const dsn = `sqlite:${sqliteFile(rental, folder)}`;
  const services = await compose({ databases: Object.fromEntries(databases.map((name) => [name, { dsn }])), knowledge: 'knowledge.json', state: { file: 'state.sqlite' }, baseFolder: folder }, { careful: false });
  onTestFinished(() => services.close());
  return services;
}

async function problemsOf(knowledge: KnowledgeFile, databases?: readonly string[]): Promise<Problem[]> {
  const services = await open(knowledge, databases);
  const target = targetOf(services, databases?.[0]);
  const { meanings, glossaries } = await services.memory();
  return checkKnowledge({ terms: glossaries.of(target.identity).terms, entries: meanings.of(target.identity).entries, questions: questionsOf(knowledge, target.name) }, target);
}

const put = (question: string) => ({ question, principal: 'ann' });

describe('the knowledge file is the model', () => {
  test('what it says answers', async () => {
    const services = await open({ measures: [{ words: ['takings'], sql: 'SUM(total_cents) / 100.0', table: 'rentals', where: 'cancelled_at IS NULL' }] });
    expect(await ask(put('what are our takings?'), services)).toMatchObject({ status: 'ok', rows: [[75]] });
  });

  test('what it says is told to whoever writes SQL', async () => {
    const services = await open({ states: [{ table: 'rentals', words: ['frobnicated'], where: 'due_at > returned_at' }] });
    expect(await ask(put('why were so many bikes frobnicated by whom and wherefore'), services)).toMatchObject({ context: expect.stringContaining('due_at > returned_at') });
  });

  test('customs of the house answer, and are told to whoever writes SQL', async () => {
    const services = await open({ settings: [{ weekStart: 'sunday', fiscalYearStart: '04-01', currency: 'EUR' }] });
    expect(await ask(put('how many clients signed up in FY2026?'), services)).toMatchObject({ drafts: [{ reading: expect.stringContaining('less than 2026-04-01') }, {}] });
    const { context } = { context: '', ...(await ask(put('why was FY26 worse than the week before and wherefore'), services)) };
    expect(context).toContain('weeks run from Sunday');
    expect(context).toContain('fiscal years run from April 1, called by the year in which they end');
  });

  test('a state that a person declares is told as that, beside what the data hold', async () => {
    const services = await open({ states: [{ table: 'rentals', words: ['returned'], where: 'returned_at < due_at' }] });
    expect(await ask(put('how many returned rentals'), services)).toMatchObject({ proposal: { sql: expect.stringContaining('"returned_at" < "rentals"."due_at"') } });
    expect(await ask(put('why were so many rentals returned by whom and wherefore'), services)).toMatchObject({ context: expect.stringContaining('returned = rentals where returned_at < due_at') });
  });

  test('an entry that the database would not take is set aside, the others hold', async () => {
    const knowledge: KnowledgeFile = { states: [{ table: 'rentals', words: ['odd'], where: 'nosuch(total_cents) = 1' }], entities: [{ table: 'bikes', nouns: ['steeds'] }] };
    expect(await problemsOf(knowledge)).toMatchObject([{ place: 'states[0]', reason: expect.stringContaining('nosuch') }]);
    expect(await ask(put('how many steeds are there?'), await open(knowledge))).toMatchObject({ rows: [[3]] });
  });

  test('entries of other databases keep their places and are left to them', async () => {
    const entities = [{ table: 'nothing', database: 'cars' }, { table: 'nowhere' }];
    expect(await problemsOf({ entities }, ['bikes', 'cars'])).toMatchObject([{ place: 'entities[1]', reason: expect.stringContaining('nowhere') }]);
  });

  test.each<readonly [string, KnowledgeFile, string]>([
    ['a synonym that is neither words nor a condition', { synonyms: [{ term: 'big', meaning: 'total_cents > 100 AND 1' }] }, 'synonym "big"'],
    ['a condition on a column that is not there', { synonyms: [{ term: 'gone', meaning: 'rentals.left = 1' }] }, 'synonym "gone"'],
    ['a filter on a table that is not there', { filters: [{ table: 'rental', condition: '1 = 1' }] }, 'filter "rental"'],
    ['a filter that does not prove', { filters: [{ table: 'rentals', condition: 'paid = 1' }] }, 'filter "rentals"'],
    ['a metric that does not prove', { metrics: [{ name: 'rev', sql: 'sum(paid)', table: 'rentals' }] }, 'metric "rev"'],
    ['a question that writes', { questions: [{ question: 'Drop it', sql: 'DROP TABLE rentals' }] }, 'question "Drop it"'],
  ])('%s is found', async (_, knowledge, place) => {
    expect(await problemsOf(knowledge)).toMatchObject([{ place }]);
  });

  test('SQL is never pasted into a question as words', async () => {
    const services = await open({ synonyms: [{ term: 'punters', meaning: 'SELECT * FROM clients WHERE (1 = 1)' }] });
    expect(await ask(put('how many punters are there?'), services)).toMatchObject({ status: 'needs_sql' });
  });
});
