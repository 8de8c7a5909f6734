import { fork } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openEngine } from '../../src/database/engines.ts';
import { FileProcesses } from '../../src/database/file-process/ahead.ts';
import { compiledModule } from '../../src/database/file-process/connection.ts';
import { sqliteFile } from '../fixtures/make-database.ts';
import { engineUnderTest, scratchDatabase } from './engines.ts';
import { verified } from './verified.ts';

const limits = { rowsMax: 10, offset: 0, cellBytesMax: 1_000, bytesMax: 100_000 };

describe.each(['sqlite', 'duckdb'] as const)('the process of a file of %s', (name) => {
  test('is dead to the pool from the moment that it is told to stop, however long the system takes to end it', async () => {
    const scratch = await scratchDatabase(name);
    const { engine } = await openEngine({ dsn: scratch.dsn }, '/');
    const connection = await engine.connect(AbortSignal.timeout(30_000));
    onTestFinished(() => connection.close());
    const outcome = connection.execute(verified(engineUnderTest(name).endless), limits, 60_000).then(() => 'answered', () => 'failed');
    const stopped = connection.stop();
    expect(connection.dead).toBe(true);
    await stopped;
    expect(await outcome).toBe('failed');
    await expect(connection.execute(verified('SELECT 1'), limits, 1_000)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

test('a process whose starter was gone before it looked ends with its statement', async () => {
  const module = compiledModule('sqlite', import.meta.resolve('../../src/database/sqlite/connect.ts'));
  const child = fork(module, [], { serialization: 'json', execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  child.send({ path: sqliteFile('CREATE TABLE pets (id INTEGER)'), functions: [], starter: (child.pid ?? 0) + 1 });
  child.send({ operation: 'execute', sql: engineUnderTest('sqlite').endless, kind: 'select', limits, needsPlan: false });
  expect(await exited).toEqual([null, 'SIGKILL']);
});

describe('a process that is started ahead', () => {
  function processesOf(path: string) {
    const ended: number[] = [];
    const module = compiledModule('sqlite', import.meta.resolve('../../src/database/sqlite/connect.ts'));
    const processes = new FileProcesses({ child: { path, functions: [] }, module, title: 'SQLite', rowsPerMs: 5_000, dataVersion: () => null, ended: (pid) => ended.push(pid) });
    return { processes, ended };
  }

  test('is the one that the next connection gets, and no other', async () => {
    const { processes, ended } = processesOf(sqliteFile('CREATE TABLE pets (id INTEGER)'));
    processes.start();
    processes.start();
    const connections = [await processes.connect(AbortSignal.timeout(30_000)), await processes.connect(AbortSignal.timeout(30_000))];
    expect(await Promise.all(connections.map((connection) => connection.schemaVersion()))).toEqual(['1', '1']);
    for (const connection of connections) await connection.close();
    processes.close();
    await expect.poll(() => new Set(ended).size).toBe(2);
  });

  test('ends where nobody takes it before the engine is closed', async () => {
    const { processes, ended } = processesOf(sqliteFile('CREATE TABLE pets (id INTEGER)'));
    processes.start();
    processes.close();
    await expect.poll(() => ended.length).toBe(1);
  });

  test('ends where whoever waited for it has left', async () => {
    const { processes, ended } = processesOf(sqliteFile('CREATE TABLE pets (id INTEGER)'));
    processes.start();
    await expect(processes.connect(AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
    await expect.poll(() => ended.length).toBe(1);
  });

  test('fails for whoever takes it; the next connection is another try', async () => {
    const { processes } = processesOf('/nowhere/none.sqlite');
    processes.start();
    for (let time = 0; time < 2; time += 1) await expect(processes.connect(AbortSignal.timeout(30_000))).rejects.toMatchObject({ code: 'UNAVAILABLE', message: 'the SQLite file does not exist' });
  });
});
