import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { compose } from '../../src/compose.ts';
import type { Store, StoreChange } from '../../src/core/ports.ts';
import { openWriter } from '../../src/database/scratch/open.ts';
import { SqliteStore } from '../../src/database/sqlite/store/sqlite-store.ts';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { mainModule, startServer } from '../stdio-server.ts';

const put = (key: string): StoreChange => ({ collection: 'test', key, value: key });

async function open(path: string, warnings: string[] = []): Promise<Store> {
  const store = await SqliteStore.open(path, (message) => warnings.push(message));
  onTestFinished(() => store.close());
  return store;
}

async function keys(store: Store): Promise<string[]> {
  const found: string[] = [];
  await store.load('test', ({ key }) => found.push(key));
  return found.toSorted();
}

/** A disk of its own. Only who may mount can have one. */
function disk() {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => {
      for (const size of [4_000_000, 100_000, 4_096, 512]) for (;;) if (!append(filler, size)) break;
    },
    free: () => rmSync(filler),
    remount: (mode: 'ro' | 'rw') => void execFileSync('mount', ['-o', `remount,${mode}`, folder]),
  };
}

function append(file: string, bytes: number): boolean {
  try {
    writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' });
    return true;
  } catch {
    return false;
  }
}

const storeModule = join(import.meta.dirname, '../../dist/database/sqlite/store/sqlite-store.js');

/** Another process writes a and b, and ends: in good order, or at once. */
function writtenBefore(path: string, ending: 'store.close()' | 'process.kill(process.pid, "SIGKILL")'): void {
  const program = `const { SqliteStore } = await import(${JSON.stringify(storeModule)}); const store = await SqliteStore.open(${JSON.stringify(path)}, () => {});
    await store.write(['a', 'b'].map((key) => ({ collection: 'test', key, value: key }))); ${ending}`;
  spawnSync(process.execPath, ['--input-type=module', '-e', program]);
}

describe.runIf(process.getuid?.() === 0)('a state file', () => {
  test.each(['store.close()', 'process.kill(process.pid, "SIGKILL")'] as const)('on a full disk, left behind by %s, is read, and written once there is room', async (ending) => {
    const { folder, fill, free } = disk();
    const path = join(folder, 'state.sqlite');
    writtenBefore(path, ending);
    // Of the index beside a log nothing is left after the machine started anew.
    rmSync(`${path}-shm`, { force: true });
    fill();
    const warnings: string[] = [];
    const store = await open(path, warnings);
    expect(await keys(store)).toEqual(['a', 'b']);
    expect(readdirSync(folder).filter((name) => name.includes('aside'))).toEqual([]);
    await expect(store.write([put('c')])).rejects.toMatchObject({ code: 'UNAVAILABLE', message: 'not kept: the disk is full' });
    free();
    await store.write([put('d')]);
    expect(store.description).toBe(path);
    await store.close();
    expect(await keys(await open(path))).toEqual(['a', 'b', 'd']);
  });

  test.each(['store.close()', 'process.kill(process.pid, "SIGKILL")'] as const)('on a mount that only reads, left behind by %s, is read, and says that nothing is kept', async (ending) => {
    const { folder, remount } = disk();
    const path = join(folder, 'state.sqlite');
    writtenBefore(path, ending);
    remount('ro');
    const warnings: string[] = [];
    const store = await open(path, warnings);
    expect(await keys(store)).toEqual(['a', 'b']);
    expect(warnings.join()).toContain('is only read');
    expect(store.description).toContain('not kept');
    await expect(store.write([put('c')])).rejects.toMatchObject({ message: expect.stringContaining('can not be written') });
  });

  test('whose disk fills up while it is used tells a full disk, not its consequence', async () => {
    const { folder, fill, free } = disk();
    const store = await open(join(folder, 'state.sqlite'));
    await store.write([put('a')]);
    fill();
    const failed = await Promise.allSettled(Array.from({ length: 300 }, (_, n) => store.write([{ collection: 'test', key: `k${n}`, value: 'x'.repeat(20_000) }])));
    const reasons = new Set(failed.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as Error).message] : [])));
    expect([...reasons]).toEqual(['not kept: the disk is full']);
    free();
    await store.write([put('b')]);
    expect(await keys(store)).toContain('b');
  });

  test('that no teaching can be written to is told so by teach, cache_status and doctor', async () => {
    const { folder, fill } = disk();
    fill();
    const config = join(temporaryFolder(), 'config.json');
    writeFileSync(config, JSON.stringify({ databases: { pets: { dsn: `sqlite:${sqliteFile('CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT)')}` } }, state: { file: join(folder, 'state.sqlite') } }));
    const server = await startServer(['--config', config]);
    onTestFinished(() => server.close());
    const taught = await server.fail('teach', { question: 'How many pets?', sql: 'SELECT count(*) FROM pets', verdict: 'accept' });
    expect(taught).toMatchObject({ code: 'UNAVAILABLE', message: 'not kept: the disk is full' });
    expect(JSON.stringify(await server.call('cache_status'))).toContain('not kept: the disk is full');
    expect(spawnSync(process.execPath, [mainModule, 'doctor', '--config', config], { encoding: 'utf8' }).stdout).toMatch(/^state: .*not kept: the disk is full/m);
  });
});

describe.runIf(process.getuid?.() === 0)('a database file on a full disk', () => {
  test.each([['sqlite', ['PRAGMA journal_mode = WAL']], ['duckdb', []]] as const)('of %s is asked as ever: sorting and grouping write nothing beside it', async (engine, settings) => {
    const { folder, fill } = disk();
    const dsn = `${engine}:${join(folder, 'facts.db')}`;
    const writer = await openWriter(dsn);
    await writer.write(...settings, 'CREATE TABLE facts (id INTEGER PRIMARY KEY, v INTEGER)', 'INSERT INTO facts WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i, i % 100 FROM n');
    await writer.close();
    fill();
    const services = await compose({ databases: { facts: { dsn } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
    onTestFinished(() => services.close());
    expect(await runSql({ sql: 'SELECT v, count(*) AS n FROM facts GROUP BY v ORDER BY v DESC LIMIT 1', principal: 'ann' }, services)).toMatchObject({ rows: [[99, 50]] });
  });
});

describe('a state file that is taken away while it is used', () => {
  test('is put back, with all that it held, before anything more is acknowledged', async () => {
    const path = join(temporaryFolder(), 'state.sqlite');
    const store = await open(path);
    await store.write([put('a')]);
    rmSync(path);
    await store.write([put('b')]);
    expect(await keys(await open(path))).toEqual(['a', 'b']);
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`);
    await store.write([put('c')]);
    expect(await keys(await open(path))).toEqual(['a', 'b', 'c']);
  });

  test('is put back though its folder is gone', async () => {
    const folder = join(temporaryFolder(), 'deep');
    const store = await open(join(folder, 'state.sqlite'));
    await store.write([put('a')]);
    rmSync(folder, { recursive: true });
    await store.write([put('b')]);
    expect(await keys(await open(join(folder, 'state.sqlite')))).toEqual(['a', 'b']);
  });

  test('gives way to the one that is put into its place', async () => {
    const [path, other] = [join(temporaryFolder(), 'state.sqlite'), join(temporaryFolder(), 'other.sqlite')];
    const next = await open(other);
    await next.write([put('other')]);
    await next.close();
    const store = await open(path);
    await store.write([put('a')]);
    let reloads = 0;
    store.listen({ changed: () => undefined, reload: () => void (reloads += 1) });
    for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`);
    renameSync(other, path);
    await store.write([put('b')]);
    expect([await keys(store), reloads]).toEqual([['b', 'other'], 1]);
  });
});
