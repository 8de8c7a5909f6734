import { describe, expect, test } from 'vitest';
import { type EngineName, engineNames } from '../database/engines.ts';
import { type Arena, arena } from './fixture.ts';

interface Replacement {
  readonly made: string;
  readonly asked: string;
  /** Same name and columns, but with an effect. */
  readonly replaced: readonly string[];
}

const view = (body: string) => `CREATE OR REPLACE VIEW fine AS SELECT id, ${body} AS n FROM sales`;

const replacements: Readonly<Record<EngineName, readonly Replacement[]>> = {
  sqlite: [{ made: 'CREATE VIEW fine AS SELECT id, abs(quantity) AS n FROM sales', asked: 'SELECT n FROM fine', replaced: ['DROP VIEW fine', 'CREATE VIEW fine AS SELECT id, readfile(region) AS n FROM sales'] }],
  duckdb: [
    { made: view('abs(quantity)'), asked: 'SELECT n FROM fine', replaced: [view('wr()')] },
    { made: 'CREATE MACRO fine(x) AS abs(x)', asked: 'SELECT fine(1)', replaced: ['CREATE OR REPLACE MACRO fine(x) AS wr()'] },
    { made: 'CREATE TABLE fresh (id INT)', asked: 'SELECT abs(count(*)) FROM fresh', replaced: ["CREATE MACRO abs(x) AS wr()"] },
  ],
  postgres: [
    { made: view('abs(quantity)'), asked: 'SELECT n FROM fine', replaced: [view('wr()')] },
    { made: 'CREATE FUNCTION fine(int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT $1 $$', asked: 'SELECT fine(1)', replaced: ['CREATE OR REPLACE FUNCTION fine(int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT wr() $$'] },
    { made: 'CREATE FUNCTION fine(int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT $1 $$', asked: 'SELECT fine(1)', replaced: ['ALTER FUNCTION fine(int) SECURITY DEFINER'] },
    { made: 'CREATE OPERATOR ~~~~ (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)', asked: 'SELECT 1 ~~~~ 1', replaced: ['DROP OPERATOR ~~~~ (int, int)', 'CREATE FUNCTION same(int, int) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN true; END $$', 'CREATE OPERATOR ~~~~ (LEFTARG = int, RIGHTARG = int, FUNCTION = same)'] },
  ],
  mysql: [{ made: view('ABS(quantity)'), asked: 'SELECT n FROM fine', replaced: [view('wr()')] }],
};

/** What the check does that runs in the background every half minute. */
async function checked(stage: Arena): Promise<void> {
  await stage.services.targets.get('test')?.knowledge.refresh();
}

describe.each(engineNames)('what was proven on %s', (engine) => {
  test.each(replacements[engine])('is judged anew after $replaced', async ({ made, asked, replaced }) => {
    const stage = await arena(engine);
    await stage.scratch.write(made);
    await checked(stage);
    expect(await stage.run(asked)).toMatchObject({ answer: { status: 'ok' } });
    await stage.scratch.write(...replaced);
    await checked(stage);
    expect(await stage.run(asked)).not.toMatchObject({ answer: { status: 'ok' } });
  });

  test('a view that is replaced shows no more than the policy allows', async () => {
    const stage = await arena(engine, { access: { columns: { 'customers.email': 'hidden' } } });
    const contact = (column: string) => [...(engine === 'sqlite' ? ['DROP VIEW IF EXISTS contact'] : []), `CREATE ${engine === 'sqlite' ? '' : 'OR REPLACE '}VIEW contact AS SELECT id, ${column} AS shown FROM customers`];
    await stage.scratch.write('ALTER TABLE customers ADD COLUMN note VARCHAR(50)');
    await stage.scratch.write(...contact('note').map((sql) => sql.replace('note', engine === 'postgres' ? 'note::text' : 'note')));
    await checked(stage);
    expect(await stage.run('SELECT shown FROM contact')).toMatchObject({ answer: { status: 'ok' } });
    await stage.scratch.write(...contact('email'));
    await checked(stage);
    expect(await stage.run('SELECT shown FROM contact')).toMatchObject({ answer: { status: 'refused' } });
  });
});
