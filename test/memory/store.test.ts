import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, statSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Store, StoreChange, StoreRecord } from '../../src/core/ports.ts';
import { SqliteStore } from '../../src/database/sqlite/store/sqlite-store.ts';
import { temporaryFolder } from '../fixtures/make-database.ts';

const writer = join(import.meta.dirname, '../fixtures/store-writer.mjs');

async function open(path: string, warnings: string[] = []): Promise<Store> {
  const store = await SqliteStore.open(path, (message) => warnings.push(message));
  onTestFinished(() => store.close());
  return store;
}

const put = (key: string, value: string | null): StoreChange => ({ collection: 'test', key, value });
async function loaded(store: Store): Promise<StoreRecord[]> {
  const records: StoreRecord[] = [];
  await store.load('test', (record) => records.push({ ...record }));
  return records;
}

const keys = async (store: Store) => (await loaded(store)).map((record) => record.key);

/** What a store tells its listener, as it comes. */
function told(store: Store): StoreChange[] {
  const changes: StoreChange[] = [];
  store.listen({ changed: (more) => changes.push(...more), reload: () => undefined });
  return changes;
}

describe('the state file', () => {
  test('keeps what was written, the newest value of each key, and forgets what was removed', async () => {
    const path = join(temporaryFolder(), 'deep', 'state.sqlite');
    const store = await open(path);
    await store.write([put('a', '1'), put('b', '1')]);
    await store.write([put('a', '2'), put('b', null)]);
    await store.close();
    expect(await loaded(await open(path))).toEqual([{ collection: 'test', key: 'a', value: '2' }]);
  });

  test('is for nobody else to read or to write, nor is what stands beside it, also where it is put back', async () => {
    const folder = join(temporaryFolder(), 'deep');
    const path = join(folder, 'state.sqlite');
    const store = await open(path);
    await store.write([put('a', '1')]);
    const rights = () => [folder, ...readdirSync(folder).map((name) => join(folder, name))].map((one) => statSync(one).mode & 0o077);
    expect(rights()).toEqual([0, 0, 0, 0]);
    for (const suffix of ['', '-wal', '-shm']) unlinkSync(`${path}${suffix}`);
    await store.write([put('b', '2')]);
    expect(rights().every((others) => others === 0)).toBe(true);
    expect(await keys(await open(path))).toEqual(['a', 'b']);
  });

  test.each([
    ['a trigger', "CREATE TRIGGER more AFTER INSERT ON records BEGIN INSERT OR IGNORE INTO records VALUES ('test', 'planted', '1', 1000); END"],
    ['a view in its place', "DROP TABLE records; CREATE VIEW records AS SELECT 'test' AS collection, 'planted' AS key, '1' AS value, 1 AS sequence"],
  ])('with %s is set aside: it would run with what is written and read', async (_, planted) => {
    const path = join(temporaryFolder(), 'state.sqlite');
    const store = await open(path);
    await store.write([put('a', '1')]);
    await store.close();
    const other = new DatabaseSync(path);
    other.exec(planted);
    other.close();
    const warnings: string[] = [];
    const again = await open(path, warnings);
    await again.write([put('b', '2')]);
    expect(await keys(again)).toEqual(['b']);
    expect(warnings).toEqual([expect.stringContaining('set aside')]);
  });

  test('tells a second process what the first wrote, once, and in order', async () => {
    const path = join(temporaryFolder(), 'state.sqlite');
    const [first, second] = [await open(path), await open(path)];
    const changes = told(second);
    await first.write([put('a', '1')]);
    await first.write([put('a', null), put('b', '2')]);
    second.refresh();
    await sleep(30);
    second.refresh();
    expect(changes.map(({ key, value }) => [key, value])).toEqual([['a', null], ['b', '2']]);
  });

  test('keeps every write that was acknowledged when the process is killed, with two processes writing', async () => {
    const path = join(temporaryFolder(), 'state.sqlite');
    const acknowledged: string[] = [];
    const run = async (name: string) => {
      const child = spawn(process.execPath, [writer, path, name], { stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const exited = once(child, 'exit');
      await expect.poll(() => output.split('\n').length, { timeout: 20_000 }).toBeGreaterThan(30);
      child.kill('SIGKILL');
      await exited;
      acknowledged.push(...output.split('\n').slice(0, -1));
    };
    await Promise.all([run('one'), run('two')]);
    const kept = new Set(await keys(await open(path)));
    expect(acknowledged.length).toBeGreaterThan(60);
    expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
  });

  test.each([
    ['that is no database', (path: string) => writeFileSync(path, 'not a database at all, but long enough to be looked at '.repeat(40))],
    ['of a later layout', (path: string) => new DatabaseSync(path).exec('CREATE TABLE records (x); PRAGMA user_version = 99')],
    ['of something else', (path: string) => new DatabaseSync(path).exec('CREATE TABLE accounts (x)')],
  ])('a file %s is set aside with a warning, and a new one begun', async (_, spoil) => {
    const folder = temporaryFolder();
    const path = join(folder, 'state.sqlite');
    spoil(path);
    const warnings: string[] = [];
    const store = await open(path, warnings);
    await store.write([put('a', '1')]);
    expect(await keys(store)).toEqual(['a']);
    expect(warnings).toEqual([expect.stringContaining('set aside')]);
    expect(readdirSync(folder).filter((name) => name.includes('.aside-'))).toHaveLength(1);
  });

  test('a page that was damaged is noticed', async () => {
    const path = join(temporaryFolder(), 'state.sqlite');
    const store = await open(path);
    await store.write(Array.from({ length: 200 }, (_, index) => put(`k${index}`, 'v'.repeat(200))));
    await store.close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(6_000, 7), 0, 6_000, 8_192);
    closeSync(file);
    const warnings: string[] = [];
    expect(await keys(await open(path, warnings))).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('set aside')]);
  });

  test('a writer that waits for another does not lose its turn', async () => {
    const path = join(temporaryFolder(), 'state.sqlite');
    const [first, second] = [await open(path), await open(path)];
    await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? first : second).write([put(`k${index}`, String(index))])));
    expect(await keys(first)).toHaveLength(40);
  });
});
