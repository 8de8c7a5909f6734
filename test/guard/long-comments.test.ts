import { expect, test } from 'vitest';
import { getSchema } from '../../src/answer/report/schema.ts';
import { localPrincipal as principal } from '../../src/core/question.ts';
import { type EngineName, engineNames } from '../database/engines.ts';
import { arena } from './fixture.ts';

/** As long as each engine takes one: MySQL and MariaDB end them at 1,024 characters. */
const commented: Readonly<Record<EngineName, (text: string) => readonly string[]>> = {
  sqlite: (text) => [`CREATE TABLE told (\n  id int -- ${text}\n  , amount int)`],
  duckdb: (text) => ['CREATE TABLE told (id int, amount int)', `COMMENT ON TABLE told IS '${text}'`, `COMMENT ON COLUMN told.id IS '${text}'`],
  postgres: (text) => ['CREATE TABLE told (id int, amount int)', `COMMENT ON TABLE told IS '${text}'`, `COMMENT ON COLUMN told.id IS '${text}'`],
  mysql: (text) => [`CREATE TABLE told (id int COMMENT '${text.slice(0, 1_024)}', amount int) COMMENT '${text.slice(0, 1_024)}'`],
};

test.each(engineNames)('a comment as long as a book does not fill what a model reads of a schema on %s', async (engine) => {
  const { scratch, services } = await arena(engine);
  await scratch.write(...commented[engine](`the sales of the shop ${'lorem ipsum '.repeat(50_000)}`));
  await services.targets.get('test')?.knowledge.refresh();
  for (const detail of ['columns', 'full'] as const) {
    const { schema } = await getSchema({ tables: ['told'], detail, principal }, services);
    expect(schema).toContain('the sales of the shop');
    expect(schema.length).toBeLessThan(3_000);
  }
});
