import { describe, expect, onTestFinished, test } from 'vitest';
import { answerToWire } from '../../src/answer/wire.ts';
import { ask } from '../../src/answer/ask/ladder.ts';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { getSchema } from '../../src/answer/report/schema.ts';
import { performanceReport } from '../../src/answer/report/performance.ts';
import { teach } from '../../src/answer/teach/teach.ts';
import { compose } from '../../src/compose.ts';
import type { Services } from '../../src/answer/services.ts';
import { observe } from '../../src/answer/observe.ts';
import type { Caller } from '../../src/core/caller.ts';
import { Failure } from '../../src/core/errors.ts';
import { type EngineName, engineNames, scratchDatabase } from '../database/engines.ts';

const caller = (principal: string, ...roles: string[]): Caller => ({ principal, scopes: ['read', 'teach'], roles, claims: {} });
const [hr, clerk, temp, both, stranger] = [caller('hana', 'hr'), caller('carl', 'clerk'), caller('tom', 'temp'), caller('bea', 'clerk', 'hr'), caller('sam')];

const schema = [
  'CREATE TABLE staff (id INTEGER PRIMARY KEY, name VARCHAR(40), salary INTEGER)',
  "INSERT INTO staff VALUES (1, 'Ann', 100), (2, 'Bob', 200), (3, 'Quirinius', 300)",
  'CREATE TABLE orders (id INTEGER PRIMARY KEY, item VARCHAR(40))',
  "INSERT INTO orders VALUES (1, 'nut'), (2, 'bolt')",
];
const roles = { hr: { allow: ['staff', 'orders'] }, clerk: { columns: { 'staff.salary': 'hidden', 'staff.name': 'hidden' } as const, deny: ['orders'] }, temp: { deny: ['orders'] } };

async function open(engine: EngineName, further: object = {}): Promise<Services> {
  const { dsn, write } = await scratchDatabase(engine);
  await write(...schema);
  const services = await compose({ databases: { shop: { dsn, roles, ...further } }, state: { file: ':memory:' }, baseFolder: '/' }, { careful: true });
  onTestFinished(() => services.close());
  return services;
}

async function run(services: Services, who: Caller, sql: string, question?: string) {
  const answer = await runSql({ sql, principal: who.principal, ...(question === undefined ? {} : { question }) }, services.as(who)).catch((error: unknown) => {
    if (error instanceof Failure) return { status: 'failed', code: error.code } as const;
    throw error;
  });
  return answer.status === 'ok' ? answer.rows : answer.status === 'failed' ? answer.code : answer.status;
}

describe.each(engineNames)('roles on %s', (engine) => {
  test('see what the policy of theirs lets be seen, whoever asked first', async () => {
    const services = await open(engine);
    const salaries = 'SELECT salary FROM staff ORDER BY id';
    for (let round = 0; round < 2; round += 1) {
      expect(await run(services, hr, salaries)).toEqual([[100], [200], [300]]);
      expect(await run(services, clerk, salaries)).toBe('UNKNOWN_COLUMN');
      expect(await run(services, clerk, 'SELECT id FROM staff ORDER BY id')).toEqual([[1], [2], [3]]);
      expect(await run(services, clerk, 'SELECT item FROM orders')).toMatch(/UNKNOWN_TABLE|refused/);
    }
  });

  test('of several the first in the configuration holds; who has none sees nothing, unless a policy is for all others', async () => {
    expect(await run(await open(engine), both, 'SELECT salary FROM staff WHERE id = 1')).toEqual([[100]]);
    expect(await run(await open(engine), stranger, 'SELECT id FROM staff')).toBe('PERMISSION_DENIED');
    expect(await run(await open(engine, { access: { allow: ['orders'] } }), stranger, 'SELECT count(*) FROM orders')).toEqual([[2]]);
  });

  test('schemas, contexts and values found are those of the role', async () => {
    const services = await open(engine);
    const seen = async (who: Caller) => {
      const own = services.as(who);
      const schemaText = await getSchema({ detail: 'full', principal: who.principal }, own);
      const context = await ask({ question: 'what does quirinius frobnicate', principal: who.principal, execute: false }, own);
      return JSON.stringify([schemaText, answerToWire(context)]);
    };
    expect(await seen(hr)).toMatch(/salary[\s\S]*Quirinius/);
    expect(await seen(clerk)).not.toMatch(/salary|Quirinius|orders/);
  });

  test('what was taught, remembered and asked often in one role is not shown in another', async () => {
    const services = await open(engine);
    const question = 'What is the secret sauce of it all?';
    await teach({ question, sql: 'SELECT count(*) FROM staff', verdict: 'accept', principal: hr.principal }, services.as(hr));
    const asked = async (who: Caller) => answerToWire(await ask({ question, principal: who.principal }, services.as(who)));
    expect(await asked(hr)).toMatchObject({ status: 'ok', verified: true });
    expect(await asked(caller('hugo', 'hr'))).toMatchObject({ status: 'ok', verified: true });
    for (const other of [clerk, temp]) expect((await asked(other)).status, other.principal).not.toBe('ok');
    const often = 'How many orders of nuts?';
    for (const who of [hr, caller('hugo', 'hr')]) {
      const { principal } = who;
      const call = { tool: 'nl2sql', input: { question: often, database: 'shop' }, principal };
      const answer = async (observed: Services) => answerToWire(await runSql({ sql: "SELECT count(*) FROM orders WHERE item = 'nut'", question: often, principal }, observed));
      for (let n = 0; n < 6; n += 1) await observe(call, services.as(who), answer);
    }
    const advice = async (who: Caller) => JSON.stringify(await performanceReport({ advice: true, principal: who.principal }, services.as(who)));
    expect(await advice(hr)).toContain(often);
    expect(await advice(clerk)).not.toContain('nuts');
  });
});
