import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../src/config/features.ts';
import { featuresWith } from '../../src/core/features.ts';
import { together } from '../../src/answer/ask/together.ts';
import { complexityOf } from '../../src/answer/ask/complexity.ts';
import { askShop, hardQuestion, provider, shopWith, sqlReply } from '../model/asking.ts';
import { fakeOpenAi } from '../model/fake-provider.ts';

const right = { reply: sqlReply('SELECT name FROM customers WHERE id = 1') } as const;
const wrong = { reply: sqlReply('SELECT nam FROM customers') } as const;
const simple = 'How many customers are there?';

describe('the ladder', () => {
  test('a question that the rules answer costs no call', async () => {
    const fake = await fakeOpenAi([right]);
    const services = await shopWith({ providers: [provider(fake.baseUrl)] });
    expect(await askShop(services, simple)).toMatchObject({ status: 'ok', rows: [[3]], proposal: { rung: 'instant' } });
    expect(fake.requests).toHaveLength(0);
  });

  test('what the model answered is remembered, and asked for once', async () => {
    const fake = await fakeOpenAi([right]);
    const services = await shopWith({ providers: [provider(fake.baseUrl)] });
    await askShop(services);
    expect(await askShop(services)).toMatchObject({ status: 'ok', rows: [['Ada']], proposal: { rung: 'remembered' } });
    expect(fake.requests).toHaveLength(1);
  });

  test('hard questions go to the strong model, others to the fast one, each with its reasons', async () => {
    const fake = await fakeOpenAi([right]);
    const services = await shopWith({ providers: [provider(fake.baseUrl)] });
    const hard = 'Whose loyalty is above the average loyalty of both France and Germany, but not of those who never came back?';
    expect(await askShop(services)).toMatchObject({ model: { model: 'openai-compatible/small', route: [expect.stringContaining('middling')] } });
    expect(await askShop(services, hard)).toMatchObject({ model: { model: 'openai-compatible/large', route: expect.arrayContaining(['a negation']) as unknown } });
  });

  test('every step is told to whoever waits', async () => {
    const fake = await fakeOpenAi([wrong, right]);
    const services = await shopWith({ providers: [provider(fake.baseUrl)] });
    const told: string[] = [];
    await askShop(services, hardQuestion, { progress: (message) => told.push(message) });
    expect(told).toEqual(expect.arrayContaining(['reading the schema', 'compiling the question', 'choosing the tables that matter', 'asking the model', 'proving that the SQL only reads', 'giving the error back to the model', 'running the SQL']));
  });
});

describe('repair', () => {
  test('failing SQL goes back with the error and the nearest names', async () => {
    const fake = await fakeOpenAi([wrong, right]);
    const answer = await askShop(await shopWith({ providers: [provider(fake.baseUrl)] }));
    expect(answer).toMatchObject({ status: 'ok', rows: [['Ada']], model: { calls: 2, tokens: 240, repairs: 1 } });
    expect(fake.requests[1]?.prompt).toMatch(/SQL: SELECT nam FROM customers.*Error: .*nam.*Hint: Did you mean customers\.name/s);
  });

  test('at most twice, then the host gets the question with the last attempt and its fault', async () => {
    const fake = await fakeOpenAi((_, index) => ({ reply: sqlReply(`SELECT nam${index} FROM customers`) }));
    const answer = await askShop(await shopWith({ providers: [provider(fake.baseUrl)] }));
    expect(fake.requests).toHaveLength(3);
    expect(answer).toMatchObject({ status: 'needs_sql', reason: expect.stringContaining('nam2') as unknown });
    expect(answer.status === 'needs_sql' && answer.drafts.some(({ sql }) => sql === 'SELECT nam2 FROM customers')).toBe(true);
  });

  test('a refused statement goes back with the reason', async () => {
    const fake = await fakeOpenAi([{ reply: sqlReply('DELETE FROM customers') }, right]);
    expect(await askShop(await shopWith({ providers: [provider(fake.baseUrl)] }))).toMatchObject({ status: 'ok', model: { repairs: 1 } });
  });

  test('the same SQL again ends it', async () => {
    const fake = await fakeOpenAi([wrong]);
    expect((await askShop(await shopWith({ providers: [provider(fake.baseUrl)] }))).status).toBe('needs_sql');
    expect(fake.requests).toHaveLength(2);
  });

  test('can be switched off', async () => {
    const fake = await fakeOpenAi([wrong, right]);
    expect((await askShop(await shopWith({ providers: [provider(fake.baseUrl)] }, { features: { repair: false } }))).status).toBe('needs_sql');
    expect(fake.requests).toHaveLength(1);
  });
});

describe('a vote', () => {
  const hard = 'Whose loyalty is above the average loyalty of both France and Germany, but not of those who never came back?';

  test('elects the rows that most replies agree on', async () => {
    const replies = ['SELECT 1', "SELECT name FROM customers WHERE id = 1", "SELECT name FROM customers WHERE name = 'Ada'"];
    const fake = await fakeOpenAi((_, index) => ({ reply: sqlReply(replies[index] ?? '') }));
    const answer = await askShop(await shopWith({ samples: 3, providers: [provider(fake.baseUrl)] }), hard);
    expect(answer).toMatchObject({ status: 'ok', rows: [['Ada']], model: { calls: 3 } });
    expect(answer).toMatchObject({ model: { agreement: 2 / 3 } });
  });

  test('is held for hard questions only', async () => {
    const fake = await fakeOpenAi([right]);
    await askShop(await shopWith({ samples: 3, providers: [provider(fake.baseUrl)] }));
    expect(fake.requests).toHaveLength(1);
  });
});

describe('independent steps', () => {
  const slow = (ms: number) => ({ run: () => new Promise<number>((resolve) => setTimeout(() => resolve(ms), ms)), otherwise: () => -1 });

  test('run at once, or one after the other where that is switched off', async () => {
    const run = async (parallel: boolean) => {
      const told: string[] = [];
      const step = (name: string) => ({
        run: async () => {
          told.push(`${name} begins`);
          const value = await slow(5).run();
          told.push(`${name} ends`);
          return value;
        },
        otherwise: () => -1,
      });
      expect((await together({ a: step('a'), b: step('b'), c: step('c') }, { parallel, deadlineMs: 30_000, signal: undefined })).values).toEqual({ a: 5, b: 5, c: 5 });
      return told;
    };
    expect((await run(true)).slice(0, 3)).toEqual(['a begins', 'b begins', 'c begins']);
    expect(await run(false)).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  test('one that fails or is late is done the plain way, and it is said', async () => {
    const works = { good: slow(1), late: slow(5_000), broken: { run: () => Promise.reject(new Error('no index')), otherwise: () => 7 } };
    const { values, warnings } = await together<{ good: number; late: number; broken: number }>(works, { parallel: true, deadlineMs: 50, signal: undefined });
    expect(values).toEqual({ good: 1, late: -1, broken: 7 });
    expect(warnings.toSorted()).toEqual(['broken: no index; done the plain way', 'late: not done within 50 ms; done the plain way']);
  });

  test('an answer says which of its steps were done the plain way', async () => {
    const fake = await fakeOpenAi([right]);
    const services = await shopWith({ providers: [provider(fake.baseUrl)] });
    const broken = { ...services, examples: { similar: () => Promise.reject(new Error('the store is gone')) } };
    expect(await askShop(broken)).toMatchObject({ status: 'ok', warnings: ['examples: the store is gone; done the plain way'] });
    expect(await askShop(broken, simple)).toMatchObject({ status: 'ok', warnings: [] });
  });
});

describe('features', () => {
  test('the environment goes before the configuration, and a wrong name is told', () => {
    expect(featuresOf({ NL2SQL_FEATURES: 'parallel=off, vote=on' })).toEqual({ parallel: false, vote: true });
    expect(featuresOf({})).toEqual({});
    expect(() => featuresOf({ NL2SQL_FEATURES: 'paralel=off' })).toThrow(/paralel/);
    expect(() => featuresOf({ NL2SQL_FEATURES: 'parallel=maybe' })).toThrow(/maybe/);
  });

  test('arm B keeps what it does not change', () => {
    expect(featuresWith({ vote: true }, featuresWith({ instant: false, vote: false }))).toMatchObject({ instant: false, vote: true, parallel: true });
  });

  test.each(['remembered', 'instant', 'model'] as const)('the rung %s can be switched off', async (rung) => {
    const fake = await fakeOpenAi([right]);
    const services = await shopWith({ providers: [provider(fake.baseUrl)] }, { features: { [rung]: false } });
    await askShop(services, simple);
    const again = await askShop(services, simple);
    expect(again.status === 'ok' ? again.proposal.rung : again.status).toBe({ remembered: 'instant', instant: 'remembered', model: 'remembered' }[rung]);
    expect(fake.requests).toHaveLength(rung === 'instant' ? 1 : 0);
  });
});

test('the complexity of a question follows its words', () => {
  const easy = complexityOf('How many singers are there?', []);
  const hard = complexityOf('Which singers performed in both 2014 and 2015 but not with those who are older than the average?', []);
  expect(easy.hard).toBeLessThan(0.2);
  expect(hard.hard).toBeGreaterThan(0.8);
  expect(hard.reasons).toContain('a comparison with an average');
  expect(complexityOf('How many singers are there?', ['And before?']).hard).toBeGreaterThan(easy.hard);
});
