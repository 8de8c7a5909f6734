import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { recollect } from '../../src/answer/ask/recollection.ts';
import { compose } from '../../src/compose.ts';
import { sqliteFile } from '../fixtures/make-database.ts';

interface NearQuestions {
  readonly schema: string;
  readonly verified: readonly { readonly question: string; readonly sql: string }[];
  readonly served: readonly { readonly question: string; readonly sql: string }[];
  readonly refused: readonly (readonly [string, string])[];
}

const fixture = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/near-questions.json'), 'utf8')) as NearQuestions;

/** Memory that holds the verified questions of the fixture; asks it one more. */
async function memoryOf() {
  const services = await compose({ databases: { ships: { dsn: `sqlite:${sqliteFile(fixture.schema)}` } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  const target = services.targets.get('ships');
  if (!target) throw new Error('no target');
  const { memory, scope, glossary } = await recollect(target, 'ann', await target.knowledge.get(), services);
  const asked = (text: string) => ({ text, history: [], database: 'ships', principal: 'ann' });
  for (const { question, sql } of fixture.verified) {
    await memory.remembered.remember(asked(question), scope, glossary, { proposal: { sql, rung: 'host', confidence: 1, verified: true, reading: '', assumptions: [] }, tables: ['ships'] });
  }
  return (text: string) => memory.remembered.find(asked(text), scope, glossary)?.proposal.sql;
}

describe('a verified question', () => {
  test('answers other literals of the same column and type', async () => {
    const find = await memoryOf();
    expect(fixture.served.map(({ question }) => [question, find(question)])).toEqual(fixture.served.map(({ question, sql }) => [question, sql]));
  });

  test('answers nothing that differs in anything else', async () => {
    const find = await memoryOf();
    expect(fixture.refused.map(([kind, question]) => [kind, question, find(question)]).filter(([, , sql]) => sql !== undefined)).toEqual([]);
  });

  test('answers its own words, whatever their case, quotes and closing mark', async () => {
    const find = await memoryOf();
    for (const { question, sql } of fixture.verified) expect(find(`${question.toUpperCase().replace(/[?]$/, '')} !`)).toBe(sql);
  });
});
