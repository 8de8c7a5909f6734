import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { compose } from '../../../src/compose.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { Failure, toFailure } from '../../../src/core/errors.ts';
import { nameIn } from '../../../src/database/engines.ts';
import { openWriter } from '../../../src/database/scratch/open.ts';
import { temporaryFolder } from '../../fixtures/make-database.ts';
import { verified } from '../verified.ts';

const limits = { rowsMax: 10, offset: 0, cellBytesMax: 1_000, bytesMax: 100_000 };

/** A database as a file of the configuration names it. */
async function configured(entry: object, files: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'mcp.config.json'), JSON.stringify({ databases: { shop: entry } }));
  return { folder, config: await loadConfig({ file: 'mcp.config.json', dsns: [], nameIn, environment: { SECRET: 'from-env' }, workingFolder: folder }) };
}

async function open(entry: object, files: Readonly<Record<string, string>> = {}) {
  const { config, folder } = await configured(entry, files);
  const services = await compose(config, { careful: true });
  onTestFinished(() => services.close());
  const database = services.targets.get('shop')?.database;
  if (!database) throw new Error('no database');
  const ask = (sql: string) => database.execute(verified(sql), limits, { timeoutMs: 10_000 }).then(({ rows }) => rows[0]?.[0]);
  return { ask, folder, failure: () => ask('SELECT 1').then(() => undefined, toFailure) };
}

async function refused(entry: object, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const failure = await configured(entry, files).then(({ config }) => compose(config, { careful: true })).then(() => undefined, (error: unknown) => error);
  if (failure instanceof Failure && failure.code === 'BAD_CONFIG') return failure.message;
  throw new Error(`expected BAD_CONFIG, not ${String(failure)}`);
}

const servers = [
  { engine: 'postgres', key: 'postgresUrl', who: 'SELECT current_user', isIn: 'SELECT current_database()' },
  { engine: 'mysql', key: 'mysqlUrl', who: 'SELECT substring_index(current_user(), \'@\', 1)', isIn: 'SELECT database()' },
] as const;

describe.each(servers)('keys beside the DSN on $engine', ({ engine, key, who, isIn }) => {
  const parts = () => {
    const url = new URL(inject(key));
    return { host: url.hostname, port: Number(url.port), user: url.username, password: url.password, database: url.pathname.slice(1) };
  };

  test('stand for all of it, or for what it leaves open', async () => {
    const whole = await open({ dsn: `${engine}://`, ...parts() });
    expect([await whole.ask(who), await whole.ask(isIn)]).toEqual([parts().user, parts().database]);
    const { host, port, user, password, database } = parts();
    const some = await open({ dsn: `${engine}://${host}:${port}/${database}`, user, password });
    expect(await some.ask(who)).toBe(user);
  });

  test('a password may hold anything, and come from a file, read when the configuration is or for each connection', async () => {
    const { password: _, ...others } = parts();
    const admin = await openWriter(inject(key));
    onTestFinished(() => admin.close());
    const name = `odd_${engine}`;
    const odd = 'p@s/w:o#r?d%41';
    const make = engine === 'postgres' ? [`CREATE ROLE ${name} LOGIN PASSWORD '${odd}'`] : [`CREATE USER ${name}@'127.0.0.1' IDENTIFIED BY '${odd}'`, `GRANT SELECT ON *.* TO ${name}@'127.0.0.1'`];
    await admin.write(...make);
    onTestFinished(async () => void (await admin.write(engine === 'postgres' ? `DROP ROLE ${name}` : `DROP USER ${name}@'127.0.0.1'`)));
    const files = { 'pass.txt': `${odd}\n` };
    for (const from of [{ password: odd }, { password: '${file:pass.txt}' }, { passwordFile: 'pass.txt' }]) {
      expect(await (await open({ dsn: `${engine}:`, ...others, user: name, ...from }, files)).ask(who), JSON.stringify(from)).toBe(name);
    }
  });

  test('a role whose password changes goes on: the command is asked again, once, and not before', async () => {
    const { password: _, ...others } = parts();
    const admin = await openWriter(inject(key));
    onTestFinished(() => admin.close());
    const name = `rotating_${engine}`;
    const change = (password: string) => (engine === 'postgres' ? `ALTER ROLE ${name} PASSWORD '${password}'` : `ALTER USER ${name}@'127.0.0.1' IDENTIFIED BY '${password}'`);
    await admin.write(engine === 'postgres' ? `CREATE ROLE ${name} LOGIN PASSWORD 'first'` : `CREATE USER ${name}@'127.0.0.1' IDENTIFIED BY 'first'`);
    onTestFinished(async () => void (await admin.write(engine === 'postgres' ? `DROP ROLE ${name}` : `DROP USER ${name}@'127.0.0.1'`)));
    const endSessions = async () => {
      if (engine === 'postgres') return void (await admin.write(`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '${name}'`));
      const sessions = await admin.write(`SELECT ID AS id FROM information_schema.PROCESSLIST WHERE USER = '${name}'`);
      for (const { id } of sessions) await admin.write(`KILL ${String(id)}`).catch(() => undefined);
    };
    const entry = { dsn: `${engine}://`, ...others, ...(engine === 'mysql' ? { database: 'information_schema' } : {}), user: name, passwordCommand: ['sh', '-c', 'echo run >> runs; cat pass.txt'] };
    const { ask, folder, failure } = await open(entry, { 'pass.txt': 'first\n' });
    const runs = () => readFileSync(join(folder, 'runs'), 'utf8').trim().split('\n').length;
    expect(await Promise.all([ask(who), ask(who), ask(who)])).toEqual([name, name, name]);
    expect(runs()).toBe(1);
    await admin.write(change('second'));
    writeFileSync(join(folder, 'pass.txt'), 'second\n');
    await endSessions();
    await expect.poll(() => ask(who).catch(() => 'not yet')).toBe(name);
    expect(runs()).toBe(2);
    await admin.write(change('third'));
    await endSessions();
    await expect.poll(async () => (await failure())?.message).toMatch(/^shop: the database refuses the user or the password$/);
  });
});

test('what a command prints is good for its lifetime, and one that fails says why', async () => {
  const { hostname, port, username } = new URL(inject('postgresUrl'));
  const entry = { dsn: `postgres://${username}@${hostname}:${port}/postgres` };
  const failing = await (await open({ ...entry, passwordCommand: ['sh', '-c', 'echo no vault here >&2; exit 3'] })).failure();
  expect(failing).toMatchObject({ code: 'UNAVAILABLE', message: 'shop: passwordCommand failed with exit code 3', where: 'no vault here' });
  expect(await (await open({ ...entry, passwordCommand: ['/no/such/program'] })).failure()).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('a program that is not there') });
  expect(await (await open({ ...entry, passwordCommand: ['true'] })).failure()).toMatchObject({ message: expect.stringContaining('printed no password') });
  expect(await (await open({ ...entry, passwordFile: 'none' })).failure()).toMatchObject({ message: expect.stringContaining('passwordFile') });
  const aged = await open({ ...entry, passwordCommand: ['sh', '-c', 'echo run >> runs; echo test'], passwordLifetimeMs: 1, pool: { idleMs: 100 } });
  await aged.ask('SELECT 1');
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await aged.ask('SELECT 1');
  expect(readFileSync(join(aged.folder, 'runs'), 'utf8')).toBe('run\nrun\n');
});

describe('what does not go together is told by key', () => {
  const dsn = 'postgres://reader@db.example/shop';
  test.each([
    ['a user twice', { dsn, user: 'other' }, /databases\.shop\.user is given, and its dsn has one, too/],
    ['two places of a password', { dsn, passwordFile: 'x', passwordCommand: ['y'] }, /passwordFile and passwordCommand are given/],
    ['a password in the DSN and a command', { dsn: 'postgres://u:p@h/d', passwordCommand: ['y'] }, /databases\.shop\.passwordCommand.*dsn has a password/],
    ['a host for a file', { dsn: 'sqlite:x.sqlite', host: 'db' }, /databases\.shop\.host is given, and its dsn is no server's/],
    ['schemas for a file', { dsn: 'x.duckdb', schemas: ['a'] }, /databases\.shop\.schemas/],
    ['keys for several hosts', { dsn: 'postgres://a,b/shop', user: 'u' }, /databases\.shop\.user.*several hosts/],
    ['a lifetime without a command', { dsn, passwordLifetimeMs: 5 }, /passwordLifetimeMs.*passwordCommand/],
    ['a host with a blank', { dsn: 'postgres:', host: 'my db' }, /databases\.shop\.host is "my db"/],
    ['a file that is not there', { dsn, password: '${file:none}' }, /databases\.shop\.password: the file none can't be read/],
    ['no database', { dsn: 'postgres://h' }, /names no database/],
    ['target_session_attrs that there is not', { dsn: 'postgres://h/d?target_session_attrs=best' }, /target_session_attrs is "best"/],
    ['target_session_attrs on MySQL', { dsn: 'mysql://h/d?target_session_attrs=primary' }, /target_session_attrs/],
  ])('%s', async (_, entry, expected) => {
    expect(await refused(entry)).toMatch(expected);
  });

  test('a password does not stand in the message', async () => {
    expect(await refused({ dsn, password: 5 })).toMatch(/password is (?!.*hunter)/);
    expect(await refused({ dsn, user: 'x', password: 'hunter2' })).not.toContain('hunter2');
  });
});
