import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { arena, type Outcome } from './fixture.ts';

const columns = (count: number, expression: string) => Array.from({ length: count }, (_, index) => `${expression} AS c${index}`).join(', ');
const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100)';

const bombs: readonly string[] = [
  `SELECT ${columns(60, 'data')} FROM big WHERE id = 1`,
  `SELECT ${columns(60, 'data')} FROM big WHERE id = 2`,
  `SELECT ${columns(60, 'zeroblob(60000000)')}`,
  "SELECT replace(hex(zeroblob(30000000)), '0', '00000000')",
  `${numbers} SELECT group_concat(hex(zeroblob(1000000))) FROM n`,
  `${numbers} SELECT i, hex(zeroblob(15000000)) AS h FROM n ORDER BY h, i`,
  'WITH RECURSIVE n(i, s) AS (SELECT 1, hex(zeroblob(100000)) UNION SELECT i + 1, s FROM n) SELECT count(*) FROM n',
];

/** The most that a child of this process ever had in memory, in megabytes, while the work runs. */
async function childPeak(work: () => Promise<Outcome>): Promise<{ readonly outcome: Outcome; readonly megabytes: number }> {
  let kilobytes = 0;
  const look = () => {
    for (const pid of readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')) {
      try {
        kilobytes = Math.max(kilobytes, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0));
      } catch {
        // It has ended.
      }
    }
  };
  const timer = setInterval(look, 5);
  const outcome = await work().finally(() => clearInterval(timer));
  return { outcome, megabytes: kilobytes / 1_024 };
}

// The kernel tells the sizes of other processes on Linux only.
test.runIf(process.platform === 'linux')('no statement takes more than 700 MB of a SQLite process, and the next call works', { timeout: 120_000 }, async () => {
  const stage = await arena('sqlite', { timeoutMs: 20_000 });
  await stage.scratch.write('CREATE TABLE big (id INTEGER PRIMARY KEY, data)', 'INSERT INTO big VALUES (1, zeroblob(60000000))', "INSERT INTO big VALUES (2, printf('%060000000d', 1))");
  for (const sql of bombs) {
    const { outcome, megabytes } = await childPeak(() => stage.run(sql));
    expect([sql, outcome]).toMatchObject([sql, { kind: 'failure', failure: { code: 'QUERY_FAILED', message: expect.stringMatching(/too big|more memory/) } }]);
    expect(megabytes, sql).toBeLessThan(700);
    expect(await stage.run('SELECT 1')).toMatchObject({ answer: { rows: [[1]] } });
  }
});
