import { expect, test, vi } from 'vitest';
import type { Target } from '../../src/answer/target/target.ts';
import { isRefusal } from '../../src/core/proof.ts';
import type { Cell } from '../../src/core/result.ts';
import { type EngineName, engineNames, scratchDatabase } from './engines.ts';

const limits = { rowsMax: 100, offset: 0, cellBytesMax: 1_000, bytesMax: 1_000_000 };
const call = { timeoutMs: 10_000 };

/** Expressions that read the clock, with what they give at 25 February 2026, 9:30 in UTC, which is the zone of the sessions here; and some that don't. */
const expressions: Readonly<Record<EngineName, readonly (readonly [string, string | number])[]>> = {
  sqlite: [
    ["date('now')", '2026-02-25'],
    ["DATE( 'NOW' , 'start of month', '-1 day')", '2026-01-31'],
    ["datetime('now', '+1 hour')", '2026-02-25 10:30:00'],
    ["strftime('%Y', 'now')", '2026'],
    ["strftime('%m')", '02'],
    ['date()', '2026-02-25'],
    ["strftime('%d', date())", '25'],
    ["unixepoch('now')", 1_772_011_800],
    ["round(julianday('now') - julianday('2026-02-25'), 4)", 0.3958],
    ["timediff('now', '2026-02-24 09:30:00')", '+0000-00-01 00:00:00.000'],
    ['CURRENT_DATE', '2026-02-25'],
    ['current_timestamp', '2026-02-25 09:30:00'],
    ["CURRENT_TIME /* date('now') */", '09:30:00'],
    ["'now' || lower('NOW')", 'nownow'],
    ["date('2020-01-02')", '2020-01-02'],
    ['date(2451545)', '2000-01-01'],
    ["(SELECT \"current_date\" FROM (SELECT 7 AS \"current_date\"))", 7],
  ],
  duckdb: [
    ['CURRENT_DATE', '2026-02-25'],
    ['today()', '2026-02-25'],
    ["(CURRENT_DATE - INTERVAL 1 DAY)::date", '2026-02-24'],
    ["date_trunc('month', now())::date", '2026-02-01'],
    ['epoch(now())::int', 1_772_011_800],
    ['epoch(get_current_timestamp())::int', 1_772_011_800],
    ['EXTRACT(MINUTE FROM LOCALTIMESTAMP)::int', 30],
    ['EXTRACT(MINUTE FROM current_localtimestamp())::int', 30],
    ["'now()' || 'CURRENT_DATE'", 'now()CURRENT_DATE'],
    ['(SELECT x."current_date" FROM (SELECT 7 AS "current_date") x)', 7],
  ],
  postgres: [
    ['CURRENT_DATE::text', '2026-02-25'],
    ["(CURRENT_DATE - INTERVAL '1 day')::date::text", '2026-02-24'],
    ["date_trunc('month', now())::date::text", '2026-02-01'],
    ['EXTRACT(EPOCH FROM now())::int', 1_772_011_800],
    ['EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(0))::int', 1_772_011_800],
    ['EXTRACT(EPOCH FROM clock_timestamp())::int', 1_772_011_800],
    ['EXTRACT(MINUTE FROM LOCALTIMESTAMP)::int', 30],
    ["'now()' || 'CURRENT_DATE'", 'now()CURRENT_DATE'],
    ['(SELECT x."current_date" FROM (SELECT 7 AS "current_date") x)', 7],
  ],
  mysql: [
    ["DATE_FORMAT(CURRENT_DATE, '%Y-%m-%d')", '2026-02-25'],
    ["DATE_FORMAT(CURDATE() - INTERVAL 1 DAY, '%Y-%m-%d')", '2026-02-24'],
    ["DATE_FORMAT(UTC_DATE(), '%Y-%m-%d')", '2026-02-25'],
    ["DATE_FORMAT(UTC_TIMESTAMP, '%H:%i')", '09:30'],
    ['UNIX_TIMESTAMP(NOW())', 1_772_011_800],
    ['UNIX_TIMESTAMP()', 1_772_011_800],
    ['UNIX_TIMESTAMP(CURRENT_TIMESTAMP(0))', 1_772_011_800],
    ['MINUTE(SYSDATE())', 30],
    ["CONCAT('now()', 'CURRENT_DATE')", 'now()CURRENT_DATE'],
    ['(SELECT x.`current_date` FROM (SELECT 7 AS `current_date`) x)', 7],
  ],
};

async function firstRow({ prover, database }: Target, sql: string): Promise<readonly Cell[]> {
  const statement = await prover.prove(sql, call);
  if (isRefusal(statement)) throw new Error(statement.reason);
  return (await database.execute(statement, limits, call)).rows[0] ?? [];
}

test.each(engineNames)('with NL2SQL_NOW statements on %s read that instant', async (engine) => {
  vi.stubEnv('NL2SQL_NOW', '2026-02-25T09:30:00Z');
  const target = await (await scratchDatabase(engine)).open();
  vi.unstubAllEnvs();
  const row = await firstRow(target, `SELECT ${expressions[engine].map(([expression]) => expression).join(',\n')}`);
  expect(row.map((cell, index) => [expressions[engine][index]?.[0], typeof cell === 'string' && /^\d{5,}$/.test(cell) ? Number(cell) : cell])).toEqual(expressions[engine]);
});

test.each(engineNames)('without it they read the clock of %s', async (engine) => {
  const target = await (await scratchDatabase(engine)).open();
  const seconds = { sqlite: 'unixepoch()', duckdb: 'epoch(now())::int', postgres: 'EXTRACT(EPOCH FROM now())::int', mysql: 'UNIX_TIMESTAMP()' }[engine];
  const [now] = await firstRow(target, `SELECT ${seconds}`);
  expect(Math.abs(Number(now) - Date.now() / 1_000)).toBeLessThan(60);
});
