import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { scratchDatabase } from './database/engines.ts';
import { startServer } from './stdio-server.ts';

const endless = { postgres: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n', mysql: 'SELECT count(*) FROM information_schema.COLUMNS a, information_schema.COLUMNS b, information_schema.COLUMNS c' } as const;
const running = {
  postgres: "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'nl2sql-mcp' AND state = 'active' AND datname = current_database()",
  mysql: "SELECT count(*) AS n FROM information_schema.PROCESSLIST WHERE COMMAND = 'Query' AND INFO LIKE '%COLUMNS a, %' AND INFO NOT LIKE '%PROCESSLIST%'",
} as const;

describe.each(['postgres', 'mysql'] as const)('%s works on nothing any more', (engine) => {
  async function withRunawayQuery() {
    const scratch = await scratchDatabase(engine);
    const server = await startServer(['--dsn', scratch.dsn]);
    onTestFinished(() => server.close());
    const count = async () => Number((await scratch.write(running[engine]))[0]?.['n']);
    const controller = new AbortController();
    const call = server.client.callTool({ name: 'run_sql', arguments: { sql: endless[engine] } }, { signal: controller.signal }).then(() => 'answered', () => 'cancelled');
    await expect.poll(count, { timeout: 10_000 }).toBe(1);
    return { server, count, controller, call };
  }

  test('when the host cancels the request', async () => {
    const { server, count, controller, call } = await withRunawayQuery();
    controller.abort();
    expect(await call).toBe('cancelled');
    await expect.poll(count, { timeout: 2_000 }).toBe(0);
    expect((await server.call('run_sql', { sql: 'SELECT 1' })).rows).toEqual([[1]]);
  });

  test('when the host closes', async () => {
    const { server, count } = await withRunawayQuery();
    await server.close();
    await expect.poll(count, { timeout: 2_000 }).toBe(0);
  });
});

/** What runs on this machine; a child tells nothing of its file in its arguments. */
function processes() {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).map((parts) => ({ pid: Number(parts?.[1]), parent: Number(parts?.[2]), args: parts?.[3] ?? '' }));
}

describe('a SQLite child leaves with its parent', () => {
  async function withChild() {
    const scratch = await scratchDatabase('sqlite');
    const server = await startServer(['--dsn', scratch.dsn]);
    onTestFinished(() => server.close());
    await server.call('run_sql', { sql: 'SELECT 1' });
    const children = () => processes().filter(({ args }) => args.includes('child.js'));
    const own = children().filter(({ parent }) => parent === server.pid).map(({ pid }) => pid);
    expect(own).toHaveLength(1);
    return { server, children: () => children().filter(({ pid }) => own.includes(pid)) };
  }

  test('that closes', async () => {
    const { server, children } = await withChild();
    await server.close();
    await sleep(300);
    expect(children()).toEqual([]);
  });

  test('that is killed while a statement runs away', async () => {
    const { server, children } = await withChild();
    server.call('run_sql', { sql: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n' }).catch(() => undefined);
    await sleep(300);
    server.kill();
    await expect.poll(children, { timeout: 5_000 }).toEqual([]);
  });
});
