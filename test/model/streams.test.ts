import { describe, expect, test } from 'vitest';
import { parseReply } from '../../src/model/reply.ts';
import { askShop, provider, shopWith, sqlReply } from './asking.ts';
import { type Behaviour, fakeAnthropic, fakeGoogle, fakeOpenAi, type FakeRequest, type Script } from './fake-provider.ts';

const select = 'SELECT name FROM customers WHERE id = 1';
const right = sqlReply(select);
/** As models give it that were asked for strict JSON: the SQL in the middle, empty fields behind it. */
const json = JSON.stringify(right);
const isAskedToStream = ({ body, path }: FakeRequest) => body['stream'] === true || path.includes('streamGenerateContent');
const ok = { status: 'ok', rows: [['Ada']] };
const behindSql = Math.ceil((json.indexOf(select) + select.length + 3) / 7);
const insideSql = Math.floor((json.indexOf(select) + 10) / 7);

describe.each([
  ['OpenAI-compatible', 'openai-compatible', fakeOpenAi],
  ['Anthropic', 'anthropic', fakeAnthropic],
  ['Google', 'google', fakeGoogle],
] as const)('a server that only streams, %s', (_, kind, fake) => {
  const shop = async (script: Script, changes: Parameters<typeof provider>[1] = {}) => {
    const server = await fake(script);
    return { server, services: await shopWith({ providers: [provider(server.baseUrl, { kind, ...changes })] }) };
  };

  test('and refuses a reply in one piece is asked for a stream then and from then on', async () => {
    const { server, services } = await shop((request) => (isAskedToStream(request) ? { stream: right } : { status: 400, body: '{"error":{"message":"Stream must be set to true"}}' }));
    expect(await askShop(services)).toMatchObject({ ...ok, model: { calls: 1, tokens: 120 } });
    expect(await askShop(services, 'Whose loyalty pays off least?')).toMatchObject({ status: 'ok' });
    expect(server.requests.map(isAskedToStream)).toEqual([false, true, true]);
  });

  test('unasked is understood, and what it wrote unread is booked', async () => {
    const { server, services } = await shop([{ stream: right }]);
    expect(await askShop(services)).toMatchObject(ok);
    expect(server.requests.map(isAskedToStream)).toEqual([false, true]);
    expect(services.model?.health()[0]?.tokensLastHour).toBeGreaterThan(120 + 100);
  });

  const streaming = (later: readonly Behaviour[]) => {
    let streams = 0;
    return (request: FakeRequest): Behaviour => (isAskedToStream(request) ? (later[Math.min(streams++, later.length - 1)] ?? { hang: true }) : { status: 400, body: 'only stream=true' });
  };

  test('and is cut behind the SQL has said enough, and is not paid for again', async () => {
    const { server, services } = await shop(streaming([{ stream: json, cutAfter: behindSql }]));
    expect(await askShop(services)).toMatchObject({ ...ok, model: { calls: 1 } });
    expect(server.requests).toHaveLength(2);
  });

  test('and is cut inside the SQL is asked again, and both are booked', async () => {
    const { server, services } = await shop(streaming([{ stream: json, cutAfter: insideSql }, { stream: right }]));
    const answer = await askShop(services);
    expect(answer).toMatchObject({ ...ok, model: { calls: 2 } });
    expect(server.requests).toHaveLength(3);
    const tokens = answer.status === 'ok' ? (answer.model?.tokens ?? 0) : 0;
    expect(tokens).toBeGreaterThan(200);
    expect(services.model?.health()[0]?.tokensLastHour).toBe(tokens);
  });

  test('and never gets there leaves the question to the host', async () => {
    const { services } = await shop(streaming([{ stream: json, cutAfter: insideSql }]), { retries: 1 });
    expect(await askShop(services)).toMatchObject({ status: 'needs_sql', reason: `${kind}: the reply was broken off or no valid protocol` });
  });
});

test('bare SQL of a stream that was cut never passes for whole', async () => {
  const fake = await fakeOpenAi((request) => (isAskedToStream(request) ? { stream: `${select} AND country = 'France'`, cutAfter: Math.ceil(select.length / 7) } : { status: 400, body: 'stream' }));
  expect(await askShop(await shopWith({ providers: [provider(fake.baseUrl, { retries: 0, structured: false })] }))).toMatchObject({ status: 'needs_sql' });
});

describe('a reply that ran into the most tokens allowed', () => {
  test.each<Behaviour>([{ reply: select, finish: 'length' }, { reply: `\`\`\`sql\n${select}`, finish: 'length' }])('is not taken where its SQL has no end of its own: %#', async (behaviour) => {
    const fake = await fakeOpenAi([behaviour]);
    expect(await askShop(await shopWith({ providers: [provider(fake.baseUrl)] }))).toMatchObject({ status: 'needs_sql', reason: 'the reply of the model broke off before the end of its SQL' });
  });

  test.each([json.slice(0, json.indexOf(select) + select.length + 3), `\`\`\`sql\n${select}\n\`\`\`\nIt sel`])('is taken where it has: %#', async (reply) => {
    const fake = await fakeOpenAi([{ reply, finish: 'length' }]);
    expect(await askShop(await shopWith({ providers: [provider(fake.baseUrl)] }))).toMatchObject(ok);
    expect(parseReply(reply, { isWhole: false })).toMatchObject({ kind: 'sql', sql: select });
  });
});
