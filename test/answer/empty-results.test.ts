import { describe, expect, test } from 'vitest';
import { askShop, provider, shopWith, sqlReply } from '../model/asking.ts';
import { type FakeProvider, fakeOpenAi } from '../model/fake-provider.ts';

const inFrance = "SELECT name FROM customers WHERE country = 'France'";
const misspelt = "SELECT name FROM customers WHERE country = 'FRANCE'";
const misplaced = "SELECT name FROM customers WHERE name = 'france'";
const nowhere = "SELECT name FROM customers WHERE country = 'Peru'";

/** The answer to replies that come one after the other. */
async function answered(replies: readonly string[], model: object = {}): Promise<{ readonly fake: FakeProvider; readonly answer: Awaited<ReturnType<typeof askShop>> }> {
  const fake = await fakeOpenAi(replies.map((sql) => ({ reply: sqlReply(sql) })));
  return { fake, answer: await askShop(await shopWith({ providers: [provider(fake.baseUrl)], ...model })) };
}

describe('SQL of a model that finds nothing', () => {
  test.each([
    ['in another spelling of the same column', misspelt, "SQL: SELECT name FROM customers WHERE country = 'FRANCE'", "customers.country holds 'France'."],
    ['in another column', misplaced, "no such value is known: customers.name = 'france'", "customers.country holds 'France'."],
    ['where it is counted', misspelt.replace('name', 'count(*)'), 'it finds nothing', "customers.country holds 'France'."],
  ])('goes back where the value stands %s', async (_, sql, ...told) => {
    const { fake, answer } = await answered([sql, inFrance]);
    expect(answer).toMatchObject({ status: 'ok', rows: [['Ada'], ['Cem']], model: { calls: 2, repairs: 1 } });
    for (const text of told) expect(fake.requests[1]?.prompt).toContain(text);
  });

  test('is the answer where nothing speaks against it', async () => {
    const { fake, answer } = await answered([nowhere, inFrance]);
    expect(answer).toMatchObject({ status: 'ok', rows: [], proposal: { sql: nowhere } });
    expect(answer).not.toMatchObject({ warnings: expect.arrayContaining([expect.stringContaining('no such value is known')]) });
    expect(fake.requests).toHaveLength(1);
  });

  test('is the answer where the value is held but other conditions leave nothing', async () => {
    const { fake } = await answered([`${inFrance} AND id = 2`, inFrance]);
    expect(fake.requests).toHaveLength(1);
  });

  test.each([
    ['the same again', misspelt],
    ['nothing either', nowhere],
    ['SQL that fails', 'SELECT nam FROM customers'],
    ['a refusal', ''],
  ])('stands, with what speaks against it, where the second try is %s', async (_, second) => {
    const { fake, answer } = await answered([misspelt, second, inFrance]);
    expect(answer).toMatchObject({ status: 'ok', rows: [], proposal: { sql: misspelt }, warnings: expect.arrayContaining([expect.stringContaining('finds nothing'), "customers.country holds 'France'."]) });
    expect(fake.requests).toHaveLength(2);
  });

  test('stands where the model can not be asked again', async () => {
    const fake = await fakeOpenAi([{ reply: sqlReply(misspelt) }, { status: 401 }]);
    const answer = await askShop(await shopWith({ providers: [provider(fake.baseUrl)] }));
    expect(answer).toMatchObject({ status: 'ok', rows: [], proposal: { sql: misspelt } });
    expect(fake.requests).toHaveLength(2);
  });

  test('stands where the second try takes too long', async () => {
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
    const fake = await fakeOpenAi([{ reply: sqlReply(misspelt) }, { reply: sqlReply(endless) }]);
    const services = await shopWith({ providers: [provider(fake.baseUrl)] });
    const target = services.targets.get('shop');
    if (!target) throw new Error('no target');
    const impatient = { ...services, targets: new Map([['shop', { ...target, policy: { ...target.policy, timeoutMs: 1_500 } }]]) };
    expect(await askShop(impatient)).toMatchObject({ status: 'ok', rows: [], proposal: { sql: misspelt } });
  });

  test('goes back without the values where a provider is told of none', async () => {
    const { fake } = await answered([misspelt, inFrance], { send: { values: false } });
    expect(fake.requests[1]?.prompt).toContain('customers.country holds …');
    expect(fake.requests[1]?.prompt).not.toContain("'France'");
  });

  test('counts among the repairs', async () => {
    const { fake, answer } = await answered([misspelt, inFrance], { repairs: 0 });
    expect(answer).toMatchObject({ status: 'ok', rows: [] });
    expect(fake.requests).toHaveLength(1);
  });
});
