import { expect, onTestFinished, test } from 'vitest';
import { proposeAlone } from '../../src/answer/ask/rung.ts';
import type { Proposed } from '../../src/answer/ask/source.ts';
import { compose } from '../../src/compose.ts';
import type { SqlModel } from '../../src/core/model.ts';
import { localPrincipal } from '../../src/core/question.ts';
import { sqliteFile } from '../fixtures/make-database.ts';

const schema = `
  CREATE TABLE trips (id INTEGER PRIMARY KEY, departure TEXT, arrival TEXT);
  INSERT INTO trips VALUES (1, 'Rome', 'Oslo'), (2, 'Oslo', 'Rome'), (3, 'Bonn', 'Rome');
`;

async function said(text: string, careful: boolean, model?: SqlModel): Promise<Proposed> {
  const services = await compose({ databases: { trips: { dsn: `sqlite:${sqliteFile(schema)}` } }, baseFolder: '/' }, { careful, ...(model ? { model } : {}) });
  onTestFinished(() => services.close());
  const target = services.targets.get('trips');
  const source = services.sources.find(({ rung }) => rung === 'instant');
  if (!target || !source) throw new Error('nothing to ask');
  return proposeAlone(source, { question: { text, history: [], database: 'trips', principal: localPrincipal }, target, knowledge: await target.knowledge.get() }, services);
}

test('a value that two columns hold alike leaves two readings to choose from', async () => {
  const proposed = await said('how many trips Rome', false);
  expect(proposed.kind).toBe('choices');
  const readings = proposed.kind === 'choices' ? proposed.readings : [];
  expect(readings.map(({ reading }) => reading).join('\n')).toMatch(/departure is "Rome"[\s\S]*|arrival is "Rome"/);
  expect(new Set(readings.map(({ sql }) => sql)).size).toBe(readings.length);
});

test('a host, too, is given the readings, so that it can ask the person', async () => {
  expect(await said('how many trips Rome', true)).toMatchObject({ kind: 'choices', readings: [expect.anything(), expect.anything()] });
});

test('where a model comes next, it decides, and the readings are told as the reason', async () => {
  const model: SqlModel = { writeSql: () => Promise.reject(new Error('not asked here')), health: () => [] };
  expect(await said('how many trips Rome', false, model)).toMatchObject({ kind: 'none', reason: expect.stringContaining('several readings: 1. ') });
});

test('readings that show other columns of the same rows are no choice', async () => {
  const proposed = await said('trips to Oslo', false);
  const readings = proposed.kind === 'choices' ? proposed.readings : [];
  const rows = readings.map(({ sql }) => sql.replace(/^.* FROM/, 'FROM'));
  expect(new Set(rows).size).toBe(rows.length);
});
