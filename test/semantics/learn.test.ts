import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { requestsFor } from '../../src/answer/learn/request.ts';
import { takeReply } from '../../src/answer/learn/take-reply.ts';
import { targetOf } from '../../src/answer/target/target.ts';
import { compose } from '../../src/compose.ts';
import type { AccessConfig, ModelConfig } from '../../src/config/schema.ts';
import { runLine } from '../command-line.ts';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { provider } from '../model/asking.ts';
import { fakeOpenAi } from '../model/fake-provider.ts';
import { startServer } from '../stdio-server.ts';
import { rental } from './schemas.ts';

const takings = { words: ['takings'], sql: 'SUM(total_cents) / 100.0', table: 'rentals' };
const lent = { question: 'Which clients came back?', sql: 'SELECT first_name FROM clients WHERE (SELECT count(*) FROM rentals WHERE client_id = clients.id) > 1' };
const reply = {
  measures: [takings, { words: ['odds'], sql: 'SUM(nosuch)', table: 'rentals' }, { words: ['sum'] }],
  states: [{ table: 'rentals', words: ['still out'], where: 'returned_at IS NULL AND cancelled_at IS NULL' }],
  questions: [lent, { question: 'Empty it', sql: 'DELETE FROM rentals' }, { question: 'How many?' }],
};

async function open(schema: string, access?: AccessConfig) {
  const services = await compose({ databases: { db: { dsn: `sqlite:${sqliteFile(schema)}`, ...(access ? { access } : {}) } }, state: { file: ':memory:' }, baseFolder: '/' }, { careful: true });
  onTestFinished(() => services.close());
  return { services, target: targetOf(services, undefined) };
}

const columns = 'id INTEGER PRIMARY KEY, customer_name TEXT, ordered_at TIMESTAMP, amount_cents INTEGER, status_code TEXT, note TEXT, carrier_name TEXT, weight_g INTEGER';
const forty = Array.from({ length: 41 }, (_, n) => `CREATE TABLE deliveries_${n} (${columns});`).join('\n');

describe('the request', () => {
  test('forty tables go into 6,000 tokens, more into parts', async () => {
    const { target } = await open(forty);
    const requests = await requestsFor(target, {});
    expect(requests).toHaveLength(2);
    for (const { text } of requests) expect(text.length / 4).toBeLessThanOrEqual(6_000);
    expect(requests[0]?.text).toContain('deliveries_39');
    expect(requests[1]?.text).toContain('Part 2 of 2');
  });

  test('is the same for the same schema', async () => {
    const [one] = await requestsFor((await open(rental)).target, {});
    const [other] = await requestsFor((await open(rental)).target, {});
    expect(one?.mark).toBe(other?.mark);
  });

  test('shows only what the policy lets be seen, and no values where they are not sent', async () => {
    const { target } = await open(rental, { deny: ['agents'], columns: { 'clients.last_name': 'hidden' } });
    const [request] = await requestsFor(target, {});
    for (const hidden of ['agents', 'last_name', 'Fox', 'Dee Orr']) expect(request?.text).not.toContain(hidden);
    const [bare] = await requestsFor(target, { values: false });
    expect(request?.text).toContain('cargo');
    expect(bare?.text).not.toContain('cargo');
  });

  test('tells what is read already, so that a reply corrects it and repeats nothing', async () => {
    const [request] = await requestsFor((await open(rental)).target, {});
    expect(request?.text).toMatch(/read already: money: .*cancelled: cancelled_at is known/);
  });
});

test('of a reply what proves is kept, and what does not is dropped with its place and the reason', async () => {
  const { target } = await open(rental);
  const taken = await takeReply(reply, target, { origin: 'model' });
  expect(taken.entries).toEqual({ measures: [{ ...takings, origin: 'model' }], states: [{ ...reply.states[0], origin: 'model' }] });
  expect(taken.questions).toEqual([lent]);
  expect(taken.dropped.map(({ place }) => place).toSorted()).toEqual(['measures[1]', 'measures[2]', 'questions[1]', 'questions[2]']);
});

interface House {
  readonly config: string;
  readonly file: string;
  readonly reply: string;
}

function house(model?: ModelConfig): House {
  const folder = temporaryFolder();
  const [config, file, replyFile] = ['config.json', 'knowledge.json', 'reply.json'].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(config, JSON.stringify({ databases: { bikes: { dsn: `sqlite:${sqliteFile(rental, folder)}` } }, knowledge: 'knowledge.json', state: { file: 'state.sqlite' }, ...(model ? { model } : {}) }));
  writeFileSync(file, JSON.stringify({ measures: [{ words: ['fees'], sql: 'SUM(total_cents)', table: 'rentals' }] }));
  writeFileSync(replyFile, `Here it is:\n\`\`\`json\n${JSON.stringify(reply)}\n\`\`\`\n`);
  return { config, file, reply: replyFile };
}

const kept = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

describe('learn', () => {
  test('prints the request, takes the reply for review, and accepts its questions later', async () => {
    const { config, file, reply: path } = house();
    expect(await runLine('learn', '--print', '--config', config)).toMatchObject({ code: 0, stdout: expect.stringContaining('rentals') as unknown });
    expect(await runLine('learn', '--reply', path, '--config', config)).toMatchObject({ code: 0, stdout: expect.stringContaining('kept 2 of 4 entries and 1 of 3 questions') as unknown });
    const [fees, learnt] = [{ words: ['fees'], sql: 'SUM(total_cents)', table: 'rentals' }, { ...takings, origin: 'model' }];
    expect(kept(file)).toEqual({ measures: [fees, learnt], states: [{ ...reply.states[0], origin: 'model' }], questions: [{ ...lent, origin: 'model' }] });
    await runLine('learn', '--trust', '--config', config);
    expect(kept(file)).toMatchObject({ questions: [lent] });
    const { stdout } = await runLine('ask', lent.question, '--config', config, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ rung: 'remembered', rows: [['Ann']] });
  }, 60_000);

  test('asks the configured model where there is one', async () => {
    const fake = await fakeOpenAi([{ reply }]);
    const { config, file } = house({ providers: [provider(fake.baseUrl)] });
    expect(await runLine('learn', '--config', config)).toMatchObject({ code: 0 });
    expect(fake.requests[0]?.prompt).toContain('rentals');
    expect(fake.requests[0]?.body['response_format']).toBeUndefined();
    expect(kept(file)).toMatchObject({ states: [{ origin: 'model' }] });
  }, 60_000);

  test('says what to do where there is none', async () => {
    const { config } = house();
    expect(await runLine('learn', '--config', config)).toMatchObject({ code: 2, stderr: expect.stringContaining('learn --print') as unknown });
  }, 60_000);
});

describe('a host teaches many entries', () => {
  test('by the prompt and the tool; they hold, are examples, and can be taken back', async () => {
    const server = await startServer(['--dsn', `sqlite:${sqliteFile(rental)}`], { environment: { XDG_STATE_HOME: temporaryFolder() } });
    onTestFinished(() => server.close());
    const { messages } = await server.client.getPrompt({ name: 'learn_database', arguments: {} });
    expect(JSON.stringify(messages)).toContain('rentals');
    expect(await server.call('teach', { entries: reply })).toMatchObject({ done: 'entries added', kept: 3, dropped: expect.arrayContaining([expect.objectContaining({ place: 'questions[1]' })]) as unknown });
    expect(await server.call('nl2sql', { question: 'what are our takings' })).toMatchObject({ rows: [[165]] });
    expect(await server.call('nl2sql', { question: 'Tell me which clients came back and why they may have done so' })).toMatchObject({ status: 'needs_sql', context: expect.stringContaining(lent.question) as unknown });
    expect(await server.call('teach', { entries: { measures: [takings], questions: [lent] }, verdict: 'forget' })).toMatchObject({ done: 'forgotten', answers: 2 });
    expect(await server.call('nl2sql', { question: 'what are our takings' })).not.toMatchObject({ status: 'ok' });
  }, 60_000);

  test('whose questions answer once the user accepted them', async () => {
    const { services } = await open(rental);
    const { teachMany } = await import('../../src/answer/teach/teach-many.ts');
    await teachMany({ entries: { questions: [lent] }, principal: 'ann' }, services);
    expect(await ask({ question: lent.question, principal: 'bob' }, services)).toMatchObject({ status: 'needs_sql' });
    await teachMany({ entries: { questions: [lent] }, verdict: 'accept', principal: 'ann' }, services);
    expect(await ask({ question: lent.question, principal: 'bob' }, services)).toMatchObject({ status: 'ok', rows: [['Ann']] });
  });
});
