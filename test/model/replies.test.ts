import { describe, expect, test } from 'vitest';
import { parseReply } from '../../src/model/reply.ts';
import { askShop, provider, shopWith, sqlReply } from './asking.ts';
import { fakeAnthropic, fakeGoogle, fakeOpenAi } from './fake-provider.ts';

const select = 'SELECT name FROM customers WHERE id = 1';
const json = JSON.stringify(sqlReply(select));

describe('a reply is understood', () => {
  const forms: readonly (readonly [string, string])[] = [
    ['as JSON', json],
    ['as fenced JSON', `\`\`\`json\n${json}\n\`\`\``],
    ['as JSON with talk around it', `Sure! Here {as you wish}: ${json} Anything else?`],
    ['after thoughts with other SQL', `<think>{"sql": "SELECT 2"} maybe</think>${json}`],
    ['as JSON that broke off behind the SQL', `{"reading": "r", "assumptions": [], "sql": "${select}", "alternatives": [`],
    ['as JSON that broke off in a later text', `{"sql": "${select}", "reading": "the names of`],
    ['as fenced SQL', `The query:\n\`\`\`sql\n${select};\n\`\`\`\nIt selects names.`],
    ['as bare SQL', `${select};`],
    ['with SQL that is fenced inside the JSON', JSON.stringify(sqlReply(`\`\`\`sql\n${select};\n\`\`\``))],
  ];
  test.each(forms)('%s', (_, text) => expect(parseReply(text)).toMatchObject({ kind: 'sql', sql: select }));

  test('SQL that broke off in the middle is never taken', () => {
    expect(parseReply(`{"reading": "r", "sql": "SELECT name FROM customers WHERE`)).toMatchObject({ kind: 'none' });
    expect(parseReply('{"sql": "SELECT name FROM customers WHERE country = \\')).toMatchObject({ kind: 'none' });
  });

  test.each(['', 'I can not help with that.', '[]', '{"foo": 1}', '{"sql": 42}', 'null', '{'.repeat(50_000), '"'.repeat(9_999)])('nothing usable is said so: %#', (text) => {
    expect(parseReply(text)).toMatchObject({ kind: 'none' });
  });

  test('several readings become choices, one is no choice', () => {
    const alternatives = [{ reading: 'by price', sql: 'SELECT 1' }, { reading: 'by count', sql: 'SELECT 2' }];
    expect(parseReply(JSON.stringify({ sql: '', alternatives }))).toMatchObject({ kind: 'choices', readings: [{ reading: 'by price' }, { sql: 'SELECT 2' }] });
    expect(parseReply(JSON.stringify({ sql: select, alternatives: alternatives.slice(1) }))).toMatchObject({ kind: 'sql' });
  });
});

describe('every provider answers through the ladder', () => {
  test('OpenAI-compatible, with key, schema, headers and query', async () => {
    const fake = await fakeOpenAi([{ reply: sqlReply(select) }]);
    const answer = await askShop(await shopWith({ providers: [provider(fake.baseUrl, { headers: { 'api-key': 'azure' }, query: { 'api-version': '1' } })] }));
    expect(answer).toMatchObject({ status: 'ok', rows: [['Ada']], proposal: { rung: 'model', verified: false }, model: { calls: 1, tokens: 120, repairs: 0 } });
    expect(fake.requests[0]).toMatchObject({ path: '/v1/chat/completions?api-version=1', headers: { authorization: 'Bearer key-0123456789', 'api-key': 'azure' }, body: { response_format: { type: 'json_schema' } } });
  });

  test('Anthropic', async () => {
    const fake = await fakeAnthropic([{ reply: sqlReply(select) }]);
    const answer = await askShop(await shopWith({ providers: [provider(fake.baseUrl, { kind: 'anthropic', models: { fast: 'claude-haiku-4-5' } })] }));
    expect(answer).toMatchObject({ status: 'ok', rows: [['Ada']], model: { model: 'anthropic/claude-haiku-4-5', tokens: 120 } });
    expect(fake.requests[0]).toMatchObject({ path: '/v1/messages', headers: { 'x-api-key': 'key-0123456789' } });
  });

  test('Google', async () => {
    const fake = await fakeGoogle([{ reply: sqlReply(select) }]);
    const answer = await askShop(await shopWith({ providers: [provider(fake.baseUrl, { kind: 'google', models: { strong: 'gemini-2.5-pro' } })] }));
    expect(answer).toMatchObject({ status: 'ok', rows: [['Ada']], model: { model: 'google/gemini-2.5-pro' } });
  });

  test('a server that refuses a JSON schema is asked in plain words, and not asked for a schema again', async () => {
    const fake = await fakeOpenAi(({ body }) => ('response_format' in body ? { status: 400 } : { reply: `\`\`\`json\n${json}\n\`\`\`` }));
    const services = await shopWith({ providers: [provider(fake.baseUrl)] });
    expect(await askShop(services)).toMatchObject({ status: 'ok', rows: [['Ada']] });
    expect(await askShop(services, 'Whose loyalty pays off least?')).toMatchObject({ status: 'ok' });
    expect(fake.requests.map(({ body }) => 'response_format' in body)).toEqual([true, false, false]);
  });

  test('a model that has nothing leaves the question to the host, with its reason', async () => {
    const fake = await fakeOpenAi([{ reply: { ...sqlReply(''), reason: 'there is no loyalty programme' } }]);
    const answer = await askShop(await shopWith({ providers: [provider(fake.baseUrl)] }));
    expect(answer).toMatchObject({ status: 'needs_sql', reason: 'the model says: there is no loyalty programme' });
  });
});
