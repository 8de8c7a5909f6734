import { randomBytes } from 'node:crypto';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { ask } from '../../../src/answer/ask/ladder.ts';
import { runSql } from '../../../src/answer/ask/run-sql.ts';
import { getSchema } from '../../../src/answer/report/schema.ts';
import { answerToWire } from '../../../src/answer/wire.ts';
import { compose } from '../../../src/compose.ts';
import type { DatabaseConfig } from '../../../src/config/schema.ts';
import { openWriter } from '../../../src/database/scratch/open.ts';
import { scratchDatabase } from '../engines.ts';

const principal = 'local';

async function services(entry: DatabaseConfig) {
  const opened = await compose({ databases: { shop: entry }, state: { file: ':memory:' }, baseFolder: '/' }, { careful: true });
  onTestFinished(() => opened.close());
  return opened;
}

interface Stage {
  readonly dsn: string;
  /** Names of the schemas as they are on the server. */
  readonly names: { readonly north: string; readonly south: string; readonly other: string };
}

const tables = ({ north, south, other }: Stage['names']) => [
  ...[north, south].flatMap((schema, at) => [
    `CREATE TABLE ${schema}.customers (id INTEGER PRIMARY KEY, name VARCHAR(40))`,
    `CREATE TABLE ${schema}.orders (id INTEGER PRIMARY KEY, customer_id INTEGER, total INTEGER, FOREIGN KEY (customer_id) REFERENCES ${schema}.customers(id))`,
    `INSERT INTO ${schema}.customers VALUES (1, 'Ann'), (2, 'Bob')`,
    `INSERT INTO ${schema}.orders VALUES (1, 1, ${10 + at}), (2, 2, ${20 + at})${at === 0 ? '' : ', (3, 2, 33)'}`,
  ]),
  `CREATE TABLE ${south}.harbours (id INTEGER PRIMARY KEY, town VARCHAR(40))`,
  `INSERT INTO ${south}.harbours VALUES (1, 'Cadiz'), (2, 'Genoa')`,
  `CREATE TABLE ${other}.secrets (id INTEGER PRIMARY KEY)`,
];

const stages: Readonly<Record<string, () => Promise<Stage>>> = {
  postgres: async () => {
    const { dsn, write } = await scratchDatabase('postgres');
    const names = { north: 'north', south: 'south', other: 'other' };
    await write(...Object.values(names).map((name) => `CREATE SCHEMA ${name}`), ...tables(names));
    return { dsn, names };
  },
  mysql: async () => {
    const admin = await openWriter(inject('mysqlUrl'));
    const mark = randomBytes(6).toString('hex').replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '');
    const names = { north: `north${mark}`, south: `south${mark}`, other: `other${mark}` };
    await admin.write(...Object.values(names).map((name) => `CREATE DATABASE ${name}`), ...tables(names));
    onTestFinished(async () => {
      await admin.write(...Object.values(names).map((name) => `DROP DATABASE ${name}`));
      await admin.close();
    });
    const url = new URL(inject('mysqlUrl'));
    url.pathname = '/';
    return { dsn: url.href, names };
  },
};

describe.each(Object.keys(stages))('schemas on %s', (engine) => {
  const open = async () => {
    const stage = await (stages[engine] as () => Promise<Stage>)();
    const { dsn, names } = stage;
    return { names, shop: await services({ dsn, schemas: [names.north, names.south] }) };
  };

  test('those that are named are seen, and no other; each of two tables of one name has its schema before it', async () => {
    const { shop, names } = await open();
    const schema = JSON.stringify(await getSchema({ detail: 'columns', principal }, shop));
    expect(schema).toContain('harbours');
    expect(schema).toContain(`${names.south}.orders`);
    expect(schema).not.toContain('secrets');
    expect(schema).toContain(`-> ${names.south}.customers`);
  });

  test('a name without a schema is looked up in their order', async () => {
    const { shop, names } = await open();
    const rows = async (sql: string) => answerToWire(await runSql({ sql, principal }, shop));
    expect(await rows('SELECT sum(total) FROM orders')).toMatchObject({ rows: [[expect.toSatisfy((sum) => Number(sum) === 30)]] });
    expect(await rows(`SELECT sum(total) FROM ${names.south}.orders`)).toMatchObject({ rows: [[expect.toSatisfy((sum) => Number(sum) === 65)]] });
    expect(await rows(`SELECT count(*) FROM ${names.north}.orders n JOIN ${names.south}.orders s ON s.id = n.id`)).toMatchObject({ rows: [[2]] });
  });

  test('questions are answered from the tables that they mean, with the schema in the SQL where it is needed', async () => {
    const { shop, names } = await open();
    const asked = async (question: string) => answerToWire(await ask({ question, principal }, shop));
    expect(await asked('How many harbours are there?')).toMatchObject({ status: 'ok', rows: [[2]] });
    expect(await asked('How many orders are there?')).toMatchObject({ status: 'ok', rows: [[2]] });
    for (const [name, count] of [[names.south, 3], [names.north, 2]] as const) {
      const answer = await asked(`How many ${name} orders are there?`);
      expect(answer.status === 'ok' ? answer.rows : JSON.stringify(answer), name).toEqual([[count]]);
    }
  });

  test('the context for whoever writes the SQL names both, each as it must be written', async () => {
    const { shop, names } = await open();
    const context = JSON.stringify(answerToWire(await ask({ question: 'frobnicate the orders of the customers', principal, execute: false }, shop)));
    expect(context).toMatch(new RegExp(String.raw`\\norders\\n.*schema ${names.south}, written ${names.south}.NAME:\\n(?:\\w+\\n.*?)*orders\\n`));
  });
});
