import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { meaningOf } from '../../src/answer/report/meaning.ts';
import { compose } from '../../src/compose.ts';
import type { FactWire } from '../../src/core/wire.ts';
import type { KnowledgeFile } from '../../src/memory/knowledge-file.ts';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { rental } from '../semantics/schemas.ts';

async function open(knowledge: KnowledgeFile, access: object = {}) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'knowledge.json'), JSON.stringify(knowledge));
  const databases = { bikes: { dsn: `sqlite:${sqliteFile(rental, folder)}`, ...access } };
  const services = await compose({ databases, knowledge: 'knowledge.json', state: { file: ':memory:' }, baseFolder: folder }, { careful: false });
  onTestFinished(() => services.close());
  return (table: string) => meaningOf({ table, principal: 'ann' }, services);
}

function fact(facts: readonly FactWire[], what: string): FactWire | undefined {
  return facts.find((one) => one.what.split(', ').includes(what));
}

test('what names, types and values tell is inferred: kind, moment, money with its unit, states, roles', async () => {
  const { rows, measures, states, columns } = await (await open({}))('rentals');
  expect(fact(rows, 'is')).toEqual({ what: 'is', text: 'transaction', origin: 'inferred' });
  expect(fact(rows, 'happened at')).toMatchObject({ text: 'started_at', origin: 'inferred' });
  expect(fact(measures, 'worth')).toMatchObject({ text: 'total_cents' });
  expect(fact(states, 'cancelled')).toMatchObject({ text: 'cancelled_at is known', origin: 'inferred' });
  expect(fact(columns, 'total_cents')).toEqual({ what: 'total_cents', text: 'money (in cent, added up)', origin: 'inferred' });
  expect(columns.map(({ what }) => what)).toEqual(['id', 'client_id', 'bike_id', 'agent_id', 'total_cents', 'started_at', 'due_at', 'returned_at', 'cancelled_at']);
});

test('what people and models said stands with them and their certainty; what was set aside does not stand', async () => {
  const meaning = await (await open({
    entities: [{ table: 'rentals', nouns: ['hires'], moment: 'due_at' }],
    attributes: [{ column: 'rentals.total_cents', words: ['fare'] }],
    states: [{ table: 'rentals', words: ['in limbo'], where: 'returned_at IS NULL', origin: 'model' }, { table: 'rentals', words: ['odd'], where: 'nosuch(id) = 1' }],
    measures: [{ table: 'rentals', words: ['takings'], sql: 'SUM(total_cents) / 100.0', where: 'cancelled_at IS NULL' }],
    relations: [{ key: 'rentals.agent_id', words: ['account rep'] }],
    metrics: [{ name: 'turnover', sql: 'sum(total_cents)', table: 'rentals' }],
    synonyms: [{ term: 'outings', meaning: 'rentals' }],
  }))('rentals');
  const said = { origin: 'person', certainty: 1 };
  expect(fact(meaning.rows, 'also called')).toEqual({ what: 'also called', text: 'hires', ...said });
  expect(meaning.rows).toContainEqual({ what: 'also called', text: 'outings', ...said });
  expect(fact(meaning.rows, 'is')).toMatchObject({ origin: 'inferred' });
  expect(fact(meaning.rows, 'happened at')).toEqual({ what: 'happened at', text: 'due_at', ...said });
  expect(fact(meaning.states, 'in limbo')).toEqual({ what: 'in limbo', text: 'returned_at IS NULL', origin: 'model', certainty: 0.8 });
  expect(fact(meaning.states, 'odd')).toBeUndefined();
  expect(fact(meaning.measures, 'takings')).toEqual({ what: 'takings', text: 'SUM(total_cents) / 100.0 where cancelled_at IS NULL', ...said });
  expect(fact(meaning.measures, 'turnover')).toEqual({ what: 'turnover', text: 'sum(total_cents)', ...said });
  expect(fact(meaning.columns, 'total_cents')).toEqual({ what: 'total_cents', text: 'money (in cent, added up) · fare', ...said });
  expect(fact(meaning.columns, 'agent_id')).toMatchObject({ text: 'key · account rep', ...said });
});

test('nothing is told of a column that the caller may not see', async () => {
  const knowledge: KnowledgeFile = { states: [{ table: 'clients', words: ['reachable'], where: 'email IS NOT NULL' }], attributes: [{ column: 'clients.email', words: ['address'] }] };
  expect(JSON.stringify(await (await open(knowledge))('clients'))).toContain('email IS NOT NULL');
  expect(JSON.stringify(await (await open(knowledge, { access: { columns: { 'clients.email': 'hidden' } } }))('clients'))).not.toContain('email');
});

test('a table that is not there is told, with those that are', async () => {
  const meaning = await open({});
  await expect(meaning('rental')).rejects.toMatchObject({ code: 'UNKNOWN_TABLE', hints: [expect.stringContaining('rentals')] });
});
