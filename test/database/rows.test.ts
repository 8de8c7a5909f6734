import { describe, expect, test } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { compose } from '../../src/compose.ts';
import { RowCollector } from '../../src/database/rows.ts';
import { engineNames, scratchDatabase } from './engines.ts';

const limits = { rowsMax: 10, offset: 0, cellBytesMax: 16_384, bytesMax: 2_000 };

describe('the rows of a result', () => {
  test('keep within its bytes, the first one, too', () => {
    const rows = new RowCollector(limits);
    expect(rows.push([1, ...Array.from({ length: 20 }, () => 'x'.repeat(5_000))])).toBe(true);
    expect(rows.push([2, 'y'])).toBe(false);
    const result = rows.result([]);
    expect(result).toMatchObject({ rowCut: true, truncated: true, cellsCut: 0, rows: [[1, expect.stringMatching(/^x+…$/), ...Array.from({ length: 19 }, () => expect.any(String))]] });
    expect(JSON.stringify(result.rows).length).toBeLessThanOrEqual(limits.bytesMax * 1.2);
  });

  test('are left as they are where they fit', () => {
    const rows = new RowCollector(limits);
    for (const row of [[1, 'x'.repeat(900)], [2, 'y'.repeat(900)]]) expect(rows.push(row)).toBe(true);
    expect(rows.push([3, 'z'.repeat(900)])).toBe(false);
    expect(rows.result([])).toEqual({ columns: [], rows: [[1, 'x'.repeat(900)], [2, 'y'.repeat(900)]], truncated: true, cellsCut: 0 });
  });
});

test.each(engineNames)('a first row that is too large is cut and said on %s', async (engine) => {
  const scratch = await scratchDatabase(engine);
  await scratch.write('CREATE TABLE texts (id INTEGER PRIMARY KEY, body TEXT)', `INSERT INTO texts VALUES (1, '${'x'.repeat(15_000)}')`);
  const services = await compose({ databases: { test: { dsn: scratch.dsn, resultBytesMax: 4_000 } }, state: { file: ':memory:' }, baseFolder: '/' }, { careful: true });
  try {
    const answer = await runSql({ sql: `SELECT ${Array.from({ length: 10 }, (_, n) => `body AS b${n}`).join(', ')} FROM texts`, principal: 'ann' }, services);
    expect(answer).toMatchObject({ status: 'ok', warnings: ['the first row was cut to fit into 4000 bytes'] });
    if (answer.status === 'ok') expect(JSON.stringify(answer.rows).length).toBeLessThan(5_000);
  } finally {
    await services.close();
  }
});
