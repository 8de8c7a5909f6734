import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { cacheStatus } from '../../src/answer/report/cache-status.ts';
import { targetOf } from '../../src/answer/target/target.ts';
import { teach } from '../../src/answer/teach/teach.ts';
import { examineVectors } from '../../src/cli/doctor-vectors.ts';
import { compose } from '../../src/compose.ts';
import type { SqlModel } from '../../src/core/model.ts';
import type { VectorIndex, VectorSpace } from '../../src/core/ports.ts';
import { parseServerDsn } from '../../src/database/dsn.ts';
import { sameDatabase } from '../../src/database/same-database.ts';
import { PgvectorIndex } from '../../src/database/postgres/vectors/pgvector-index.ts';
import { MemoryVectorIndex } from '../../src/memory/vector-index.ts';
import { sqliteFile } from '../fixtures/make-database.ts';
import { PgvectorServer } from './pgvector-server.ts';

let server: PgvectorServer;
beforeAll(async () => {
  server = await PgvectorServer.start();
}, 120_000);
afterAll(() => server.stop());

function pgvector({ url = server.url, namespace = 'test', asked = [] as string[], warnings = [] as string[] } = {}): PgvectorIndex {
  const settings = parseServerDsn(url, { port: 5_432 }, { baseFolder: '/' });
  const index = new PgvectorIndex({ settings, asked: asked.map((dsn) => parseServerDsn(dsn, { port: 5_432 }, { baseFolder: '/' })), namespace, fallback: new MemoryVectorIndex(), warn: (message) => warnings.push(message) });
  onTestFinished(() => index.close());
  return index;
}

/** An index that has connected: a busy machine may take longer for that than a question waits. */
async function connected(options: Parameters<typeof pgvector>[0] = {}): Promise<PgvectorIndex> {
  const index = pgvector(options);
  await index.check();
  return index;
}

let databases = 0;
const newSpace = (model = 'm/2'): VectorSpace => ({ database: `database ${(databases += 1)}`, model });
const vector = (...numbers: number[]) => Float32Array.from(numbers);
const entry = (text: string, ...numbers: number[]) => ({ text, vector: vector(...numbers) });

async function fill(index: VectorIndex, space: VectorSpace, ...entries: ReturnType<typeof entry>[]): Promise<void> {
  const missing = await index.retain(space, new Set(entries.map(({ text }) => text)));
  expect(await index.add(space, entries.filter(({ text }) => missing?.includes(text)))).toBe(true);
}

/** A busy machine is given another try: what is found late is done without. */
const found = (index: VectorIndex, space: VectorSpace, wanted: Float32Array, countMax = 10) => expect.poll(() => index.search(space, wanted, countMax), { timeout: 20_000 });

const indexes: readonly (readonly [string, () => Promise<VectorIndex>])[] = [
  ['in memory', async () => new MemoryVectorIndex()],
  ['in pgvector', () => connected()],
];

describe.each(indexes)('an index of vectors %s', (_, open) => {
  test('finds the nearest by direction, best first, whatever their length', async () => {
    const [index, space] = [await open(), newSpace()];
    await fill(index, space, entry('north', 0, 9), entry('east', 0.1, 0), entry('north-east', 1, 1));
    await found(index, space, vector(0, 1)).toEqual(['north', 'north-east', 'east']);
    await found(index, space, vector(5, 0.1), 2).toEqual(['east', 'north-east']);
  });

  test('tells what is missing, and forgets what is retained no more', async () => {
    const [index, space] = [await open(), newSpace()];
    expect(await index.retain(space, new Set(['a', 'b']))).toEqual(['a', 'b']);
    await index.add(space, [entry('a', 1, 0)]);
    expect(await index.retain(space, new Set(['a', 'b', 'c']))).toEqual(['b', 'c']);
    await index.add(space, [entry('b', 0, 1)]);
    expect(await index.retain(space, new Set(['b']))).toEqual([]);
    await found(index, space, vector(1, 0)).toEqual(['b']);
    expect(await index.retain(space, new Set(['a', 'b']))).toEqual(['a']);
  });

  test('never shows one space what is in another', async () => {
    const [index, mine, theirs] = [await open(), newSpace(), newSpace()];
    await fill(index, mine, entry('mine', 1, 0));
    await fill(index, theirs, entry('theirs', 1, 0));
    await found(index, mine, vector(1, 0)).toEqual(['mine']);
    await found(index, theirs, vector(1, 0)).toEqual(['theirs']);
    await found(index, newSpace(), vector(1, 0)).toEqual([]);
  });

  test('takes another model, of another length, for a space of its own', async () => {
    const [index, space] = [await open(), newSpace('small/2')];
    await fill(index, space, entry('a', 1, 0), entry('b', 0, 1));
    const other = { ...space, model: 'large/3' };
    expect(await index.retain(other, new Set(['a', 'b']))).toEqual(['a', 'b']);
    await index.add(other, [entry('a', 1, 0, 0), entry('b', 0, 0, 1)]);
    await found(index, other, vector(0, 0, 1)).toEqual(['b', 'a']);
  });

  test('adds a text again without holding it twice', async () => {
    const [index, space] = [await open(), newSpace()];
    await fill(index, space, entry('a', 1, 0), entry('b', 0, 1));
    await index.add(space, [entry('a', 0, 1)]);
    await index.add(space, []);
    expect((await index.search(space, vector(0, 1), 10))?.toSorted()).toEqual(['a', 'b']);
  });

  test('says where it is', async () => {
    const [index, space] = [await open(), newSpace()];
    await fill(index, space, entry('a', 1, 0), entry('b', 0, 1));
    expect(index.health()).toMatchObject({ vectors: 2, failures: 0 });
    expect(index.health()).not.toHaveProperty('problem');
  });
});

describe('vectors in pgvector', () => {
  test('outlive the process, and are found by those that retain them only', async () => {
    const space = newSpace();
    await fill(await connected(), space, entry('a', 1, 0), entry('b', 0, 1));
    const later = await connected();
    await found(later, space, vector(1, 0)).toEqual([]);
    expect(await later.retain(space, new Set(['b']))).toEqual([]);
    await found(later, space, vector(1, 0)).toEqual(['b']);
  });

  test('are kept apart by namespace, and hold no text', async () => {
    const space = newSpace();
    await fill(await connected({ namespace: 'one' }), space, entry('a secret question', 1, 0));
    expect(await (await connected({ namespace: 'two' })).retain(space, new Set(['a secret question']))).toEqual(['a secret question']);
    expect(JSON.stringify(await server.sql('SELECT collection, model, key FROM nl2sql_vectors'))).not.toContain('secret');
  });

  test('that nobody retained for long are deleted', async () => {
    const [old, space] = [newSpace(), newSpace()];
    const index = await connected();
    await fill(index, old, entry('old', 1, 0));
    await server.sql(`UPDATE nl2sql_vectors SET seen = current_date - 31 WHERE collection = 'test:${old.database}'`);
    await fill(index, space, entry('used daily', 1, 0));
    await server.sql(`UPDATE nl2sql_vectors SET seen = current_date - 29 WHERE collection = 'test:${space.database}'`);
    await index.retain(space, new Set(['used daily']));
    expect(await server.sql(`SELECT collection, seen = current_date AS fresh FROM nl2sql_vectors WHERE collection IN ('test:${old.database}', 'test:${space.database}')`)).toEqual([{ collection: `test:${space.database}`, fresh: true }]);
  });
});

describe('a PostgreSQL without pgvector', () => {
  test('gives way to memory, and says once what to do', async () => {
    const warnings: string[] = [];
    const [index, space] = [await connected({ url: inject('postgresUrl'), warnings }), newSpace()];
    expect(warnings).toEqual([expect.stringMatching(/vectors are kept in memory, not in state\.pgvector: extension "vector" is not available; install pgvector/)]);
    expect(index.health()).toMatchObject({ keptIn: 'memory', problem: expect.stringContaining('CREATE EXTENSION vector') });
    await fill(index, space, entry('a', 1, 0), entry('b', 0, 1));
    expect(await index.search(space, vector(0, 1), 1)).toEqual(['b']);
    expect(index.patienceMs).toBeGreaterThan(0);
    expect(warnings).toHaveLength(1);
  });
});

describe('a database that is asked', () => {
  const other = (host: string, database: string) => parseServerDsn(`postgres://someone@${host}/${database}`, { port: 5_432 }, { baseFolder: '/' });

  test.each([
    ['localhost', 'db.internal', false],
    ['LOCALHOST:5432', '127.0.0.1', true],
    ['db.internal', 'DB.internal.', true],
    ['db.internal:5433', 'db.internal', false],
    ['%2Fvar%2Frun%2Fpostgresql', 'localhost', true],
  ])('%s and %s: the same is %s', (one, another, same) => {
    expect(sameDatabase(other(one, 'shop'), other(another, 'shop'))).toBe(same);
    expect(sameDatabase(other(one, 'shop'), other(another, 'state'))).toBe(false);
  });

  test('is refused at the start, and said by its name', async () => {
    const config = { databases: { shop: { dsn: 'postgres://reader@127.0.0.1:5999/shop' } }, baseFolder: '/', state: { file: ':memory:', pgvector: 'postgres://writer@localhost:5999/shop' } };
    await expect(compose(config, { careful: true })).rejects.toMatchObject({ code: 'BAD_CONFIG', message: expect.stringContaining('state.pgvector is the database "shop"') });
  });

  test('is refused under another name of its host too, before anything is written', async () => {
    const warnings: string[] = [];
    const index = await connected({ asked: [server.url.replace('127.0.0.1', '127.1')], warnings });
    expect(warnings).toEqual([expect.stringContaining('nothing is ever written to one')]);
    expect(index.health()).toMatchObject({ keptIn: 'memory' });
  });
});

describe('a server with a provider that embeds', () => {
  const names = /client|customer|patron|buyer/i;
  const embedder = { model: 'topics', embed: async (texts: readonly string[]) => texts.map((text) => vector(names.test(text) ? 1 : 0.1, names.test(text) ? 0.1 : 1)) };
  const model: SqlModel = { writeSql: () => Promise.reject(new Error('not asked')), health: () => [], embedder: () => embedder };

  async function open(pgvectorUrl: string) {
    const dsn = `sqlite:${sqliteFile('CREATE TABLE clients (id INTEGER, name TEXT)')}`;
    const services = await compose({ databases: { shop: { dsn }, other: { dsn: `sqlite:${sqliteFile('CREATE TABLE clients (id INTEGER, name TEXT)')}` } }, baseFolder: '/', state: { file: ':memory:', pgvector: pgvectorUrl } }, { careful: true, model });
    onTestFinished(() => services.close());
    await teach({ question: 'Name every customer', sql: 'SELECT name FROM clients', verdict: 'accept', principal: 'ann', database: 'shop' }, services);
    await teach({ question: 'Average cost overall', sql: 'SELECT name FROM clients', verdict: 'accept', principal: 'ann', database: 'shop' }, services);
    const similar = async (text: string, database = 'shop') => {
      const question = { text, history: [], database, principal: 'bob' };
      return (await services.examples?.similar(question, targetOf(services, database), 1, new AbortController().signal))?.map((example) => example.question);
    };
    return { services, similar };
  }

  test('finds verified questions by their meaning in pgvector, one database apart from the other, and says so', async () => {
    const { services, similar } = await open(server.url);
    await expect.poll(() => similar('our most loyal buyers'), { timeout: 20_000 }).toEqual(['Name every customer']);
    expect(await similar('our most loyal buyers', 'other')).toEqual([]);
    await expect.poll(async () => cacheStatus({ level: 'remembered', principal: 'ann' }, services)).toMatchObject({ remembered: { vectors: { kept_in: 'pgvector', reachable: true, vectors: 2 } } });
    expect(await examineVectors(services)).toEqual(['vectors of verified questions: kept in pgvector']);
    await teach({ question: 'Name every customer', verdict: 'forget', principal: 'ann', database: 'shop' }, services);
    await expect.poll(() => similar('our most loyal buyers'), { timeout: 20_000 }).toEqual(['Average cost overall']);
    await expect.poll(async () => cacheStatus({ level: 'remembered', principal: 'ann' }, services)).toMatchObject({ remembered: { vectors: { vectors: 1 } } });
  });

  test('finds them in memory where the extension is missing, with advice', async () => {
    const { services, similar } = await open(inject('postgresUrl'));
    await expect.poll(() => similar('our most loyal buyers'), { timeout: 20_000 }).toEqual(['Name every customer']);
    expect(await examineVectors(services)).toEqual(['vectors of verified questions: kept in memory', expect.stringMatching(/advice: state\.pgvector is not used: extension "vector" is not available/)]);
    expect(await cacheStatus({ level: 'remembered', principal: 'ann' }, services)).toMatchObject({ remembered: { vectors: { kept_in: 'memory', problem: expect.stringContaining('CREATE EXTENSION vector') } } });
  });
});

describe('a server that fails', () => {
  /** Searches one after another: together they may wait for one timeout, not for one each. */
  async function searches(index: VectorIndex, space: VectorSpace): Promise<number> {
    const startedAt = performance.now();
    for (let count = 0; count < 50; count += 1) expect(await index.search(space, vector(1, 0), 1)).toBeUndefined();
    return performance.now() - startedAt;
  }

  test('is bypassed where it never was there', async () => {
    const [index, space] = [pgvector({ url: 'postgres://nobody@127.0.0.1:1/none' }), newSpace()];
    expect(index.health()).not.toHaveProperty('reachable');
    expect(await searches(index, space)).toBeLessThan(200);
    expect(await index.retain(space, new Set(['a']))).toBeUndefined();
    expect(index.health()).toMatchObject({ keptIn: 'pgvector', reachable: false, problem: expect.stringContaining("can't be reached") });
  });

  test('is bypassed while it stalls, for one wait of about 50 ms, and used again when it is well', async () => {
    const [index, space] = [await connected(), newSpace()];
    await fill(index, space, entry('a', 1, 0));
    await found(index, space, vector(1, 0)).toEqual(['a']);
    server.stall();
    expect(await searches(index, space)).toBeLessThan(200);
    server.resume();
    await found(index, space, vector(1, 0)).toEqual(['a']);
    expect(index.health()).toMatchObject({ reachable: true });
  });

  test('is bypassed when it stops, and used again when it is back', async () => {
    const [index, space] = [await connected(), newSpace()];
    await fill(index, space, entry('a', 1, 0));
    await server.shut();
    await sleep(50);
    expect(await searches(index, space)).toBeLessThan(200);
    await server.open();
    await found(index, space, vector(1, 0)).toEqual(['a']);
  });
});
