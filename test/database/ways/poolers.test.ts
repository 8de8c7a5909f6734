import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { toFailure } from '../../../src/core/errors.ts';
import type { Database } from '../../../src/core/ports.ts';
import type { SessionIdentity } from '../../../src/core/session-identity.ts';
import { type PgBouncer, type PoolMode, startPgBouncer } from '../../setup/pgbouncer.ts';
import { runContract } from '../contract.ts';
import { engineUnderTest, scratchDatabase } from '../engines.ts';
import { verified } from '../verified.ts';

const modes: readonly PoolMode[] = ['transaction', 'session'];
const limits = { rowsMax: 100, offset: 0, cellBytesMax: 1_000, bytesMax: 1_000_000 };
const call = { timeoutMs: 10_000 };

describe.each(modes)('behind PgBouncer in %s mode', (mode) => {
  let bouncer: PgBouncer;
  beforeAll(async () => {
    bouncer = await startPgBouncer({ server: inject('postgresUrl'), mode, sessionsMax: 3 });
  });
  afterAll(() => bouncer.stop());
  const open = () => scratchDatabase('postgres', (dsn) => bouncer.through(dsn));
  const many = <T>(make: (n: number) => Promise<T>) => Promise.all(Array.from({ length: 60 }, (_, n) => make(n)));

  runContract({ engine: engineUnderTest('postgres'), open });

  test('each call is one of its own caller, however many share the sessions of the server', async () => {
    const { database } = await (await open()).open({ pool: { max: 3 } });
    const session = verified("SELECT current_setting('app.user', true), current_setting('search_path'), current_user");
    const who = async (identity?: SessionIdentity) => (await database.execute(session, limits, identity ? { ...call, identity } : call)).rows[0] ?? [];
    const nobody = await who();
    const told = await many((n) => who({ settings: { 'app.user': `caller ${n}`, search_path: `s${n}` }, ...(n % 2 === 0 ? { role: 'pg_monitor' } : {}) }));
    expect(told).toEqual(told.map((_, n) => [`caller ${n}`, `s${n}`, n % 2 === 0 ? 'pg_monitor' : nobody[2]]));
    const after = await many(() => who());
    expect(after.filter(([user, path, role]) => (user ?? '') !== '' || path !== nobody[1] || role !== nobody[2])).toEqual([]);
  });

  test('statements that the driver prepares for a call do not meet those of another', async () => {
    const scratch = await open();
    await scratch.write("CREATE TYPE mood AS ENUM ('sad', 'glad')", 'CREATE TABLE days (id int PRIMARY KEY, felt mood)');
    await scratch.write("INSERT INTO days SELECT n, CASE n % 2 WHEN 0 THEN 'sad' ELSE 'glad' END::mood FROM generate_series(1, 60) n");
    const { database } = await scratch.open({ pool: { max: 3 } });
    const read = await many((n) => database.execute(verified(`SELECT felt, ${n} AS at_${n} FROM days WHERE id = ${n + 1}`), limits, call));
    expect(read.map(({ rows, columns }) => [rows[0], columns.map(({ name, type }) => `${name} ${type}`)])).toEqual(read.map((_, n) => [[n % 2 === 0 ? 'glad' : 'sad', n], ['felt mood', `at_${n} integer`]]));
  });

  test('what a statement leaves in the session of the server is gone with it, and what it may not do fails', async () => {
    const scratch = await open();
    const { database } = await scratch.open({ pool: { max: 1 } });
    await scratch.write('CREATE TABLE kept (id int)');
    await database.execute(verified("SELECT set_config('app.user', 'left behind', false), pg_advisory_lock(4711)"), limits, call);
    expect(await database.execute(verified("SELECT coalesce(current_setting('app.user', true), '')"), limits, call)).toMatchObject({ rows: [['']] });
    await expect.poll(async () => (await scratch.write("SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711"))[0]).toEqual({ n: 0 });
    await expect(database.execute(verified('INSERT INTO kept VALUES (1)'), limits, call)).rejects.toThrow(/read-only/);
    await expect(database.execute(verified('SELECT 1; SELECT 2'), limits, call)).rejects.toThrow(/multiple commands/);
  });

  test('a cancelled call takes no other with it', async () => {
    const { database } = await (await open()).open({ pool: { max: 3 } });
    const controller = new AbortController();
    const others = [1, 2].map((n) => database.execute(verified(`SELECT ${n} FROM pg_sleep(1.5)`), limits, call));
    const cancelled = database.execute(verified('SELECT 3 FROM pg_sleep(30)'), limits, { ...call, signal: controller.signal });
    setTimeout(() => controller.abort(), 300);
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await Promise.all(others)).map(({ rows }) => rows[0])).toEqual([[1], [2]]);
  });

  test('where all sessions of the server are taken by others, a call ends at its deadline, and the next one is answered', async () => {
    const scratch = await open();
    const [ours, theirs] = [await scratch.open(), await scratch.open({ pool: { max: 3 } })].map(({ database }) => database) as [Database, Database];
    const busy = [1, 2, 3].map(() => theirs.execute(verified('SELECT 1 FROM pg_sleep(2.5)'), limits, call));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const startedAt = Date.now();
    await expect(ours.execute(verified('SELECT 1'), limits, { timeoutMs: 600 })).rejects.toMatchObject({ code: expect.stringMatching(/TIMEOUT|BUSY/) });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    await Promise.all(busy);
    await theirs.close();
    expect(await ours.execute(verified('SELECT 1'), limits, call)).toMatchObject({ rows: [[1]] });
  });

  test('a refused login, an unknown database and a pooler that is down are told as those of a server', async () => {
    const scratch = await open();
    const told = async (change: (url: URL) => void) => {
      const url = new URL(scratch.dsn);
      change(url);
      const { database } = await scratch.open({ dsn: url.href });
      return database.execute(verified('SELECT 1'), limits, call).then(() => 'answered', (error: unknown) => toFailure(error));
    };
    for (const change of [(url: URL) => (url.password = 'wrong'), (url: URL) => (url.username = 'nobody_of_that_name')]) {
      expect(await told(change)).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('refuses the user or the password') });
    }
    expect(await told((url) => (url.pathname = '/no_such_database'))).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('no database of that name') });
    const stopped = await startPgBouncer({ server: inject('postgresUrl'), mode, sessionsMax: 1 });
    const { database } = await scratch.open({ dsn: stopped.through(scratch.dsn) });
    expect(await database.execute(verified('SELECT 1'), limits, call)).toMatchObject({ rows: [[1]] });
    stopped.stop();
    await expect.poll(() => database.execute(verified('SELECT 1'), limits, call).catch((error: unknown) => toFailure(error).message)).toContain('the server refuses connections');
  });
});
