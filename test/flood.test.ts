import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { recollectToKeep } from '../src/answer/ask/recollection.ts';
import { MemoryCache } from '../src/cache/memory-cache.ts';
import { MemoryOverShared } from '../src/cache/tiered-cache.ts';
import { compose } from '../src/compose.ts';
import type { FinishedCall } from '../src/core/telemetry.ts';
import type { SharedCache, Store } from '../src/core/ports.ts';
import { SqliteStore } from '../src/database/sqlite/store/sqlite-store.ts';
import { AskedQuestions } from '../src/memory/asked.ts';
import type { RememberedPlan } from '../src/memory/lookup.ts';
import { RememberedQuestions } from '../src/memory/remembered.ts';
import { VolatileStore } from '../src/memory/volatile-store.ts';
import { systemClock } from '../src/std/clock.ts';
import { groupBy } from '../src/std/group-by.ts';
import { Shares } from '../src/std/shares.ts';
import { Traces } from '../src/telemetry/traces.ts';
import { sqliteFile, temporaryFolder } from './fixtures/make-database.ts';

const statement = (n: number) => `SELECT ${n} AS n, '${'x'.repeat(96_000)}' AS text`;
const level = { holds: '', entriesMax: 1_000, ttlMs: 60_000, bytesMax: 2_000_000 };
const budget = { entriesMax: 1_000, bytesMax: 2_000_000 };

describe('shares of a budget', () => {
  test('keep within it, and take nothing from who holds less than another', () => {
    const hold = fc.record({ owner: fc.constantFrom('ann', 'bob', 'eve'), key: fc.nat(60), bytes: fc.nat(400) });
    fc.assert(
      fc.property(fc.array(hold, { maxLength: 300 }), (steps) => {
        const shares = new Shares<string>();
        const held = new Map<string, string>();
        for (const { owner, key, bytes } of steps) {
          shares.hold(`${owner} ${key}`, owner, bytes);
          held.set(`${owner} ${key}`, owner);
          const before = groupBy(held.values(), (one) => one);
          const given = shares.surplus({ entriesMax: 20, bytesMax: Infinity });
          for (const one of given) {
            const most = Math.max(...[...before.values()].map((entries) => entries.length));
            expect(before.get(held.get(one) ?? '')?.length).toBe(most);
            shares.release(one);
            held.delete(one);
          }
          for (const one of shares.surplus({ entriesMax: 20, bytesMax: 6_000 })) {
            shares.release(one);
            held.delete(one);
          }
          expect(shares.size).toBe(held.size);
          expect(shares.size).toBeLessThanOrEqual(20);
          expect(shares.bytes).toBeLessThanOrEqual(6_000);
        }
        for (const key of held.keys()) shares.release(key);
        expect([shares.size, shares.bytes]).toEqual([0, 0]);
      }),
    );
  });
});

describe('a flood of one principal', () => {
  test('keeps a cache within its bytes, long keys too, and leaves the entries of others', () => {
    const cache = new MemoryCache<{ sql: string }>('test', level);
    for (let n = 0; n < 5; n += 1) cache.set(`bob ${n}`, { sql: statement(n) }, 'bob');
    for (let n = 0; n < 2_000; n += 1) cache.set(`${statement(n)} alice`, { sql: statement(n) }, 'alice');
    expect(cache.stats().bytes).toBeLessThanOrEqual(level.bytesMax);
    expect([0, 1, 2, 3, 4].map((n) => cache.get(`bob ${n}`) !== undefined)).toEqual([true, true, true, true, true]);
    expect(cache.get(`${statement(1_999)} alice`)).toBeDefined();
    expect(cache.get(`${statement(0)} alice`)).toBeUndefined();
  });

  test('keeps what one process has in the shared tier within its bytes', async () => {
    const entries = new Map<string, string>();
    const shared = {
      get: async (_: string, key: string) => entries.get(key),
      set: async (_: string, key: string, value: string) => void entries.set(key, value),
      delete: async (_: string, key: string) => void entries.delete(key),
      listen: () => undefined,
    } satisfies Partial<SharedCache> as unknown as SharedCache;
    const codec = { encode: (value: { sql: string }) => value.sql, decode: (sql: string) => ({ sql }) };
    const cache = new MemoryOverShared({ name: 'test', codec, memory: new MemoryCache('test', level), shared, sharedTtlMs: 60_000, sharedBudget: budget });
    cache.set('bob', { sql: statement(0) }, 'bob');
    for (let n = 0; n < 300; n += 1) cache.set(`alice ${n}`, { sql: statement(n) }, 'alice');
    expect([...entries.values()].reduce((sum, text) => sum + text.length, 0)).toBeLessThanOrEqual(budget.bytesMax);
    expect(entries.has('bob')).toBe(true);
  });

  test('keeps remembered questions within their bytes, in memory and in the store, and leaves what others supplied and what was taught', async () => {
    const { remembered, scopeOf, store } = await open(new VolatileStore());
    const scopes = { alice: await scopeOf('alice'), bob: await scopeOf('bob'), teacher: await scopeOf('teacher') };
    const remember = async (who: keyof typeof scopes, question: string, sql: string, verified = false) => {
      const { scope, glossary } = scopes[who];
      await remembered.remember({ text: question, history: [], database: 'test', principal: who }, scope, glossary, { proposal: { sql, rung: 'host', confidence: 1, verified, reading: '', assumptions: [] }, tables: [] });
    };
    await remember('teacher', 'What is the taught answer?', statement(1), true);
    await remember('bob', 'What is the answer of bob?', statement(2));
    for (let n = 0; n < 300; n += 1) await remember('alice', `What is answer number ${n}?`, statement(n));
    expect(remembered.bytes).toBeLessThanOrEqual(2 * budget.bytesMax);
    expect(await storedBytes(store)).toBeLessThanOrEqual(2 * budget.bytesMax);
    const finds = (who: keyof typeof scopes, text: string) => remembered.find({ text, history: [], database: 'test', principal: who }, scopes[who].scope, scopes[who].glossary) !== undefined;
    expect(finds('bob', 'What is the answer of bob?')).toBe(true);
    expect(finds('alice', 'What is the taught answer?')).toBe(true);
    expect(finds('alice', 'What is answer number 299?')).toBe(true);
    expect(finds('alice', 'What is answer number 0?')).toBe(false);
  });

  test('keeps asked questions within their bytes between two flushes, and in the store', async () => {
    const store = new VolatileStore();
    const asked = new AskedQuestions(store, systemClock);
    asked.record({ database: 'test', principal: 'bob', question: 'the question of bob', sql: 'SELECT 1' });
    await asked.flush();
    for (let n = 0; n < 2_000; n += 1) asked.record({ database: 'test', principal: 'alice', question: `question ${n}`, sql: statement(n) });
    await asked.flush();
    expect(await storedBytes(store)).toBeLessThan(10_000_000);
    expect(asked.most('test', 2_000).map(({ principal }) => principal)).toContain('bob');
  });

  test('of failures leaves those of others among the traces', () => {
    const traces = new Traces('redacted');
    const long = { question: 'x'.repeat(8_000), tables: Array.from({ length: 5_000 }, () => 'a table') };
    const call = (principal: string, n: number): FinishedCall => ({ id: String(n), tool: 'nl2sql', principal, startedAt: 0, ms: 1, status: 'failed', steps: [], ...long });
    traces.add(call('bob', 0));
    for (let n = 1; n < 500; n += 1) traces.add(call('alice', n));
    const { failed } = traces.read(0);
    expect(failed).toHaveLength(40);
    expect(failed.map(({ principal }) => principal)).toContain('bob');
    expect(JSON.stringify(failed).length).toBeLessThan(60_000);
  });
});

test('a state file that is too large is trimmed while it is read, and starts', async () => {
  const path = join(temporaryFolder(), 'state.sqlite');
  const { remembered, scopeOf, store } = await open(await SqliteStore.open(path, () => undefined), { entriesMax: 10_000, bytesMax: 500_000_000 });
  const [alice, bob] = [await scopeOf('alice'), await scopeOf('bob')];
  const answer = (n: number) => ({ proposal: { sql: statement(n), rung: 'host' as const, confidence: 1, verified: false, reading: '', assumptions: [] }, tables: [] });
  const question = (principal: string, text: string) => ({ text, history: [], database: 'test', principal });
  await remembered.remember(question('bob', 'What is the answer of bob?'), bob.scope, bob.glossary, answer(1));
  await Promise.all(Array.from({ length: 1_000 }, (_, n) => remembered.remember(question('alice', `What is answer number ${n}?`), alice.scope, alice.glossary, answer(n))));
  await store.close();
  expect(size(path)).toBeGreaterThan(90_000_000);
  const again = await open(await SqliteStore.open(path, () => undefined));
  expect(again.remembered.bytes).toBeLessThanOrEqual(2 * budget.bytesMax);
  const scope = await again.scopeOf('bob');
  expect(again.remembered.find(question('bob', 'What is the answer of bob?'), { ...bob.scope, catalog: scope.scope.catalog }, scope.glossary)).toBeDefined();
  await again.store.close();
  await (await SqliteStore.open(path, () => undefined)).close();
  expect(size(path)).toBeLessThan(10_000_000);
});

function size(path: string): number {
  const database = new DatabaseSync(path);
  const { pages } = database.prepare('SELECT page_count * page_size AS pages FROM pragma_page_count, pragma_page_size').get() as { pages: number };
  database.close();
  return pages;
}

async function storedBytes(store: Store): Promise<number> {
  let bytes = 0;
  for (const collection of ['questions', 'asked', 'rejections']) await store.load(collection, ({ value }) => (bytes += value.length));
  return bytes;
}

/** Remembered questions over a store, with the scopes of principals in a small database. */
async function open(store: Store, memoryBudget = budget) {
  const services = await compose({ databases: { test: { dsn: `sqlite:${sqliteFile('CREATE TABLE t (x)')}` } }, state: { file: ':memory:' }, baseFolder: '/' }, { careful: true });
  onTestFinished(() => services.close());
  const target = services.targets.get('test');
  if (!target) throw new Error('no target');
  const catalog = await target.knowledge.catalog();
  const remembered = await RememberedQuestions.open({ store, plans: new MemoryCache<RememberedPlan>('plans', level), clock: systemClock, budget: memoryBudget });
  return { store, remembered, scopeOf: (principal: string) => recollectToKeep(target, principal, catalog, services) };
}
