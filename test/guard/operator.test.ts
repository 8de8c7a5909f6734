import { randomBytes } from 'node:crypto';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import type { ValidateRequest } from '../../src/cli/validate/make-scratch.ts';
import { validate } from '../../src/cli/validate/run.ts';
import { openWriter } from '../../src/database/scratch/open.ts';
import type { Writer } from '../../src/database/scratch/writer.ts';
import { type EngineName, engineNames, scratchDatabase } from '../database/engines.ts';
import { arena } from './fixture.ts';

/** A role that only the policy's grants were given to. MariaDB adds those of a role to those of its user, so a user of its own is made. */
const becoming: Readonly<Record<'postgres' | 'mysql', (user: string) => { readonly setUp: readonly string[]; readonly drop: readonly string[] }>> = {
  postgres: (user) => ({ setUp: [`CREATE ROLE ${user} LOGIN PASSWORD 'test' IN ROLE nl2sql_reader`], drop: [`DROP ROLE ${user}`, 'DROP OWNED BY nl2sql_reader', 'DROP ROLE nl2sql_reader'] }),
  mysql: (user) => ({ setUp: [`CREATE USER ${user}@'127.0.0.1' IDENTIFIED BY 'test'`, `GRANT nl2sql_reader TO ${user}@'127.0.0.1'`, `SET DEFAULT ROLE nl2sql_reader /*M! FOR */ /*!80000 TO */ ${user}@'127.0.0.1'`], drop: [`DROP USER ${user}@'127.0.0.1'`, 'DROP ROLE nl2sql_reader'] }),
};

async function readerOf(dsn: string, user: string): Promise<Writer> {
  const url = new URL(dsn);
  [url.username, url.password] = [user, 'test'];
  const reader = await openWriter(url.href);
  onTestFinished(() => reader.close());
  return reader;
}

describe.each(['postgres', 'mysql'] as const)('the role that doctor prints on %s', (engine) => {
  test('reads in the database itself what the policy shows, and nothing else', async () => {
    const stage = await arena(engine, { access: { deny: ['victim'], columns: { 'customers.email': 'hidden' } } });
    const advice = await stage.services.targets.get('test')?.database.diagnose({ timeoutMs: 10_000 });
    const grants = advice?.find((one) => one.startsWith('a role that enforces'))?.split('\n').slice(1).map((line) => line.trim()) ?? [];
    const user = `t_${randomBytes(4).toString('hex')}`;
    const { setUp, drop } = becoming[engine](user);
    onTestFinished(async () => void (await stage.scratch.write(...drop)));
    await stage.scratch.write(...grants, ...setUp);
    const reader = await readerOf(stage.scratch.dsn, user);
    expect(await reader.write('SELECT id, name FROM customers ORDER BY id')).toHaveLength(3);
    expect(await reader.write('SELECT * FROM sales')).toHaveLength(4);
    for (const sql of ['SELECT email FROM customers', 'SELECT * FROM customers', 'SELECT * FROM victim', 'DELETE FROM sales', "UPDATE customers SET name = 'x'"]) await expect(reader.write(sql)).rejects.toThrow(/denied/);
  });
});

async function requestOn(engine: EngineName, functions: readonly string[] = []): Promise<ValidateRequest> {
  const dsn = engine === 'sqlite' || engine === 'duckdb' ? (await scratchDatabase(engine)).dsn : inject(engine === 'postgres' ? 'postgresUrl' : 'mysqlUrl');
  return { name: 'test', entry: { dsn, functions: [...functions] }, baseFolder: '/', scratch: `t_${randomBytes(6).toString('hex')}` };
}

describe.each(engineNames)('doctor --validate on %s', (engine) => {
  test('finds that no attack gets through, and leaves no database behind', { timeout: 240_000 }, async () => {
    const request = await requestOn(engine);
    expect(await validate(request)).toEqual([]);
    // Of these it was a file elsewhere.
    if (engine === 'sqlite' || engine === 'duckdb') return;
    const admin = await openWriter(request.entry.dsn);
    onTestFinished(() => admin.close());
    await admin.write(`CREATE DATABASE ${request.scratch}`, `DROP DATABASE ${request.scratch}`);
  });
});

test('doctor --validate tells what gets through where the operator vouches for too much', { timeout: 240_000 }, async () => {
  const found = await validate(await requestOn('postgres', ['set_config', 'pg_read_file', 'current_setting']));
  expect(found.join('\n')).toMatch(/it ran/);
});
