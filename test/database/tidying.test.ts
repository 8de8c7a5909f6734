import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { toFailure } from '../../src/core/errors.ts';
import { openEngine } from '../../src/database/engines.ts';
import { openWriter } from '../../src/database/scratch/open.ts';
import { scratchDatabase } from './engines.ts';
import { verified } from './verified.ts';

const limits = { rowsMax: 10, offset: 0, cellBytesMax: 1_000, bytesMax: 100_000 };

/** A session of PostgreSQL that is being tidied up, and gets no further until `letGo`: whoever reads the catalog waits for a lock. */
async function tidying() {
  const scratch = await scratchDatabase('postgres');
  await scratch.write('CREATE TABLE secrets (id INTEGER)', 'CREATE VIEW seen AS SELECT id FROM secrets');
  const { engine } = await openEngine({ dsn: scratch.dsn }, '/');
  const connection = await engine.connect(AbortSignal.timeout(10_000));
  onTestFinished(() => connection.close());
  // What a view stands on was learnt later than the rest, so that the whole is looked at again in idle time.
  await connection.resolve({ kind: 'select', tables: ['seen'], functions: [] });
  const other = await openWriter(scratch.dsn);
  onTestFinished(() => other.close());
  await other.write('BEGIN', 'LOCK TABLE pg_catalog.pg_class IN ACCESS EXCLUSIVE MODE');
  await connection.reset();
  const waiting = "SELECT pid FROM pg_stat_activity WHERE application_name = 'nl2sql-mcp' AND wait_event_type = 'Lock' AND datname = current_database()";
  const admin = await openWriter(inject('postgresUrl'));
  onTestFinished(() => admin.close());
  const database = scratch.dsn.slice(scratch.dsn.lastIndexOf('/') + 1);
  await expect.poll(() => admin.write(waiting.replace('current_database()', `'${database}'`))).toHaveLength(1);
  return { connection, letGo: () => other.write('ROLLBACK'), admin, database };
}

describe('a session that is tidied up as somebody borrows it', () => {
  test('keeps the transaction of the borrower whole: who acts as a role does so to the end', async () => {
    const { connection, letGo, admin, database } = await tidying();
    const role = `${database}_reader`;
    await admin.write(`CREATE ROLE ${role}`);
    onTestFinished(async () => void (await admin.write(`DROP ROLE ${role}`)));
    connection.actAs?.({ role, settings: {} });
    const bound = connection.bind('SELECT id FROM secrets', 'select', { timeoutMs: 10_000, needsEstimate: true }).then(() => 'bound', (error: unknown) => toFailure(error).code);
    await sleep(100);
    await letGo();
    expect(await bound).toBe('PERMISSION_DENIED');
    connection.actAs?.(undefined);
    expect((await connection.execute(verified('SELECT 1'), limits, 10_000)).rows).toEqual([[1]]);
  });

  test('does not begin the statement of a borrower who was stopped meanwhile', async () => {
    const { connection, letGo, admin, database } = await tidying();
    const outcome = connection.execute(verified('SELECT pg_sleep(30)'), limits, 60_000).then(() => 'slept', (error: unknown) => toFailure(error).code);
    await sleep(100);
    await connection.stop();
    expect(await outcome).toBe('CANCELLED');
    const asleep = await admin.write(`SELECT pid FROM pg_stat_activity WHERE datname = '${database}' AND state = 'active' AND query LIKE '%pg_sleep(30)%'`);
    expect(asleep).toEqual([]);
    await letGo();
    expect((await connection.execute(verified('SELECT 1'), limits, 10_000)).rows).toEqual([[1]]);
  });
});
