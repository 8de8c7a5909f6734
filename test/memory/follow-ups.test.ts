import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import type { Services } from '../../src/answer/services.ts';
import { teach } from '../../src/answer/teach/teach.ts';
import { compose } from '../../src/compose.ts';
import { restated } from '../../src/memory/restate.ts';
import { sqliteFile } from '../fixtures/make-database.ts';

const shop = `
  CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT, country TEXT, active INTEGER, since INTEGER);
  INSERT INTO clients VALUES (1, 'Ada', 'France', 1, 2019), (2, 'Bob', 'Italy', 1, 2020), (3, 'Cem', 'Italy', 0, 2020), (4, 'Dan', 'Spain', 1, 2019), (5, 'Eve', 'France', 0, 2020);
`;
const principal = 'ann';

async function open(verified: Readonly<Record<string, string>>): Promise<Services> {
  const services = await compose({ databases: { shop: { dsn: `sqlite:${sqliteFile(shop)}` } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: false });
  onTestFinished(() => services.close());
  for (const [question, sql] of Object.entries(verified)) await teach({ question, sql, verdict: 'accept', principal }, services);
  return services;
}

describe('a follow-up of an answer from memory', () => {
  const patrons = 'Who are our patrons in France?';
  /** What the house means by a patron, the rules can't know. */
  const sql = "SELECT name FROM clients WHERE country = 'France' AND active = 1";

  test.each([
    ['and in Italy?', [['Bob']]],
    ['What about Italy?', [['Bob']]],
    ['in Spain?', [['Dan']]],
    ['Same for Spain', [['Dan']]],
  ])('goes on from its SQL: %s', async (question, rows) => {
    const services = await open({ [patrons]: sql });
    expect(await ask({ question: patrons, principal }, services)).toMatchObject({ status: 'ok', rows: [['Ada']], proposal: { rung: 'remembered' } });
    const answer = await ask({ question, history: [patrons], principal }, services);
    expect(answer).toMatchObject({ status: 'ok', rows, proposal: { rung: 'remembered', verified: true } });
    expect(answer.status === 'ok' && answer.proposal.assumptions[0]).toMatch(/^understood as "Who are our patrons in (Italy|Spain)\?"$/);
  });

  test('goes on from a follow-up that went on from it', async () => {
    const services = await open({ [patrons]: sql });
    expect(await ask({ question: 'and in Spain?', history: [patrons, 'and in Italy?'], principal }, services)).toMatchObject({ rows: [['Dan']], proposal: { rung: 'remembered' } });
  });

  test('goes on from an answer by template', async () => {
    const services = await open({ [patrons]: sql });
    expect(await ask({ question: 'and in Italy?', history: ['Who are our patrons in Spain?'], principal }, services)).toMatchObject({ rows: [['Bob']] });
  });

  test('changes the place that its words fit', async () => {
    const services = await open({ 'Which patrons in France came in 2019?': "SELECT name FROM clients WHERE country = 'France' AND since = 2019 AND active = 1" });
    const asked = (question: string) => ask({ question, history: ['Which patrons in France came in 2019?'], principal }, services);
    expect(await asked('and in Spain?')).toMatchObject({ rows: [['Dan']] });
    expect(await asked('and in 2020?')).toMatchObject({ rows: [] });
  });

  test('gives way to an answer that was verified for the whole question', async () => {
    const services = await open({ [patrons]: sql, 'Who are our patrons in Italy?': "SELECT 'nobody'" });
    expect(await ask({ question: 'and in Italy?', history: [patrons], principal }, services)).toMatchObject({ rows: [['nobody']] });
  });

  test.each(['and in Peru?', 'or in Italy?', 'and not in Italy?', 'and in Italy and Spain?', 'and their names?', 'and the inactive ones in Italy?'])('is not guessed where its words say more, or other: %s', async (question) => {
    const services = await open({ [patrons]: sql });
    const answer = await ask({ question, history: [patrons], principal }, services);
    expect(answer.status === 'ok' ? answer.proposal.rung : answer.status).toBe('needs_sql');
  });

  const counted = 'How many clients are in France?';

  test('is left by the rules where the verified SQL is not what they would have written', async () => {
    const services = await open({ [counted]: "SELECT count(*) FROM clients WHERE country = 'France' AND active = 1" });
    expect(await ask({ question: 'and in Italy?', history: [counted], principal }, services)).toMatchObject({ rows: [[1]], proposal: { rung: 'remembered' } });
    expect(await ask({ question: 'and those in Italy since 2020?', history: [counted], principal }, services)).toMatchObject({ status: 'needs_sql', reason: 'it builds on a verified answer that the rules would have given otherwise' });
  });

  test('is answered by the rules over the plan that they made, served from memory or not', async () => {
    const services = await open({});
    for (const rung of ['instant', 'remembered']) expect(await ask({ question: counted, principal }, services)).toMatchObject({ rows: [[2]], proposal: { rung } });
    for (const rung of ['instant', 'remembered']) expect(await ask({ question: 'and in Italy?', history: [counted], principal }, services)).toMatchObject({ status: 'ok', rows: [[2]], proposal: { rung } });
    expect(await ask({ question: 'and in Spain?', history: [counted], principal }, services)).toMatchObject({ rows: [[1]] });
  });
});

test('words that fit two places have no one meaning', () => {
  const route = /^flights from (Paris|Rome|Oslo) to (Paris|Rome|Oslo)$/;
  const meaningOf = (text: string) => (route.test(text) ? text : undefined);
  expect(restated(['flights from Paris to Rome'], 'and to Oslo?', meaningOf)).toBe('flights from Paris to Oslo');
  expect(restated(['flights from Paris to Rome'], 'and Oslo?', meaningOf)).toBeUndefined();
  expect(restated(['and to Rome?'], 'and to Oslo?', meaningOf)).toBeUndefined();
});
