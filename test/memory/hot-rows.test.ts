import { describe, expect, onTestFinished, test } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { compose } from '../../src/compose.ts';
import { openWriter } from '../../src/database/scratch/open.ts';
import { engineNames, scratchDatabase } from '../database/engines.ts';

const pairs = 150;

describe.each(engineNames)('%s: who has committed a write', (engine) => {
  test('reads it in the next call, however hot the row is and whoever else reads it', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write('CREATE TABLE counters (id INTEGER PRIMARY KEY, n INTEGER)', 'INSERT INTO counters VALUES (1, 0), (2, 0)');
    const services = await compose({ databases: { test: { dsn: scratch.dsn } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
    onTestFinished(() => services.close());
    const read = async (id: number) => {
      const answer = await runSql({ sql: `SELECT n FROM counters WHERE id = ${id}`, principal: 'ann' }, services);
      return answer.status === 'ok' ? [answer.rows[0]?.[0], answer.cache] : [answer.status];
    };
    const stale: unknown[] = [];
    const writing = new Set([1, 2]);
    const write = async (id: number) => {
      const writer = await openWriter(scratch.dsn);
      onTestFinished(() => writer.close());
      try {
        for (let n = 1; n <= pairs; n += 1) {
          await writer.write(`UPDATE counters SET n = ${n} WHERE id = ${id}`);
          const [seen] = await read(id);
          if (seen !== n) stale.push({ id, n, seen });
        }
      } finally {
        writing.delete(id);
      }
    };
    const watch = async () => {
      while (writing.size > 0) await Promise.all([read(1), read(2)]);
    };
    // A file takes one writer at a time, and DuckDB's none while anybody reads it.
    const others = engine === 'duckdb' ? [] : [watch(), watch()];
    const isFile = engine === 'sqlite' || engine === 'duckdb';
    await Promise.all([isFile ? write(1).then(() => write(2)) : Promise.all([write(1), write(2)]), ...others]);
    expect(stale).toEqual([]);
  });
});
