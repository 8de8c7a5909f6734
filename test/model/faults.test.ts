import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { toFailure } from '../../src/core/errors.ts';
import { askShop, provider, shopWith, sqlReply } from './asking.ts';
import { type Behaviour, fakeOpenAi } from './fake-provider.ts';

const right = { reply: sqlReply('SELECT name FROM customers WHERE id = 1') } as const;
/** Where nobody listens any more. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v1`;
}

const ok = { status: 'ok', rows: [['Ada']] };

describe('a failure that passes is tried again', () => {
  const passing: readonly (readonly [string, Behaviour])[] = [
    ['status 500', { status: 500 }],
    ['status 429', { status: 429 }],
    ['a connection that is cut at once', { cut: 'before' }],
    ['a connection that is cut in the reply', { cut: 'midway' }],
    ['a reply that is no JSON', { raw: '<html>502 Bad gateway</html>' }],
    ['an empty reply', { raw: '' }],
  ];
  test.each(passing)('%s', async (_, behaviour) => {
    const fake = await fakeOpenAi([behaviour, right]);
    expect(await askShop(await shopWith({ providers: [provider(fake.baseUrl)] }))).toMatchObject({ ...ok, model: { calls: 2 } });
  });

  test('Retry-After is kept to', async () => {
    const fake = await fakeOpenAi([{ status: 429, headers: { 'retry-after': '1' } }, right]);
    const startedAt = Date.now();
    expect(await askShop(await shopWith({ providers: [provider(fake.baseUrl)] }))).toMatchObject(ok);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(990);
  });
});

describe('a provider that does not answer', () => {
  test.each<readonly [string, Behaviour]>([['hangs', { hang: true }], ['drips and never ends', { drip: true }]])('%s: the deadline ends it, and the host gets the question', async (_, behaviour) => {
    const fake = await fakeOpenAi([behaviour]);
    const startedAt = Date.now();
    const answer = await askShop(await shopWith({ providers: [provider(fake.baseUrl, { timeoutMs: 150, retries: 1 })] }));
    expect(answer).toMatchObject({ status: 'needs_sql', reason: 'openai-compatible: it did not answer in time' });
    expect(Date.now() - startedAt).toBeLessThan(4_000);
    await expect.poll(fake.abandoned).toBe(2);
  });

  test('all tries together end at the deadline of the question', async () => {
    const fake = await fakeOpenAi([{ hang: true }]);
    const answer = await askShop(await shopWith({ deadlineMs: 200, providers: [provider(fake.baseUrl)] }));
    expect(answer).toMatchObject({ status: 'needs_sql', reason: 'no model answered within 200 ms' });
  });

  test('a reply without end is cut off', async () => {
    const fake = await fakeOpenAi([{ raw: `{"x":"${'y'.repeat(3_000_000)}"}` }]);
    expect(await askShop(await shopWith({ providers: [provider(fake.baseUrl, { retries: 0 })] }))).toMatchObject({ status: 'needs_sql' });
  });

  test('another one takes over, and a wrong key is not tried twice', async () => {
    const [first, second] = [await fakeOpenAi([{ status: 401 }]), await fakeOpenAi([right])];
    const answer = await askShop(await shopWith({ providers: [provider(first.baseUrl, { name: 'first' }), provider(second.baseUrl, { name: 'second' })] }));
    expect(answer).toMatchObject({ ...ok, model: { model: 'second/small' } });
    expect([first.requests.length, second.requests.length]).toEqual([1, 1]);
  });

  test('is left alone after five failures, and the key is in no message', async () => {
    const fake = await fakeOpenAi([{ status: 503 }]);
    const services = await shopWith({ providers: [provider(fake.baseUrl, { retries: 0 })] });
    const reasons: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      const answer = await askShop(services, `Whose loyalty pays off in year ${n}?`);
      reasons.push(answer.status === 'needs_sql' ? answer.reason : answer.status);
    }
    expect(fake.requests).toHaveLength(5);
    expect(reasons[4]).toBe('openai-compatible: it answered with status 503');
    expect(reasons[6]).toMatch(/left alone for \d s/);
    expect(services.model?.health()).toMatchObject([{ breaker: 'open', calls: 5, failures: 5 }]);
  });
});

describe('limits', () => {
  test('no more requests at once than allowed, and whoever finds the queue full is told when to come back', async () => {
    const fake = await fakeOpenAi([{ ...right, latencyMs: 2_000 }]);
    const services = await shopWith({ providers: [provider(fake.baseUrl, { concurrency: 2, waitingMax: 3 })] });
    const outcomes = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => askShop(services, `Whose loyalty pays off in year ${n}?`)));
    const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [toFailure(outcome.reason)] : []));
    expect([fake.peak(), outcomes.filter(({ status }) => status === 'fulfilled').length]).toEqual([2, 5]);
    expect(failures.map(({ code }) => code)).toEqual(['BUSY', 'BUSY', 'BUSY', 'BUSY']);
    expect(failures[0]?.retryAfterMs).toBeGreaterThan(0);
  });

  test('the tokens of an hour are not overspent, and the host gets the rest', async () => {
    const fake = await fakeOpenAi([right]);
    const services = await shopWith({ budget: { tokensPerHour: 3_000 }, providers: [provider(fake.baseUrl)] });
    const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => askShop(services, `Whose loyalty pays off in year ${n}?`)));
    const refused = answers.filter((answer) => answer.status === 'needs_sql');
    expect(fake.requests.length).toBe(answers.length - refused.length);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.reason).toBe('the model budget of 3000 tokens an hour is used up');
  });

  test('the money of an hour is counted by prices', async () => {
    const fake = await fakeOpenAi([right]);
    const services = await shopWith({ budget: { usdPerHour: 0.02 }, providers: [provider(fake.baseUrl, { prices: { input: 10, output: 10 } })] });
    for (let n = 0; n < 20; n += 1) await askShop(services, `Whose loyalty pays off in year ${n}?`);
    const [health] = services.model?.health() ?? [];
    expect(fake.requests.length).toBeLessThan(20);
    expect(health?.costLastHourUsd).toBeCloseTo(fake.requests.length * 0.0012, 6);
    expect(health?.costLastHourUsd).toBeLessThanOrEqual(0.02);
  });

  test.each<readonly [string, Behaviour, boolean]>([
    ['that it may have read before the connection was cut', { cut: 'before' }, true],
    ['whose reply was cut', { cut: 'midway' }, true],
    ['that it did not answer in time', { hang: true }, true],
    ['that it answered with an error', { status: 503 }, false],
  ])('a prompt %s counts for the budget or not', async (_, behaviour, isBooked) => {
    const fake = await fakeOpenAi([behaviour]);
    const services = await shopWith({ providers: [provider(fake.baseUrl, { retries: 1, timeoutMs: 300, prices: { input: 10, output: 10 } })] });
    await askShop(services);
    const { tokensLastHour = 0, costLastHourUsd = 0 } = services.model?.health()[0] ?? {};
    const [first] = fake.requests;
    // Two tries; JSON and schema make the body a little longer than the prompt.
    const most = isBooked ? (2 * (first?.prompt.length ?? 0)) / 4 : 0;
    expect(fake.requests).toHaveLength(2);
    expect(tokensLastHour).toBeLessThanOrEqual(most);
    expect(tokensLastHour).toBeGreaterThanOrEqual(most / 2);
    expect(costLastHourUsd).toBeCloseTo(tokensLastHour / 1e5, 9);
  });

  test('a provider that is not there spends nothing', async () => {
    const services = await shopWith({ providers: [provider(await closedPort(), { retries: 0 })] });
    expect(await askShop(services)).toMatchObject({ status: 'needs_sql' });
    expect(services.model?.health()).toMatchObject([{ calls: 1, failures: 1, tokensLastHour: 0 }]);
  });

  test('a question that was left after its prompt had gone counts for the budget', async () => {
    const fake = await fakeOpenAi([{ hang: true }]);
    const services = await shopWith({ budget: { tokensPerHour: 2_500 }, providers: [provider(fake.baseUrl)] });
    for (let n = 0; n < 30; n += 1) {
      const leaving = new AbortController();
      const asked = askShop(services, `Whose loyalty pays off in year ${n}?`, { signal: leaving.signal }).catch(() => undefined);
      await Promise.race([expect.poll(() => fake.requests.length).toBe(n + 1), asked]);
      leaving.abort();
      await asked;
      if (fake.requests.length <= n) break;
    }
    expect(fake.requests.length).toBeGreaterThan(1);
    expect(fake.requests.length).toBeLessThan(30);
    expect(services.model?.health()[0]?.tokensLastHour).toBeLessThanOrEqual(2_500);
  });

  test('a cancelled question closes the request of the provider', async () => {
    const fake = await fakeOpenAi([{ hang: true }]);
    const services = await shopWith({ providers: [provider(fake.baseUrl)] });
    const leaving = new AbortController();
    const asked = askShop(services, undefined, { signal: leaving.signal }).catch((error: unknown) => toFailure(error).code);
    await expect.poll(() => fake.requests.length).toBe(1);
    leaving.abort();
    expect(await asked).toBe('CANCELLED');
    await expect.poll(fake.abandoned).toBe(1);
  });

  test('the same question at the same time is paid for once, and goes on while one of its callers stays', async () => {
    const fake = await fakeOpenAi([{ ...right, latencyMs: 200 }]);
    const services = await shopWith({ providers: [provider(fake.baseUrl)] });
    const leaving = new AbortController();
    const left = askShop(services, undefined, { signal: leaving.signal }).catch((error: unknown) => toFailure(error).code);
    const stayed = Promise.all([askShop(services), askShop(services)]);
    await expect.poll(() => fake.requests.length).toBe(1);
    leaving.abort();
    expect(await left).toBe('CANCELLED');
    expect(await stayed).toMatchObject([ok, ok]);
    expect([fake.requests.length, fake.abandoned()]).toEqual([1, 0]);
  });
});
