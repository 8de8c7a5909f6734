import { describe, expect, onTestFinished, test } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { observe } from '../../src/answer/observe.ts';
import { performanceReport } from '../../src/answer/report/performance.ts';
import { answerToWire } from '../../src/answer/wire.ts';
import { compose } from '../../src/compose.ts';
import { engineNames, scratchDatabase } from '../database/engines.ts';

const principal = 'local';

describe.each(engineNames)('advice on %s', (engine) => {
  async function adviceAfter(statements: readonly string[], sql: string): Promise<string> {
    const scratch = await scratchDatabase(engine);
    await scratch.write(...statements);
    const services = await compose({ databases: { shop: { dsn: scratch.dsn } }, baseFolder: '/tmp' }, { careful: true });
    onTestFinished(() => services.close());
    for (let n = 0; n < 4; n += 1) {
      const input = { sql, maxAge: 0, principal };
      await observe({ tool: 'run_sql', input, principal }, services, async (observed) => answerToWire(await runSql(input, observed)));
    }
    const report = await performanceReport({ advice: true, principal }, services);
    return 'advice' in report ? report.advice.join('\n') : '';
  }

  const rows = Array.from({ length: 200 }, (_, n) => `(${n}, 'name ${n}', ${n % 50})`).join(', ');
  // 40,000 rows: enough for every engine to tell, or to feel.
  const table = [
    'CREATE TABLE seed (id INTEGER, name VARCHAR(60), owner_id INTEGER)',
    `INSERT INTO seed VALUES ${rows}`,
    'CREATE TABLE pets (id INTEGER PRIMARY KEY, name VARCHAR(200), owner_id INTEGER)',
    "INSERT INTO pets SELECT a.id * 200 + b.id, a.name, b.owner_id FROM seed a CROSS JOIN seed b",
    ...(engine === 'mysql' ? ['ANALYZE TABLE pets'] : ['ANALYZE']),
  ];
  const sql = "SELECT p.id FROM pets p WHERE p.name = 'name 7' AND p.id > 5 ORDER BY p.id";

  test.skipIf(engine === 'duckdb')('a table that a frequent statement filters and reads whole gets an index proposed, and is not given one', async () => {
    const advice = await adviceAfter(table, sql.replace(' AND p.id > 5', ''));
    expect(advice).toMatch(/pets.*is read whole to filter on name, 4 times.*CREATE INDEX .pets_name_idx. ON .pets. \(.name.\)/);
  });

  test.runIf(engine === 'duckdb')('nothing is proposed where tables are read by columns', async () => {
    expect(await adviceAfter(table, sql.replace(' AND p.id > 5', ''))).not.toContain('CREATE INDEX');
  });

  test('where there is an index nothing is proposed', async () => {
    const advice = await adviceAfter([...table, 'CREATE INDEX by_name ON pets (name)'], sql.replace(' AND p.id > 5', ''));
    expect(advice).not.toContain('CREATE INDEX');
  });
});
